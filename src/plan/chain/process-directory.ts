import { posix, win32 } from 'node:path';
import { splitCommand } from '../../words/split-command.ts';
import type { EnvironmentContext } from './environment-source.ts';

/** The working directory, where another one would mean another program, or another file that the program is given. */
export function directoryOf(
  command: string,
  { env, platform, machine }: EnvironmentContext & { readonly platform: NodeJS.Platform },
): string | undefined {
  const path = platform === 'win32' ? win32 : posix;
  const [program = '', ...words] = splitCommand(command, platform) ?? [];
  const isBare = path.basename(program) === program;
  const folders = [
    ...(platform === 'win32' ? [''] : []),
    ...(env['PATH'] ?? '').split(path.delimiter),
  ];
  const searched = isBare
    ? folders.flatMap((folder) => names(path.join(folder, program), platform))
    : [];
  const given = words.map((word) => word.replace(/^-[^=]*=/, ''));
  const isHere = (name: string) => !path.isAbsolute(name) && machine.fileText(name) !== undefined;
  const depends = !(isBare || path.isAbsolute(program)) || [...searched, ...given].some(isHere);
  return depends ? machine.workingDirectory() : undefined;
}

function names(program: string, platform: NodeJS.Platform): readonly string[] {
  return platform === 'win32' ? [program, `${program}.exe`, `${program}.com`] : [program];
}

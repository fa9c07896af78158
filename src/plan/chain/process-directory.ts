import { posix, win32 } from 'node:path';
import { splitCommand } from '../../words/split-command.ts';
import type { EnvironmentContext } from './environment-source.ts';

/**
 * The working directory, if the line's program, or a file or folder that the line names, depends on it. What the
 * program itself looks for there cannot be known.
 */
export function directoryOf(
  command: string,
  { env, platform, machine }: EnvironmentContext & { readonly platform: NodeJS.Platform },
): string | undefined {
  const path = platform === 'win32' ? win32 : posix;
  const [program = '', ...words] = splitCommand(command, platform) ?? [];
  const isBare = path.basename(program) === program;
  const searchPath = env['PATH'] ?? '';
  // Windows looks into the working directory before all others.
  const folders = (platform === 'win32' ? `;${searchPath}` : searchPath).split(path.delimiter);
  const searched = isBare
    ? folders.flatMap((folder) => names(path.join(folder, program), platform))
    : [];
  const isHere = (name: string) => !path.isAbsolute(name) && machine.exists(name);
  const depends =
    !(isBare || path.isAbsolute(program)) || [...searched, ...words.flatMap(partsOf)].some(isHere);
  return depends ? machine.workingDirectory() : undefined;
}

function names(program: string, platform: NodeJS.Platform): readonly string[] {
  return platform === 'win32' ? [program, `${program}.exe`, `${program}.com`] : [program];
}

/** Whatever in a word may be a path: `--from=x`, `-fx`, `file:x`, `@x`, or a command for a shell. */
function partsOf(word: string): readonly string[] {
  const parts = word.split(/[\s=:@,;|&<>()'"`$]/).filter((part) => part !== '');
  return [word, ...parts, ...parts.map((part) => part.replace(/^-\w/, ''))];
}

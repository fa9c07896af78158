import { ancestors } from './process-info.ts';

/** The name of the shell that reads what awsmfa prints, such as `fish`; undefined where it cannot be known. */
export async function findCallingShell(): Promise<string | undefined> {
  for await (const { argv } of ancestors(generations)) {
    const shell = readingShell(argv);
    if (shell !== undefined) return shell;
  }
  return undefined;
}

/** `npx` and a wrapper script or two may be in between. */
const generations = 5;

/**
 * @param argv a command line
 * @returns undefined for what is no shell, and for one that only starts awsmfa: `npx` does so with `sh -c`, and the
 *   shell before it reads the output
 */
export function readingShell([path = '', ...args]: readonly string[]): string | undefined {
  const name = path.split('/').at(-1)?.replace(/^-/, '') ?? '';
  if (!shells.test(name)) return undefined;
  const option = args.findIndex((arg) => /^-[a-z]*c$/.test(arg));
  return option >= 0 && onlyStarts.test(args[option + 1] ?? '') ? undefined : name;
}

const shells = /^(?:(?:ba|da|z|k|mk|a|fi|tc|c)?sh|busybox|nu|pwsh)$/;

/** One run of awsmfa whose output goes where the shell's own goes. */
const onlyStarts = /^[^`|&;<>()\n]*awsmfa[^`|&;<>()\n]*$/;

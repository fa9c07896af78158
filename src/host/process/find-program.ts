/** What a command line says about who runs it. */
export type Program =
  | { readonly kind: 'named'; readonly name: string }
  /** A shell that only passes a command on (`sh -c …`): who started it is the one to name. */
  | { readonly kind: 'wrapper' }
  /** An interactive shell, or nothing to be seen. */
  | { readonly kind: 'unnamed' };

/**
 * Names a running program as its user would: `aws`, not the `python3` that runs it.
 *
 * @param argv its command line
 */
export function findProgram([path, ...args]: readonly string[]): Program {
  // A login shell is started under a name with a dash in front.
  if (path === undefined || path === '' || path.startsWith('-')) return { kind: 'unnamed' };
  const name = baseName(path);
  if (shells.test(name)) return shellProgram(args);
  if (interpreters.test(name)) return { kind: 'named', name: interpretedName(args) ?? name };
  return { kind: 'named', name };
}

const shells = /^(?:(?:ba|da|z|k|mk|a|fi|tc|c)?sh|busybox)(?:\.exe)?$/;
const interpreters = /^(?:python|pypy|node|nodejs|bun|deno|ruby|perl|php|java)[\d.]*$/i;

function shellProgram(words: readonly string[]): Program {
  // `bash --rcfile FILE`: a person's shell, and the file is no script.
  const args = words.filter((_, index) => !startupFile.test(words[index - 1] ?? ''));
  const first = args.findIndex((arg) => !/^[-+]/.test(arg));
  const options = first < 0 ? args : args.slice(0, first);
  if (options.some((option) => /^-[a-z]*c|^--command/i.test(option))) return { kind: 'wrapper' };
  const script = args[first];
  return script === undefined ? { kind: 'unnamed' } : { kind: 'named', name: baseName(script) };
}

const startupFile = /^--(?:rcfile|init-file)$/;

/** The script's or module's name; undefined for a piece of code on the command line. */
function interpretedName(args: readonly string[]): string | undefined {
  const [first, ...rest] = args;
  if (first === undefined || inlineCode.test(first)) return undefined;
  if (first === '-m') return rest[0];
  if (optionsWithValue.has(first)) return interpretedName(rest.slice(1));
  return first.startsWith('-') ? interpretedName(rest) : baseName(first);
}

const inlineCode = /^(?:-c|-e|-p|-pe|--eval|--print)$/;

const optionsWithValue = new Set([
  ...['-W', '-X'],
  ...[
    '-r',
    '--require',
    '--import',
    '--loader',
    '--experimental-loader',
    '-C',
    '--conditions',
    '--env-file',
  ],
  ...['-I', '-cp', '-classpath'],
]);

function baseName(path: string): string {
  return path.split(/[/\\]/).findLast((part) => part !== '') ?? path;
}

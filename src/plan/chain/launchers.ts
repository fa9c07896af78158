import { ownFileName, programName } from '../../ground/program-name.ts';

/**
 * The words behind `awsmfa` in a command that runs it bare, or by a launcher that changes nothing; undefined where it
 * runs anything else. A launcher with flags that may change something, or `env` with its variables, is another program.
 */
export function argumentsOfAwsmfa(words: readonly string[] = []): readonly string[] | undefined {
  const [first = '', ...rest] = words;
  if (isAwsmfa(first)) return rest;
  switch (programName(first)) {
    case 'winpty':
      return argumentsOfAwsmfa(rest);
    case 'node':
      return isAwsmfa(rest[0] ?? '') ? rest.slice(1) : undefined;
    case 'npx':
    case 'bunx':
    case 'pnpx':
      return ofPackage(rest);
    case 'npm':
      return rest[0] === 'exec' ? ofNpmExec(rest.slice(1)) : undefined;
    default:
      return undefined;
  }
}

function isAwsmfa(word: string): boolean {
  return ownFileName.test(programName(word));
}

const isPackage = (word = '') => /^awsmfa(?:@[\w.-]+)?$/.test(word);
const isQuiet = (word: string) =>
  /^(?:-y|--yes|--no|--no-install|-q|--quiet|-s|--silent)$/.test(word);

/** `npx --yes awsmfa …`, `npx -p awsmfa awsmfa …`, `npx --package=awsmfa -- awsmfa …`. */
function ofPackage(words: readonly string[]): readonly string[] | undefined {
  const [first = '', second, ...rest] = words;
  if (isPackage(first)) return words.slice(1);
  if (first === '-p' || first === '--package')
    return isPackage(second) ? ofPackage(rest) : undefined;
  const isPassedOver =
    isQuiet(first) || first === '--' || isPackage(/^--package=(.*)/.exec(first)?.[1]);
  return isPassedOver ? ofPackage(words.slice(1)) : undefined;
}

/** npm keeps options for itself unless a `--` is before them. */
function ofNpmExec(words: readonly string[]): readonly string[] | undefined {
  const behind = ofPackage(words);
  if (behind?.[0] === '--') return behind.slice(1);
  const isPastOptions = words.slice(0, -(behind?.length ?? 0)).includes('--');
  return isPastOptions ? behind : undefined;
}

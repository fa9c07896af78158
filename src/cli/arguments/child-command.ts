import { optionsOf } from '../../plan/model/command-line.ts';

/** A command line of which a part may belong to another program. */
export interface SplitArguments {
  /** What awsmfa reads. */
  readonly own: readonly string[];
  /** The other program and its arguments; undefined where there is none. */
  readonly childCommand?: readonly string[];
}

/**
 * Finds where the command of `exec` begins: behind `--`, else at the word after the profile. So the first word that is
 * no option is always the profile, whatever programs there are, and an option behind the command's name is the
 * command's own.
 */
export function splitChildCommand(argv: readonly string[]): SplitArguments {
  if (argv[0] !== 'exec') return { own: argv };
  const start = startOfChild(argv);
  if (start === undefined) return { own: argv };
  const isMarked = argv[start] === '--';
  return { own: argv.slice(0, start), childCommand: argv.slice(isMarked ? start + 1 : start) };
}

function startOfChild(argv: readonly string[]): number | undefined {
  let isProfileNamed = false;
  for (let index = 1; index < argv.length; index += 1) {
    const word = argv[index] ?? '';
    if (word === '--') return index;
    if (/^-./.test(word)) {
      isProfileNamed ||= /^--profile(?:=|$)/.test(word);
      if (takesNext(word)) index += 1;
    } else if (isProfileNamed) return index;
    else isProfileNamed = true;
  }
  return undefined;
}

/** Whether the next word is the option's value. An option that awsmfa does not have is refused later. */
function takesNext(word: string): boolean {
  return optionsOf('exec').some(({ flag, value }) => flag === word && value !== undefined);
}

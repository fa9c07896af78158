import { describeProfile } from '../../words/profile-name.ts';
import { profileWord } from '../../words/shell-word.ts';
import { printable } from '../../words/text.ts';
import type { FindingKind, Sighting } from '../model/finding.ts';
import { helperLines, type HelperLine } from '../model/helper-line.ts';
import { describeMissing, findOnPath, isElsewhere, isThere } from '../model/on-path.ts';
import { placeOf } from '../model/settings.ts';
import type { ExaminedProfile, Surroundings } from '../model/surroundings.ts';

/** What programs see that no shell has started: those of launchd on macOS, and services of systemd. */
const pathOfServices: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: '/usr/bin:/bin:/usr/sbin:/sbin',
  linux: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
};

export const programKinds: readonly FindingKind[] = [
  {
    id: 'program-gone',
    severity: 'error',
    title: 'the program of a line is not there',
    why: 'Every tool that uses the profile fails with `command not found` or `No such file or directory`. Version managers keep each release of Node under its own path, which is gone after an update.',
    mend: 'Correct the path, or install the program again. In lines that start awsmfa, `awsmfa setup` corrects the paths.',
    find: findGone,
  },
  {
    id: 'path-of-services',
    severity: 'warning',
    title: 'programs without your `PATH` do not find awsmfa',
    why: 'IDEs, desktop programs and services are not started by a shell, and do not see the folders that your shell adds to `PATH`.',
    mend: 'Run `awsmfa setup`, which writes absolute paths, of Node too.',
    find: findInvisible,
  },
  {
    id: 'another-awsmfa',
    severity: 'error',
    title: 'another awsmfa comes first on the `PATH`',
    why: 'PyPI has an older program of this name. Lines that start `awsmfa` start that one, which knows nothing of `credential-process`.',
    mend: 'Remove the other program (`pip uninstall awsmfa`), or write absolute paths into the lines.',
    find: findAnother,
  },
];

/** The first word, and the script that Node runs. */
function findGone(surroundings: Surroundings): readonly Sighting[] {
  return helperLines(surroundings).flatMap((line) => {
    const gone = programsOf(line).find((program) => !isThere(program, surroundings));
    if (gone === undefined) return [];
    const { profile, setting } = line;
    const what = `"${printable(gone)}", which the line of ${describeProfile(profile.name)} starts, ${describeMissing(gone)}`;
    return [
      { what, at: placeOf(setting), ...(line.own !== undefined && { mend: [rewire(profile)] }) },
    ];
  });
}

function rewire({ name }: ExaminedProfile): string {
  return `run \`awsmfa setup ${profileWord(name)}\``;
}

/** A relative path is looked for where the tool runs, wherever that is. */
function programsOf({ words = [], own }: HelperLine): readonly string[] {
  const [program, script] = words;
  const isNode = own !== undefined && /(?:^|[/\\])node(?:\.exe)?$/.test(program ?? '');
  const named = isNode ? [program, script] : [program];
  return named.flatMap((word) => (word === undefined || isElsewhere(word) ? [] : word));
}

/** Lines with a bare name, where it or the Node that its first line names is not on the `PATH` of services. */
function findInvisible(surroundings: Surroundings): readonly Sighting[] {
  const path = pathOfServices[surroundings.platform];
  if (path === undefined) return [];
  return helperLines(surroundings).flatMap(({ own, words = [], profile, setting }) => {
    const [program = ''] = words;
    const isScript = /(?:^|[/\\])awsmfa$/.test(program);
    const needed = own === undefined ? [] : [program, ...(isScript ? ['node'] : [])];
    const missing = needed.filter((name) => !/[/\\]/.test(name));
    const [name] = missing.filter((each) => findOnPath(each, path, surroundings) === undefined);
    if (name === undefined) return [];
    const what = `the line of ${describeProfile(profile.name)} needs \`${printable(name)}\`, which is not in ${path}`;
    return [{ what, at: placeOf(setting), mend: [rewire(profile)] }];
  });
}

/** pip and pipx write a script for Python, pyenv one of its own. */
function findAnother(surroundings: Surroundings): readonly Sighting[] {
  const { disk, env } = surroundings;
  const file = findOnPath('awsmfa', env['PATH'], surroundings);
  if (file === undefined || !/^#!.*python|\bpyenv exec\b/m.test(disk.text(file) ?? '')) return [];
  return [{ what: `\`awsmfa\` on the \`PATH\` is "${file}", a program in Python` }];
}

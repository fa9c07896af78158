import { promptNames, type PromptName } from '../../plan/model/plan.ts';
import { describeProfile } from '../../words/profile-name.ts';
import { splitCommand } from '../../words/split-command.ts';
import { printable } from '../../words/text.ts';
import type { FindingKind, Place, Sighting } from '../model/finding.ts';
import { describeMissing, isElsewhere, isThere } from '../model/on-path.ts';
import { chainValueOf, placeOf, valueOf } from '../model/settings.ts';
import type { Surroundings } from '../model/surroundings.ts';

/** Where codes come from. */
export const codeKinds: readonly FindingKind[] = [
  {
    id: 'code-program-gone',
    severity: 'error',
    title: 'the program that knows the code is not there',
    why: '`mfa_process` is run instead of asking, so if it fails, nobody is asked: nothing that needs a code works.',
    mend: 'Correct the path, install the program, or remove `mfa_process` to be asked.',
    find: findGonePrograms,
  },
  {
    id: 'way-to-ask-missing',
    severity: 'warning',
    title: 'a way to ask for a code cannot be had',
    why: 'awsmfa goes on to the next in the list, and ends with status 5 if none is left.',
    mend: 'Install what it needs, or remove it from the list.',
    find: findMissingWays,
  },
];

function findGonePrograms(surroundings: Surroundings): readonly Sighting[] {
  return surroundings.profiles.flatMap((profile) => {
    const setting = chainValueOf(profile, 'mfa_process');
    const [program] = splitCommand(setting?.value ?? '', surroundings.platform) ?? [];
    if (setting === undefined || program === undefined) return [];
    if (isElsewhere(program) || isThere(program, surroundings)) return [];
    const what = `"${printable(program)}", the \`mfa_process\` of ${describeProfile(profile.name)}, ${describeMissing(program)}`;
    return [{ what, at: placeOf(setting) }];
  });
}

interface List {
  readonly names: readonly string[];
  readonly where: string;
  readonly at?: Place;
}

function findMissingWays(surroundings: Surroundings): readonly Sighting[] {
  return listsIn(surroundings).flatMap(({ names, where, at }) =>
    names.flatMap((name): readonly Sighting[] => {
      const why = whyMissing(name, surroundings);
      return why === undefined
        ? []
        : [{ what: `${where} lists \`${printable(name)}\`: ${why}`, at }];
    }),
  );
}

/** What somebody has chosen: the default lists what is there on every machine, or does no harm. */
function listsIn({ env, profiles }: Surroundings): readonly List[] {
  const chosen = env['AWSMFA_PROMPT'];
  const inProfiles = profiles.flatMap((profile): readonly List[] => {
    const setting = valueOf(profile, 'awsmfa_prompt');
    if (setting === undefined) return [];
    const where = describeProfile(profile.name);
    return [{ names: namesIn(setting.value), where, at: placeOf(setting) }];
  });
  return [...(chosen ? [{ names: namesIn(chosen), where: '`AWSMFA_PROMPT`' }] : []), ...inProfiles];
}

function namesIn(list: string): readonly string[] {
  return list.split(',').map((name) => name.trim());
}

function whyMissing(text: string, surroundings: Surroundings): string | undefined {
  const name = promptNames.find((known) => known === text);
  if (name === undefined) return 'there is no such way to ask';
  const programs = programsFor(name, surroundings);
  if (programs === undefined || programs.some((program) => isThere(program, surroundings)))
    return undefined;
  if (programs.length === 0) return 'neither `AWSMFA_ASKPASS` nor `SSH_ASKPASS` is set';
  return `${programs.map((program) => `\`${printable(program)}\``).join(' or ')} is not there`;
}

/** One of these is needed; undefined where none is. */
function programsFor(
  name: PromptName,
  { env, platform }: Surroundings,
): readonly string[] | undefined {
  const chosen = (program: string | undefined) => (program ? [program] : undefined);
  switch (name) {
    case 'tty':
    case 'none':
      return undefined;
    case 'dialog':
      return platform === 'linux' ? ['zenity', 'kdialog'] : undefined;
    case 'pinentry':
      return chosen(env['AWSMFA_PINENTRY']) ?? ['pinentry', 'pinentry-mac'];
    case 'askpass':
      return chosen(env['AWSMFA_ASKPASS']) ?? chosen(env['SSH_ASKPASS']) ?? [];
    case 'ykman':
      return ['ykman'];
  }
}

import { chainSettings } from '../../plan/model/request.ts';
import { describeProfile } from '../../words/profile-name.ts';
import { profileWord, shellWord } from '../../words/shell-word.ts';
import type { FindingKind, Sighting } from '../model/finding.ts';
import { helperLine, helperLines, type HelperLine } from '../model/helper-line.ts';
import { brokenLineKind } from './broken-line.ts';
import { placeOf, valueOf } from '../model/settings.ts';
import type { ExaminedProfile, Surroundings } from '../model/surroundings.ts';

export const lineKinds: readonly FindingKind[] = [
  {
    id: 'keys-beside-process',
    severity: 'error',
    title: 'keys win over a `credential_process` line',
    why: "Most of AWS's tools take the keys and never start the program, so that nobody is asked for a code: MFA is bypassed without a word. Session keys work until they expire.",
    mend: 'Move a long-term key to a separate profile and start from that; remove session keys.',
    find: (surroundings) => onLines(surroundings, keysBeside),
  },
  {
    id: 'chain-beside-process',
    severity: 'error',
    title: "a chain that SDKs follow is beside awsmfa's line",
    why: 'With `role_arn` some SDKs assume the role themselves, and others refuse the profile, as they do with `source_profile`, `mfa_serial`, `credential_source`, a web identity or IAM Identity Center.',
    mend: "`awsmfa setup NAME` puts `awsmfa_` before the names of the chain's settings; remove the others.",
    find: (surroundings) => onLines(surroundings, chainBeside),
  },
  {
    id: 'serial-before-session',
    severity: 'error',
    title: 'a role profile asks for a code once more',
    why: 'The AWS CLI asks for a code a second time, and the SDK for Go, and so Terraform, fails.',
    mend: 'Remove `mfa_serial` from the role profile.',
    find: findSerials,
  },
  {
    id: 'line-for-another',
    severity: 'warning',
    title: 'a line asks for another profile than its own',
    why: "The role that the profile itself names is ignored: AWS's tools get the credentials of the other profile, perhaps in another account.",
    mend: 'Let `--profile` name the profile that the line is in, or remove its `awsmfa_` settings.',
    find: (surroundings) => onLines(surroundings, asksForAnother),
  },
  brokenLineKind,
  {
    id: 'unclosed-quotation',
    severity: 'error',
    title: 'a quotation in a line is not closed',
    why: 'No tool can start the program.',
    mend: 'Close the quotation. A quotation mark that belongs to a word has a backslash before it.',
    find: (surroundings) =>
      onLines(surroundings, ({ words, profile, setting }) =>
        words === undefined ? sighting(profile, 'has an open quotation', setting) : undefined,
      ),
  },
  {
    id: 'line-needs-shell',
    severity: 'error',
    title: 'a line needs a shell',
    why: 'Some SDKs start the program with a shell and others, like the AWS CLI and boto3, without one: these pass `~`, `$HOME`, pipes and the like to the program as they are, and it fails.',
    mend: 'Write paths in full. Put what needs a shell into a script, and name that.',
    find: (surroundings) => onLines(surroundings, needsShell),
  },
  {
    id: 'wrapped-line',
    severity: 'warning',
    title: 'another program starts awsmfa',
    why: 'awsmfa cannot know what that program changes, and runs the line like any other: each use starts awsmfa twice, and options and variables in the line apply only to the inner one.',
    mend: 'Let the line start awsmfa itself, and write what was set around it as `awsmfa_` settings.',
    find: (surroundings) => onLines(surroundings, isWrapped),
  },
];

type Look = (line: HelperLine, surroundings: Surroundings) => Sighting | undefined;

function onLines(surroundings: Surroundings, look: Look): readonly Sighting[] {
  return helperLines(surroundings).flatMap((line) => look(line, surroundings) ?? []);
}

function sighting(profile: ExaminedProfile, what: string, at: HelperLine['setting']): Sighting {
  return { what: `the line of ${describeProfile(profile.name)} ${what}`, at: placeOf(at) };
}

function keysBeside({ profile }: HelperLine): Sighting | undefined {
  const id = valueOf(profile, 'aws_access_key_id') ?? valueOf(profile, 'aws_secret_access_key');
  if (id === undefined) return keysInherited(profile);
  const isSession = valueOf(profile, 'aws_session_token') !== undefined;
  const what = `${describeProfile(profile.name)} has ${isSession ? 'session keys' : 'an access key'} beside its line`;
  const mend = isSession
    ? `remove the three keys of ${describeProfile(profile.name)}`
    : 'move the key to a profile without a line, and name that as `awsmfa_source_profile`';
  return { what, at: placeOf(id), mend: [mend] };
}

/** Those of the credentials file win over the line, and are no profile's own. */
function keysInherited({ name, inherited }: ExaminedProfile): Sighting | undefined {
  const id = inherited.find(
    ({ key, file }) => key === 'aws_access_key_id' && file === 'credentials',
  );
  return (
    id && {
      what: `${describeProfile(name)} gets the access key of \`[DEFAULT]\` beside its line`,
      at: { file: id.path, line: id.line },
      mend: ['move the key to a profile of its own, and name that as `awsmfa_source_profile`'],
    }
  );
}

const actedOn =
  /^(?:role_arn|source_profile|mfa_serial|credential_source|web_identity_token_file|login_session|sso_(?:session|start_url|account_id|role_name|region))$/;

function chainBeside({ profile, own }: HelperLine): Sighting | undefined {
  const beside = [...profile.settings].filter(
    ([key, { value }]) => actedOn.test(key) && value !== '',
  );
  const [first] = beside;
  if (own === undefined || first === undefined) return undefined;
  const names = beside.map(([key]) => key);
  return {
    what: `${describeProfile(profile.name)} has ${spans(names)} beside its line`,
    at: placeOf(first[1]),
    mend: names.every(isChainSetting)
      ? [`run \`awsmfa setup ${profileWord(profile.name)}\``]
      : [`remove ${spans(names.filter((name) => !isChainSetting(name)))}, or the line`],
  };
}

function isChainSetting(name: string): boolean {
  return chainSettings.some((setting) => setting === name);
}

function spans(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

/** Where SDKs assume the role from a session that awsmfa brings. */
function findSerials({ profiles, platform }: Surroundings): readonly Sighting[] {
  const ours = new Set(
    profiles
      .filter((profile) => helperLine(profile, platform)?.own !== undefined)
      .map(({ name }) => name),
  );
  return profiles.flatMap((profile) => {
    const serial = valueOf(profile, 'mfa_serial');
    const source = valueOf(profile, 'source_profile')?.value ?? '';
    const hasRole = valueOf(profile, 'role_arn') !== undefined;
    if (serial === undefined || !hasRole || !ours.has(source) || ours.has(profile.name)) return [];
    const what = `${describeProfile(profile.name)} has \`mfa_serial\`, and ${describeProfile(source)} brings an MFA session`;
    return [{ what, at: placeOf(serial) }];
  });
}

function asksForAnother({ profile, setting, asked }: HelperLine): Sighting | undefined {
  const hasRole = valueOf(profile, 'awsmfa_role_arn') ?? valueOf(profile, 'awsmfa_source_profile');
  if (typeof asked !== 'string' || asked === profile.name || hasRole === undefined)
    return undefined;
  return {
    ...sighting(profile, `asks for ${describeProfile(asked)}`, setting),
    mend: [`write \`--profile ${shellWord(profile.name)}\``],
  };
}

/** A word that a shell would change, as long as it is in no quotes; those who start no shell see it as it is. */
function needsShell({ profile, setting, words = [] }: HelperLine): Sighting | undefined {
  const { value } = setting;
  const unquoted = value.replaceAll(/'[^']*'|\\./g, '_');
  const bare = unquoted.replaceAll(/"[^"]*"/g, '_');
  const isHome = words.some((word) => /^~(?:\/|$)/.test(word)) && /(?:^|\s)~/.test(bare);
  const isVariable = /^\w+=/.test(bare) || /\$(?:\{|\(|[A-Za-z_])|`/.test(unquoted);
  const isOperator = /[|;&<>]/.test(bare);
  if (!isHome && !isVariable && !isOperator) return undefined;
  const what = isHome
    ? 'begins a path with `~`'
    : isVariable
      ? 'sets or names a variable'
      : 'has a pipe, a redirection or several commands';
  return sighting(profile, what, setting);
}

/** `env X=1 awsmfa …`, `sh -c 'awsmfa …'`. */
function isWrapped({ profile, setting, own, words = [] }: HelperLine): Sighting | undefined {
  const startsAwsmfa = words.some((word) =>
    /(?:^|[\s/\\])awsmfa(?:\.cjs|\.cmd)?(?=\s|$)/.test(word),
  );
  const isOption = words.some(
    (word) => word === 'credential-process' || word.includes(' credential-process '),
  );
  if (own !== undefined || !startsAwsmfa || !isOption) return undefined;
  return sighting(profile, 'starts awsmfa by another program', setting);
}

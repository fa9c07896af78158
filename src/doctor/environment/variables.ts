import { chainSettings, ownSettings, profileVariables } from '../../plan/model/request.ts';
import { nearNames } from '../../words/near-names.ts';
import type { FindingKind, Sighting } from '../model/finding.ts';
import type { Surroundings } from '../model/surroundings.ts';
import { isSet } from './is-set.ts';

/** What other variables of AWS and of awsmfa do. */
export const variableKinds: readonly FindingKind[] = [
  {
    id: 'unknown-profile-named',
    severity: 'error',
    title: 'a variable names a profile that is not there',
    why: 'Every call without `--profile` fails.',
    mend: 'Correct or unset the variable.',
    find: findUnknownProfile,
  },
  {
    id: 'two-profiles-named',
    severity: 'warning',
    title: 'two variables name two profiles',
    why: 'The AWS CLI and boto3 use `AWS_DEFAULT_PROFILE`, most SDKs and awsmfa `AWS_PROFILE`: two tools in one shell work in two accounts.',
    mend: 'Unset `AWS_DEFAULT_PROFILE`.',
    find: findTwoProfiles,
  },
  {
    id: 'settings-in-environment',
    severity: 'warning',
    title: 'a variable applies to every profile',
    why: 'It applies to every profile, so that all of them may get one role or one device. Programs that this shell has not started do not see it, and get something else.',
    mend: 'Put it into the profile it is meant for, and unset the variable.',
    find: findSettings,
  },
  {
    id: 'code-in-environment',
    severity: 'warning',
    title: 'a code is left in the environment',
    why: 'A code works once: the next time one is needed, this one is sent and rejected, and nobody is asked.',
    mend: 'Run `unset AWSMFA_TOKEN_CODE`, and give a code to one command: `AWSMFA_TOKEN_CODE=… awsmfa login`.',
    find: ({ env }) => (env['AWSMFA_TOKEN_CODE'] ? [{ what: '`AWSMFA_TOKEN_CODE` is set' }] : []),
  },
  {
    id: 'nobody-is-asked',
    severity: 'warning',
    title: 'nobody is asked for a code in this terminal',
    why: 'The variable says that no person is there, so that awsmfa ends with status 5 where it would ask.',
    mend: 'Unset it, or set `AWSMFA_PROMPT=tty`.',
    find: findSilence,
  },
  {
    id: 'unknown-variable',
    severity: 'warning',
    title: 'a variable has a name that awsmfa does not know',
    why: 'It has no effect.',
    mend: 'Correct or unset it; docs/reference.md has all variables.',
    find: findUnknownVariables,
  },
];

function findUnknownProfile({ env, profiles, files }: Surroundings): readonly Sighting[] {
  if (files.some(({ state }) => state === 'broken')) return [];
  const names = profiles.map(({ name }) => name);
  return profileVariables.flatMap((variable) => {
    const named = env[variable];
    if (!named || names.includes(named)) return [];
    const near = nearNames(named, names).map((name) => `did you mean "${name}"?`);
    return [{ what: `\`${variable}\` names "${named}"`, ...(near.length > 0 && { mend: near }) }];
  });
}

function findTwoProfiles({ env }: Surroundings): readonly Sighting[] {
  const [first, second] = profileVariables.map((name) => env[name]);
  if (!first || !second || first === second) return [];
  return [{ what: `\`AWS_PROFILE\` names "${first}", \`AWS_DEFAULT_PROFILE\` "${second}"` }];
}

/** What decides whose credentials come of a profile. */
const identitySettings = chainSettings.filter(
  (name) => !/^(?:mfa_process|region|sts_regional_endpoints|endpoint_url)$/.test(name),
);

function findSettings(surroundings: Surroundings): readonly Sighting[] {
  return [...identitySettings.map(variableOf), 'AWS_MFA_SERIAL']
    .filter((name) => isSet(surroundings, name))
    .map((name) => ({ what: `\`${name}\` is set`, mend: [`run \`unset ${name}\``] }));
}

function variableOf(setting: string): string {
  return `AWSMFA_${setting.toUpperCase()}`;
}

/** In CI that is as it should be. */
function findSilence({ env, reader }: Surroundings): readonly Sighting[] {
  if (reader !== 'terminal') return [];
  if (env['AWSMFA_PROMPT'] === 'none') return [{ what: '`AWSMFA_PROMPT` is `none`' }];
  const isCi = env['CI'] === 'true' && !env['AWSMFA_PROMPT'];
  return isCi ? [{ what: '`CI` is `true`', mend: ['run `unset CI`'] }] : [];
}

const ownVariables: ReadonlySet<string> = new Set([
  ...['AWSMFA_HOME', 'AWSMFA_PROMPT', 'AWSMFA_PROMPT_TIMEOUT', 'AWSMFA_TOKEN_CODE'],
  ...['AWSMFA_ASKPASS', 'AWSMFA_STORE', 'AWSMFA_EXPORTED_REGION', 'AWSMFA_PROFILE'],
  ...['AWSMFA_RESOLVING', 'AWSMFA_ASKING', 'AWSMFA_PINENTRY', 'AWSMFA_ZDOTDIR'],
  ...[...chainSettings, ...ownSettings].map(variableOf),
]);

/** Those of the tests begin with `AWSMFA_TEST_`. */
function findUnknownVariables({ env }: Surroundings): readonly Sighting[] {
  const unknown = Object.keys(env).filter(
    (name) => /^AWSMFA_(?!TEST_)/.test(name) && !ownVariables.has(name),
  );
  return unknown.map((name) => {
    const near = nearNames(name, [...ownVariables]).map((other) => `did you mean \`${other}\`?`);
    return { what: `\`${name}\` is set`, ...(near.length > 0 && { mend: near }) };
  });
}

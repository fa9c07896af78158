import { attempt } from '../../ground/attempt.ts';
import { Failure } from '../../ground/failure.ts';
import { environmentSource } from '../../plan/chain/environment-source.ts';
import { profileVariables } from '../../plan/model/request.ts';
import { isTemporary } from '../../words/key-text.ts';
import { describeProfile } from '../../words/profile-name.ts';
import { describeTime } from '../../words/time.ts';
import type { FindingKind, Sighting } from '../model/finding.ts';
import type { Surroundings } from '../model/surroundings.ts';
import { isSet } from './is-set.ts';

const keyVariables = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'];
const unsetKeys = `run \`unset ${keyVariables.join(' ')}\``;

/** What keys in the environment do to everything else. */
export const keyVariableKinds: readonly FindingKind[] = [
  {
    id: 'keys-over-profile',
    severity: 'error',
    title: 'keys in the environment win over `AWS_PROFILE`',
    why: 'Every tool but those with the SDK for JavaScript uses the keys, whatever profile is named: the calls go to another account than the prompt of the shell says. Only `--profile` wins over them.',
    mend: 'Unset the keys or the profile.',
    find: findKeysOverProfile,
  },
  {
    id: 'expired-environment',
    severity: 'error',
    title: 'the session in the environment has expired',
    why: "It was exported into this shell and cannot renew itself. AWS's tools use it before any profile, and AWS rejects it.",
    mend: 'Export it again, or forget it: `eval "$(awsmfa export --unset)"`.',
    find: findExpired,
  },
  {
    id: 'long-term-key-in-environment',
    severity: 'warning',
    title: 'a long-term key is in the environment',
    why: 'Every program that this shell starts has it, and uses it without MFA where no profile is named on the command line.',
    mend: 'Put it into the credentials file, and unset the variables.',
    find: findLongTermKey,
  },
  {
    id: 'half-key-in-environment',
    severity: 'error',
    title: 'the environment has half an access key',
    why: "AWS's tools fail with it, or go on to other credentials without a word.",
    mend: 'Set both halves, or unset the one.',
    find: findHalfKey,
  },
  {
    id: 'leftover-export',
    severity: 'warning',
    title: 'variables of an earlier export are left',
    why: "They name a profile whose session is no longer there, and that profile's region.",
    mend: 'Run `eval "$(awsmfa export --unset)"`.',
    find: findLeftovers,
  },
  {
    id: 'session-of-another-tool',
    severity: 'warning',
    title: 'this shell has a session of another tool',
    why: "It wins over `AWS_PROFILE` and the default profile until you leave that tool's shell, and nothing renews it here.",
    mend: 'Leave the shell that the tool has started, or unset its variables.',
    find: findOtherTools,
  },
];

function hasKeys(surroundings: Surroundings): boolean {
  return keyVariables.slice(0, 2).every((name) => isSet(surroundings, name));
}

function findKeysOverProfile(surroundings: Surroundings): readonly Sighting[] {
  const named = profileVariables.filter((name) => isSet(surroundings, name));
  if (!hasKeys(surroundings) || named.length === 0) return [];
  const profiles = named.map(
    (name) => `\`${name}\` names ${describeProfile(surroundings.env[name] ?? '')}`,
  );
  return [{ what: `${profiles.join(' and ')}, and the key variables are set`, mend: [unsetKeys] }];
}

function findExpired(surroundings: Surroundings): readonly Sighting[] {
  const { env, now } = surroundings;
  const expiration = new Date(env['AWS_CREDENTIAL_EXPIRATION'] ?? '');
  if (!hasKeys(surroundings) || !(expiration <= now)) return [];
  const of = env['AWSMFA_PROFILE'] ? ` of ${describeProfile(env['AWSMFA_PROFILE'])}` : '';
  return [{ what: `the session${of} expired at ${describeTime(expiration)}` }];
}

function findLongTermKey(surroundings: Surroundings): readonly Sighting[] {
  const id = surroundings.env['AWS_ACCESS_KEY_ID'] ?? '';
  const isSession = isSet(surroundings, 'AWS_SESSION_TOKEN') || isTemporary(id);
  if (!hasKeys(surroundings) || isSession) return [];
  return [{ what: '`AWS_ACCESS_KEY_ID` is set without `AWS_SESSION_TOKEN`', mend: [unsetKeys] }];
}

function findHalfKey({ env }: Surroundings): readonly Sighting[] {
  const source = attempt(() => environmentSource(env));
  return source instanceof Failure ? [{ what: source.message, mend: source.hints }] : [];
}

function findLeftovers(surroundings: Surroundings): readonly Sighting[] {
  const names = ['AWSMFA_PROFILE', 'AWSMFA_EXPORTED_REGION', 'AWS_CREDENTIAL_EXPIRATION'];
  const left = names.filter((name) => isSet(surroundings, name));
  if (left.length === 0 || hasKeys(surroundings)) return [];
  return [{ what: `${left.map((name) => `\`${name}\``).join(', ')} without the key variables` }];
}

const otherTools = {
  AWS_VAULT: 'aws-vault',
  AWSUME_PROFILE: 'awsume',
  AWSRUNAS_PROFILE: 'aws-runas',
} as const;

function findOtherTools(surroundings: Surroundings): readonly Sighting[] {
  if (!hasKeys(surroundings)) return [];
  return Object.entries(otherTools)
    .filter(([name]) => isSet(surroundings, name))
    .map(([name, tool]) => ({ what: `\`${name}\` is set: the keys are from ${tool}` }));
}

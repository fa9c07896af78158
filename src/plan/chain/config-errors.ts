import { Failure } from '../../ground/failure.ts';
import { describeProfile } from '../../words/profile-name.ts';
import type { ChainProfile } from '../model/chain-profile.ts';
import { describeOrigin, type Origin, type Origins, type Sourced } from '../../ground/origin.ts';
import { profileWord } from '../../words/shell-word.ts';

/** The errors of a chain that does not add up: each names the profile, the file and the line, and what to do. */

export function loop(names: readonly string[], origin: Origin): Failure {
  return new Failure(
    'configuration',
    `the source profiles form a loop (${describeOrigin(origin)}): ${names.join(' → ')}`,
    ['let the last of them hold an access key, or name another `source_profile`'],
    'loop',
  );
}

export function bothSources(profile: ChainProfile, source: Sourced): Failure {
  return new Failure(
    'configuration',
    `profile ${named(profile, source.origin)} has both \`source_profile\` and \`credential_source\``,
    ['remove one of the two'],
    'source',
  );
}

export function unknownCredentialSource(profile: ChainProfile, source: Sourced): Failure {
  return new Failure(
    'configuration',
    `profile ${named(profile, source.origin)} has \`credential_source = ${source.value}\`, which AWS does not know`,
    ['use `Environment`, `Ec2InstanceMetadata` or `EcsContainer`'],
    'source',
  );
}

export function halfKeyPair(profile: ChainProfile, present: Sourced, missing: string): Failure {
  return new Failure(
    'configuration',
    `profile ${named(profile, present.origin)} has half a key pair: \`${missing}\` is missing`,
    [`add \`${missing}\` beside it, or remove the other half`],
    'key',
  );
}

export function notAccessKeyId(setting: string, origin?: Origin): Failure {
  const where = origin === undefined ? '' : ` (${describeOrigin(origin)})`;
  return new Failure(
    'configuration',
    `\`${setting}\`${where} is not an access key id`,
    ['are the two halves of the key pair swapped?'],
    'key',
  );
}

/** A key in the keychain and a pair in a file: nobody can know which is meant. */
export function twoKeys(profile: ChainProfile, id: Origin, pair: Origins): Failure {
  const where = Object.values(pair).map(describeOrigin).join(', ');
  return new Failure(
    'configuration',
    `profile ${named(profile, id)} has \`awsmfa_access_key_id\` and a key pair (${where})`,
    [
      `\`awsmfa keys move ${profileWord(profile.name)}\` moves the pair to the keychain`,
      'or remove `awsmfa_access_key_id` to use the pair',
    ],
  );
}

export function temporaryInKeychain(profile: ChainProfile, id: Sourced): Failure {
  return new Failure(
    'configuration',
    `profile ${named(profile, id.origin)} has \`awsmfa_access_key_id = ${id.value}\`, which is no long-term key`,
    ['name a key whose id begins with `AKIA`'],
  );
}

/** @param clues what the files have in its place */
export function noCredentials(profile: ChainProfile, clues: readonly string[]): Failure {
  const who =
    profile.origin === undefined
      ? describeProfile(profile.name)
      : `profile ${named(profile, profile.origin)}`;
  return new Failure(
    'configuration',
    `${who} holds no credentials`,
    [
      ...clues,
      'give it an access key, a role with a `source_profile`, or a `credential_process`',
      'or set `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`',
    ],
    'empty',
  );
}

export function onlyItself(profile: ChainProfile, line: Sourced): Failure {
  return new Failure(
    'configuration',
    `profile ${named(profile, line.origin)} has a \`credential_process\` that runs awsmfa for this same profile, but no role or access key`,
    [
      'add `awsmfa_role_arn` and `awsmfa_source_profile` to it, or let `--profile` name another profile',
      `or give it an access key: \`awsmfa keys add ${profileWord(profile.name)}\``,
    ],
    'empty',
  );
}

export function incomplete(profile: ChainProfile, present: Sourced, missing: string): Failure {
  return new Failure(
    'configuration',
    `profile ${named(profile, present.origin)} lacks \`${missing}\``,
    [`add \`${missing}\` to it`],
  );
}

export function halfEnvironmentPair(missing: string): Failure {
  return new Failure(
    'configuration',
    `the environment has half a key pair: \`${missing}\` is not set`,
    [`set \`${missing}\`, or unset the other half`],
  );
}

export function webIdentityWithoutRole(): Failure {
  return new Failure(
    'configuration',
    '`AWS_WEB_IDENTITY_TOKEN_FILE` is set, but `AWS_ROLE_ARN` is not',
    ['set `AWS_ROLE_ARN` to the role that the token is for, or unset the other'],
  );
}

export function noEnvironmentKeys(profile: ChainProfile, origin: Origin): Failure {
  return new Failure(
    'configuration',
    `profile ${named(profile, origin)} has \`credential_source = Environment\`, but the environment holds no keys`,
    ['set `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`'],
    'source',
  );
}

function named(profile: ChainProfile, origin: Origin): string {
  return `"${profile.name}" (${describeOrigin(origin)})`;
}

import type { Setting } from '../../config/dialect/profile.ts';
import { Failure } from '../../ground/failure.ts';
import { isSecurityKey } from '../../plan/steps/mfa.ts';
import { isRoleArn, parseIamArn } from '../../words/arn.ts';
import { withoutSecrets } from '../../words/without-secrets.ts';
import { describeProfile } from '../../words/profile-name.ts';
import type { FindingKind, Sighting } from '../model/finding.ts';
import { chainValueOf, placeOf, valueOf } from '../model/settings.ts';
import type { ExaminedProfile, Surroundings } from '../model/surroundings.ts';
import { misspeltKind } from './misspelt.ts';
import { withoutPrefixKind } from './without-prefix.ts';
import { oddRegionKind } from './regions.ts';
import { notWiredKind } from './not-wired.ts';

export const profileKinds: readonly FindingKind[] = [
  {
    id: 'broken-profile',
    severity: 'error',
    title: 'a profile leads to no credentials',
    why: 'Its chain of `source_profile` forms a loop, ends at a profile that is not there, or lacks a part: nothing that uses the profile works.',
    mend: 'Correct the setting that is named; `awsmfa explain NAME` shows the chain.',
    find: findBroken,
  },
  {
    id: 'security-key',
    severity: 'error',
    title: 'the MFA device is a security key',
    why: 'AWS accepts security keys and passkeys for signing in to the console; STS accepts six digits and nothing else.',
    mend: 'Register a virtual MFA device as well, which AWS allows beside the first, and set `mfa_serial` to its ARN.',
    find: (surroundings) => serialsThat(surroundings, isSecurityKey),
  },
  {
    id: 'odd-serial',
    severity: 'error',
    title: 'the MFA serial is not that of a device',
    why: 'AWS rejects every code for it. The serial is an ARN with `:mfa/` in it, or what is printed on a hardware device; it is neither the ARN of the user nor a code.',
    mend: '`aws iam list-mfa-devices` shows the serial, and so does the console under _Security credentials_.',
    find: (surroundings) => serialsThat(surroundings, isOddSerial),
  },
  {
    id: 'odd-role-arn',
    severity: 'error',
    title: 'a role ARN is not the ARN of a role',
    why: 'AWS refuses to assume it. The console and the AWS CLI show ARNs of other things as well: of a user, of an instance profile, of a session that came from the role.',
    mend: 'Write it as `arn:aws:iam::123456789012:role/NAME`, with the path of the role if it has one.',
    find: findOddRoles,
  },
  {
    id: 'account-mismatch',
    severity: 'error',
    title: '`aws_account_id` names another account',
    why: 'The profile leads elsewhere. SDKs put the setting into the address of some services, and programs show it: one of the two is wrong, and perhaps it is the role.',
    mend: 'Correct `aws_account_id`, or remove it: nothing needs it.',
    find: findMismatches,
  },
  oddRegionKind,
  misspeltKind,
  withoutPrefixKind,
  notWiredKind,
];

/** The same failure stops every profile that goes through the place it is at: it is said once. */
function findBroken({ profiles }: Surroundings): readonly Sighting[] {
  const failures = new Map(
    profiles.flatMap((profile): [string, Failure][] => {
      const { outcome } = profile;
      const isKnown = !(outcome instanceof Failure) || outcome.word === 'device';
      return isKnown || isWithoutPurpose(profile) ? [] : [[outcome.message, outcome]];
    }),
  );
  return [...failures.values()].map(({ message, hints }) => ({ what: message, mend: hints }));
}

/** A profile that has only a region, as `[default]` often has, is there for other reasons than its credentials. */
function isWithoutPurpose({ settings, state }: ExaminedProfile): boolean {
  return state === 'read' && ![...settings.keys()].some((key) => leadsSomewhere.test(key));
}

const leadsSomewhere =
  /^(?:awsmfa_.*|role_arn|role_name|source_profile|credential_\w+|aws_(?:access|secret|session)_\w+|sso_\w+|login_session|web_identity_\w+|include_profile)$/;

function serialsThat(
  { profiles, env }: Surroundings,
  isMeant: (serial: string) => boolean,
): readonly Sighting[] {
  const variable = env['AWS_MFA_SERIAL'] ?? '';
  const inEnvironment = isMeant(variable)
    ? [{ what: `\`AWS_MFA_SERIAL\` is "${shown(variable)}"` }]
    : [];
  const inProfiles = profiles.flatMap(({ name, settings }) =>
    ['mfa_serial', 'awsmfa_mfa_serial'].flatMap((key) => {
      const setting = settings.get(key);
      return setting !== undefined && isMeant(setting.value) ? sighting(name, key, setting) : [];
    }),
  );
  return [...inEnvironment, ...inProfiles];
}

function sighting(profile: string, key: string, setting: Setting): Sighting {
  return {
    what: `${describeProfile(profile)} has \`${key} = ${shown(setting.value)}\``,
    at: placeOf(setting),
  };
}

/** What is no serial or ARN may be anything: a secret, or a code. */
function shown(value: string): string {
  return /^\d{6}$/.test(value) ? '[code]' : withoutSecrets(value);
}

/** Hardware devices have a bare serial; a code has six digits. */
function isOddSerial(serial: string): boolean {
  if (serial === '' || isSecurityKey(serial)) return false;
  const isDevice = parseIamArn(serial)?.resource.startsWith('mfa/') === true;
  return !isDevice && !/^(?!arn:)[\w+=/:,.@-]{9,256}$/.test(serial);
}

function findOddRoles({ profiles }: Surroundings): readonly Sighting[] {
  return profiles.flatMap(({ name, settings }) =>
    ['role_arn', 'awsmfa_role_arn'].flatMap((key) => {
      const setting = settings.get(key);
      return setting === undefined || setting.value === '' || isRoleArn(setting.value)
        ? []
        : sighting(name, key, setting);
    }),
  );
}

function findMismatches({ profiles }: Surroundings): readonly Sighting[] {
  return profiles.flatMap((profile) => {
    const said = valueOf(profile, 'aws_account_id');
    const leading = accountSetting(profile);
    const account = parseIamArn(leading?.value ?? '')?.accountId;
    if (said === undefined || account === undefined || said.value === account) return [];
    const what = `${describeProfile(profile.name)} has \`aws_account_id = ${said.value}\`, and leads to account ${account}`;
    return [{ what, at: placeOf(said) }];
  });
}

/**
 * A role, or where there is none the device of the user whose key it is: users have devices of their own account only.
 */
function accountSetting(profile: ExaminedProfile): Setting | undefined {
  const role = chainValueOf(profile, 'role_arn');
  if (role !== undefined || valueOf(profile, 'role_name') !== undefined) return role;
  const key = valueOf(profile, 'aws_access_key_id') ?? valueOf(profile, 'awsmfa_access_key_id');
  return key === undefined ? undefined : chainValueOf(profile, 'mfa_serial');
}

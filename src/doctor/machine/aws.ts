import { Failure } from '../../ground/failure.ts';
import { parseIamArn } from '../../words/arn.ts';
import { describeDuration } from '../../words/duration.ts';
import { describeProfile } from '../../words/profile-name.ts';
import { profileWord } from '../../words/shell-word.ts';
import type { FindingKind, Sighting } from '../model/finding.ts';
import type { ExaminedKey, KeyIdentity, Surroundings } from '../model/surroundings.ts';

const dayMs = 24 * 3_600_000;
const oldestDays = 90;
/** What AWS promises to accept; some of its services accept fifteen minutes. */
const toleratedSkewMs = 5 * 60_000;

export const awsKinds: readonly FindingKind[] = [
  {
    id: 'key-rejected',
    severity: 'error',
    title: 'a long-term key does not work',
    why: 'AWS rejects it or cannot be reached, or the keychain does not have it: every chain that starts from the key fails.',
    mend: 'Do what the message says; a key that was deleted or deactivated has to be replaced.',
    find: ({ online = [] }) =>
      online.flatMap(({ identity, profile, accessKeyId, at }) =>
        identity instanceof Failure
          ? [
              {
                what: `key ${accessKeyId} of ${describeProfile(profile)}: ${identity.message}`,
                at,
                mend: identity.hints,
              },
            ]
          : [],
      ),
  },
  {
    id: 'serial-of-another',
    severity: 'error',
    title: "the MFA device does not belong to the key's user",
    why: "AWS accepts only codes of the user's own devices.",
    mend: 'Set `mfa_serial` to one of the devices that the user has.',
    find: (surroundings) => onKeys(surroundings, findForeignSerials),
  },
  {
    id: 'root-key',
    severity: 'error',
    title: 'an access key of the root user',
    why: 'It may do everything, no policy limits it, and it cannot assume roles.',
    mend: 'Make an IAM user with a separate key, and delete this one.',
    find: (surroundings) =>
      onKeys(surroundings, ({ arn }, key) =>
        arn.endsWith(':root') ? [sighting(key, `is of ${arn}`)] : [],
      ),
  },
  {
    id: 'old-key',
    severity: 'warning',
    title: 'an access key is older than 90 days',
    why: 'Keys get copied, also to backups and old machines; many organisations require a new one every 90 days.',
    mend: '`awsmfa rotate NAME` puts a new key in its place.',
    find: (surroundings) => onKeys(surroundings, findOld(surroundings.now)),
  },
  {
    id: 'clock-off',
    severity: 'error',
    title: 'the clock is off',
    why: 'AWS rejects what is signed with a time that is more than five minutes off, and nobody knows when a session expires.',
    mend: 'Set the clock by the network: `timedatectl set-ntp true` on Linux, the settings of date and time elsewhere.',
    find: findSkew,
  },
];

type Look = (identity: KeyIdentity, key: ExaminedKey) => readonly Sighting[];

function onKeys({ online = [] }: Surroundings, look: Look): readonly Sighting[] {
  return online.flatMap((key) => (key.identity instanceof Failure ? [] : look(key.identity, key)));
}

function sighting({ profile, accessKeyId, at }: ExaminedKey, what: string): Sighting {
  return { what: `key ${accessKeyId} of ${describeProfile(profile)} ${what}`, at };
}

function findForeignSerials(
  { arn, accountId, devices }: KeyIdentity,
  key: ExaminedKey,
): readonly Sighting[] {
  return key.serials.flatMap(({ serial, at }) => {
    const account = parseIamArn(serial)?.accountId;
    const isOfAnother = account !== undefined && account !== accountId;
    const isUnknown = devices?.includes(serial) === false;
    if (!isOfAnother && !isUnknown) return [];
    const usable = devices ?? [];
    const mend = usable.map((device) => `\`mfa_serial = ${device}\``).join(' or ');
    return [
      {
        what: `"${serial}" (${at}) is no device of ${arn}`,
        ...(usable.length > 0 && { mend: [`set ${mend}`] }),
      },
    ];
  });
}

function findOld(now: Date): Look {
  return ({ createdAt }, key) => {
    const days =
      createdAt === undefined ? 0 : Math.floor((now.getTime() - createdAt.getTime()) / dayMs);
    if (days <= oldestDays) return [];
    const mend = [`run \`awsmfa rotate ${profileWord(key.profile)}\``];
    return [{ ...sighting(key, `is ${days} days old`), mend }];
  };
}

/** Once: all keys are asked for on one machine. */
function findSkew(surroundings: Surroundings): readonly Sighting[] {
  return onKeys(surroundings, ({ skewMs }) => {
    if (Math.abs(skewMs) <= toleratedSkewMs) return [];
    const [duration, direction] = [
      describeDuration(Math.abs(skewMs) / 1000),
      skewMs > 0 ? 'behind' : 'ahead of',
    ];
    return [{ what: `the clock of this machine is ${duration} ${direction} that of AWS` }];
  }).slice(0, 1);
}

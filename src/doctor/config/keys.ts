import { expirationNames, parseExpiration } from '../../config/key-expiration.ts';
import { longestSessionMs } from '../../session/freshness.ts';
import { describeProfile } from '../../words/profile-name.ts';
import { describeTime } from '../../words/time.ts';
import type { FindingKind, Sighting } from '../model/finding.ts';
import { placeOf, valueOf } from '../model/settings.ts';
import type {
  ExaminedFile,
  ExaminedProfile,
  SettingPlace,
  Surroundings,
} from '../model/surroundings.ts';

export const keyKinds: readonly FindingKind[] = [
  {
    id: 'expired-session-keys',
    severity: 'error',
    title: 'a session in the files has expired',
    why: 'Another tool wrote it there. It wins over a `credential_process` line of the same name, and AWS rejects it: what worked until yesterday fails.',
    mend: 'Remove the section from the credentials file, or write a new session: `awsmfa write-profile NAME --as SECTION`.',
    find: findExpired,
  },
  {
    id: 'key-of-two-places',
    severity: 'error',
    title: 'the parts of an access key are in different places',
    why: "The id, the secret and the token are good only together. Where they are in two files or in two sections of one name, AWS's tools mix them: a new pair with an old token is rejected, and nothing says why.",
    mend: 'Keep the parts of one key together, and remove the others.',
    find: findScattered,
  },
  {
    id: 'older-awsmfa',
    severity: 'warning',
    title: 'the set-up of the older awsmfa is still there',
    why: 'The awsmfa of PyPI keeps the long-term key under `[identity]` and writes a session into `[default]`, which expires and is never renewed by this one.',
    mend: "Remove the session from `[default]`, and put the key's `mfa_serial` into `[profile identity]`.",
    find: findOlder,
  },
];

function findExpired(surroundings: Surroundings): readonly Sighting[] {
  return surroundings.profiles.flatMap((profile) => {
    const token = valueOf(profile, 'aws_session_token');
    const end = token && expiredAt(profile, token.origin.file, surroundings);
    if (token === undefined || end === undefined) return [];
    return [{ what: `the session of ${describeProfile(profile.name)} ${end}`, at: placeOf(token) }];
  });
}

/**
 * By the expiration that a tool has noted beside it, else by the file: what is in it was there when it was last
 * written.
 */
function expiredAt(
  { settings }: ExaminedProfile,
  file: string,
  { now, disk }: Surroundings,
): string | undefined {
  const [expiration] = expirationNames.flatMap(
    (name) => parseExpiration(settings.get(name)?.value ?? '') ?? [],
  );
  if (expiration !== undefined)
    return expiration > now ? undefined : `expired at ${describeTime(expiration)}`;
  const written = disk.stat(file)?.mtimeMs ?? now.getTime();
  return now.getTime() - written > longestSessionMs
    ? `is older than 36 hours, the longest that AWS issues`
    : undefined;
}

const parts: ReadonlySet<string> = new Set([
  'aws_access_key_id',
  'aws_secret_access_key',
  'aws_session_token',
  'aws_security_token',
]);

/** More than one place that holds a part: two files, or two sections of one file. */
function findScattered({ files }: Surroundings): readonly Sighting[] {
  const places = files.flatMap(partsIn);
  return [...new Set(places.map(({ profile }) => profile))].flatMap((profile) => {
    const sections = firstOfSections(places.filter((place) => place.profile === profile));
    const [, second] = sections;
    if (second === undefined) return [];
    const where = sections.map(({ file, headerLine }) => `${file}:${headerLine}`).join(' and ');
    const what = `${describeProfile(profile)} has parts of an access key under ${where}`;
    return [{ what, at: { file: second.file, line: second.line } }];
  });
}

function firstOfSections(places: readonly SettingPlace[]): readonly SettingPlace[] {
  return places.filter(
    ({ file, headerLine }, index) =>
      places.findIndex((other) => other.file === file && other.headerLine === headerLine) === index,
  );
}

function partsIn({ settings }: ExaminedFile): readonly SettingPlace[] {
  return settings.filter(({ key }) => parts.has(key));
}

function findOlder({ profiles }: Surroundings): readonly Sighting[] {
  const find = (name: string) => profiles.find((profile) => profile.name === name);
  const [identity, target] = [find('identity'), find('default')];
  const token = target && valueOf(target, 'aws_session_token');
  const hasKey = identity !== undefined && valueOf(identity, 'aws_access_key_id') !== undefined;
  if (!hasKey || token === undefined) return [];
  return [{ what: '`[default]` holds a session, and `[identity]` the key', at: placeOf(token) }];
}

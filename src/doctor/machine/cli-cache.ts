import { join } from 'node:path';
import { lastPart, parseIamArn } from '../../words/arn.ts';
import { parseJsonObject } from '../../words/json-object.ts';
import type { FindingKind, Sighting } from '../model/finding.ts';
import { helperLine } from '../model/helper-line.ts';
import { valueOf } from '../model/settings.ts';
import { shellWord } from '../../words/shell-word.ts';
import type { Surroundings } from '../model/surroundings.ts';

export const cliCacheKind: FindingKind = {
  id: 'cli-cache',
  severity: 'warning',
  title: 'the AWS CLI keeps sessions of its own',
  why: 'They are plain text and work until they expire, even if the config file has changed, and `awsmfa clear` does not remove them.',
  mend: 'Remove the files.',
  find: findSessions,
};

function findSessions(surroundings: Surroundings): readonly Sighting[] {
  const { home, disk, now } = surroundings;
  if (home === undefined) return [];
  const folder = join(home, '.aws', 'cli', 'cache');
  const assumed = rolesOfTheCli(surroundings);
  return disk.names(folder).flatMap((name) => {
    const file = join(folder, name);
    const role = roleOfSession(disk.text(file) ?? '', now);
    if (role === undefined || assumed.has(role)) return [];
    const mend = [`run \`rm ${shellWord(file)}\``];
    return [{ what: `a session of role ${role} that has not expired`, at: { file }, mend }];
  });
}

/** Of profiles that the AWS CLI resolves by itself. */
function rolesOfTheCli({ profiles, platform }: Surroundings): ReadonlySet<string> {
  const native = profiles.filter((profile) => helperLine(profile, platform) === undefined);
  return new Set(
    native.flatMap((profile) => {
      const arn = parseIamArn(valueOf(profile, 'role_arn')?.value ?? '');
      return arn === undefined ? [] : `${arn.accountId}:${lastPart(arn)}`;
    }),
  );
}

/** `ACCOUNT:NAME` of the role of a session that is still good. */
function roleOfSession(text: string, now: Date): string | undefined {
  const file = parseJsonObject(text);
  const { Expiration: expiration } = (file?.['Credentials'] ?? {}) as { Expiration?: unknown };
  const { Arn: assumed } = (file?.['AssumedRoleUser'] ?? {}) as { Arn?: unknown };
  const arn = typeof assumed === 'string' ? parseIamArn(assumed) : undefined;
  const isGood = typeof expiration === 'string' && new Date(expiration) > now;
  const role = arn?.resource.split('/')[1];
  return isGood && arn !== undefined && role !== undefined ? `${arn.accountId}:${role}` : undefined;
}

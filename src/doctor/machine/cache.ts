import { join } from 'node:path';
import { isFromFuture } from '../../session/freshness.ts';
import { describeTime } from '../../words/time.ts';
import { shellWord } from '../../words/shell-word.ts';
import type { FindingKind, Sighting } from '../model/finding.ts';
import type { CacheEntry, Surroundings } from '../model/surroundings.ts';
import { cliCacheKind } from './cli-cache.ts';

const hourMs = 3_600_000;
const weekMs = 7 * 24 * hourMs;
const clearAll = 'run `awsmfa clear --all`; the next use asks for a code';

export const cacheKinds: readonly FindingKind[] = [
  {
    id: 'cache-unusable',
    severity: 'error',
    title: 'sessions cannot be kept',
    why: 'Every use asks for a code, and a code works only once: the next one comes after 30 seconds.',
    mend: 'Make the folder writable, free some space, or set `AWSMFA_HOME` to another folder.',
    find: ({ cache: { obstacle } }) =>
      obstacle === undefined ? [] : [{ what: obstacle.message, mend: obstacle.hints }],
  },
  {
    id: 'cache-open',
    severity: 'error',
    title: 'other users can get at the sessions',
    why: 'awsmfa uses nothing from a folder or file that others can write to. What they can read, they can use until it expires.',
    mend: 'Close it with `chmod 700`, and forget the sessions that are in it.',
    find: findOpenFolder,
  },
  {
    id: 'cache-unreadable',
    severity: 'warning',
    title: 'a kept session cannot be used',
    why: 'It is cut off, changed, or open to other users. awsmfa does not use it, and asks for a code if one is needed.',
    mend: 'Nothing is lost: the next session replaces it. If it comes back, see what else writes there.',
    find: (surroundings) => entriesThat(surroundings, ({ state }) => state === 'unreadable'),
  },
  {
    id: 'cache-foreign',
    severity: 'warning',
    title: 'there are other files among the sessions',
    why: 'awsmfa did not make them and does not remove them: `awsmfa clear --all` leaves them there, with any secrets in them.',
    mend: 'Move them away.',
    find: (surroundings) => entriesThat(surroundings, ({ state }) => state === 'foreign'),
  },
  {
    id: 'cache-leftovers',
    severity: 'warning',
    title: 'old files are left in the cache',
    why: 'Killed processes leave files half written, and expired sessions of profiles that are no longer used stay there.',
    mend: 'Remove them with `awsmfa clear --all`; the next use asks for a code.',
    find: (surroundings) => entriesThat(surroundings, isLeftOver(surroundings.now)),
  },
  {
    id: 'cache-from-future',
    severity: 'error',
    title: 'a session was issued in the future',
    why: 'The clock was ahead then, or has been set back since. Nobody knows when such a session expires, so it is not used; and AWS rejects calls that are signed with a wrong time.',
    mend: 'Check the clock; `awsmfa doctor --online` compares it with that of AWS. Then run `awsmfa clear --all`.',
    find: findFromFuture,
  },
  cliCacheKind,
];

function findOpenFolder({ cache: { home }, disk, uid }: Surroundings): readonly Sighting[] {
  if (home === undefined || uid === undefined) return [];
  const folder = join(home, 'sessions');
  const stat = disk.stat(folder);
  if (stat === undefined || (stat.mode & 0o077) === 0) return [];
  const mode = (stat.mode & 0o777).toString(8).padStart(4, '0');
  const mend = [
    `run \`chmod 700 ${shellWord(folder)}\`, then \`awsmfa clear --all\``,
    'where that changes nothing (disks of Windows have no such modes), set `AWSMFA_HOME` to a folder on another disk',
  ];
  return [{ what: `"${folder}" is open to others (mode ${mode})`, mend }];
}

function entriesThat(
  { cache: { entries } }: Surroundings,
  isMeant: (entry: CacheEntry) => boolean,
): readonly Sighting[] {
  return entries.filter(isMeant).map((entry) => ({
    what: whatIs[entry.state],
    at: { file: entry.file },
  }));
}

const whatIs: Readonly<Record<CacheEntry['state'], string>> = {
  session: 'an expired session',
  'half written': 'a half written file',
  unreadable: 'no session that can be trusted',
  foreign: 'not a file of awsmfa',
};

/** A session that has just expired goes by itself when the next one is kept. */
function isLeftOver(now: Date): (entry: CacheEntry) => boolean {
  return ({ state, ageMs, expiration }) =>
    (state === 'half written' && ageMs > hourMs) ||
    (expiration !== undefined && now.getTime() - expiration.getTime() > weekMs);
}

function findFromFuture({ cache: { entries }, now }: Surroundings): readonly Sighting[] {
  return entries.flatMap(({ file, issuedAt, expiration }) => {
    if (issuedAt === undefined || expiration === undefined || !isFromFuture({ issuedAt }, now))
      return [];
    const what = `a session was issued at ${describeTime(issuedAt)}, and it is ${describeTime(now)} now`;
    return [{ what, at: { file }, mend: [clearAll] }];
  });
}

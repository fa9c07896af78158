import { existsSync, mkdirSync, readdirSync, rmdirSync, utimesSync } from 'node:fs';
import { connect, type Server } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/ground/failure.ts';
import { takeLock } from '../../src/lock/held-lock.ts';
import { listen, type LockPlace } from '../../src/lock/lock-place.ts';
import type { SessionKey } from '../../src/plan/model/plan.ts';
import {
  cleanups,
  createLock,
  failureOf,
  folder,
  hold,
  home,
  isWindows,
  key,
  startWaiting,
  useScratchHome,
} from './scratch-home.ts';

useScratchHome();

describe('one lease at a time', () => {
  test('of one key, while another key is free', async () => {
    const first = await hold();
    const second = await hold('fedcba9876543210' as SessionKey);
    await second.release();
    await first.release();
  });

  test('and each leaves the place free and clean', async () => {
    for (let round = 0; round < 3; round += 1) {
      const lease = await hold();
      await lease.release();
      await lease.release();
      expect(isWindows || readdirSync(folder).length === 0).toBe(true);
    }
  });
});

describe.skipIf(isWindows)('whoever holds a lock (POSIX: sockets in a folder)', () => {
  const self = { pid: process.pid };
  const sign = () => Promise.resolve(undefined);

  /** A place in the home whose holder is found at `address` when it has left. */
  function placeWith(taken: 'taken' | 'busy', address = 'socket') {
    const servers: Server[] = [];
    const place: LockPlace = {
      async take(server) {
        servers.push(server);
        await listen(server, join(home, 'socket'));
        return taken === 'taken' ? () => join(home, address) : undefined;
      },
      holder: () => join(home, 'socket'),
      remove: () => undefined,
    };
    return { place, isListening: () => servers.some(({ listening }) => listening) };
  }

  test('listens no more when it has let go', async () => {
    const { place, isListening } = placeWith('taken');
    const lease = await takeLock(place, self, sign);
    expect(isListening()).toBe(true);
    await lease?.release();
    expect(isListening()).toBe(false);
  });

  test('listens no more where it was too late', async () => {
    const { place, isListening } = placeWith('busy');
    expect(await takeLock(place, self, sign)).toBeUndefined();
    expect(isListening()).toBe(false);
  });

  test('lets go though nobody can reach it any more', async () => {
    const lease = await takeLock(placeWith('taken', 'nothing').place, self, sign);
    await expect(lease?.release()).resolves.toBeUndefined();
  });

  test('tells those who had come and were not greeted yet', async () => {
    const lease = await takeLock(placeWith('taken').place, self, sign);
    const late = connect(join(home, 'socket'));
    const heard = late.setEncoding('utf8').toArray();
    await lease?.release(new Failure('cancelled', 'no code was typed'));
    expect((await heard).join('')).toMatch(/"pid":.*\n.*no code was typed/);
  });
});

// Outside Windows the name of the pipe is a relative path, which makes it a socket in the working directory.
describe('the lock of Windows', () => {
  const windows = { platform: 'win32' } as const;

  test('excludes, wakes, and shares a failure', async () => {
    enter(home);
    const lease = await hold(key, windows);
    const { holder, result } = await startWaiting(windows);
    expect(holder.pid).toBe(process.pid);
    await lease.release(new Failure('cancelled', 'no code was typed'));
    expect((await failureOf(result)).kind).toBe('cancelled');
    await (await hold(key, windows)).release();
    expect(existsSync(folder)).toBe(false);
  });

  test('needs no tidying: the system removes what killed processes leave', async () => {
    enter(home);
    mkdirSync(join(folder, '.draft'), { recursive: true });
    utimesSync(join(folder, '.draft'), 0, 0);
    await (await hold(key, windows)).release();
    expect(readdirSync(folder)).toEqual(['.draft']);
  });

  test('is one for each key of each folder', async () => {
    enter(home);
    const leases = [
      await hold(key, windows),
      await hold('fedcba9876543210' as SessionKey, windows),
      await hold(key, { ...windows, folder: `${folder}-of-another` }),
    ];
    expect(
      readdirSync(home).every((name) => /^\\\\\.\\pipe\\awsmfa-[0-9a-f]{32}$/.test(name)),
    ).toBe(true);
    expect(readdirSync(home)).toHaveLength(3);
    for (const lease of leases) await lease.release();
    expect(readdirSync(home)).toEqual([]);
  });

  test.skipIf(isWindows)('locks nothing where no pipe can be made', async () => {
    const gone = `${home}/gone`;
    mkdirSync(gone);
    enter(gone);
    rmdirSync(gone);
    for (const lock of [createLock(windows), createLock(windows)])
      expect(await lock.acquire(key)).toBeDefined();
  });
});

/** Works in a folder until the end of the test. */
function enter(place: string): void {
  const before = process.cwd();
  process.chdir(place);
  cleanups.push(() => process.chdir(before));
}

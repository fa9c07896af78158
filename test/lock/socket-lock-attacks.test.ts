import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Failure } from '../../src/ground/failure.ts';
import type { SessionKey } from '../../src/plan/model/plan.ts';
import type { Lease } from '../../src/session/ports.ts';
import { lockFolder } from '../../src/lock/lock-folder.ts';
import { createSocketLock, type SocketLockOptions } from '../../src/lock/socket-lock.ts';
import { bundleFixture } from '../support/bundle.ts';
import { newFolder } from '../support/new-folder.ts';
import { LockUser } from './lock-users.ts';

const isWindows = process.platform === 'win32';
const uid = process.getuid?.();
const isRoot = uid === 0;
const key = '0123456789abcdef0123456789abcdef' as SessionKey;

let program: string;
let home: string;
let folder: string;
const cleanups: (() => unknown)[] = [];

beforeAll(async () => {
  ({ file: program } = await bundleFixture('lock-user'));
});

beforeEach(() => {
  home = newFolder();
  folder = join(home, 'locks');
});

afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
  rmSync(home, { recursive: true, force: true });
});

function createLock(options: Partial<SocketLockOptions> = {}) {
  return createSocketLock({
    folder,
    platform: process.platform,
    uid,
    self: { pid: process.pid, program: 'aws', profile: 'dev', terminal: undefined },
    onWaiting: () => undefined,
    ...options,
  });
}

function newUser(options: { folder?: string; platform?: string; cwd?: string } = {}): LockUser {
  const user = new LockUser(program, options.folder ?? folder, options);
  cleanups.push(() => user.kill());
  return user;
}

/** Asks as `execute` does, again and again, until there is a lease or a failure. */
async function acquireAtLast(options: Partial<SocketLockOptions> = {}): Promise<Lease | Failure> {
  const lock = createLock(options);
  try {
    for (;;) {
      const lease = await lock.acquire(key);
      if (lease !== undefined) return lease;
    }
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

describe.skipIf(isWindows)(
  'a holder that is not what it should be (planted as a socket, so not on Windows)',
  () => {
    /** Listens where a holder would, and does to those who wait what it is given to do. */
    async function plantHolder(behave: (socket: Socket) => void): Promise<Server> {
      mkdirSync(join(folder, key.slice(0, 16)), { recursive: true, mode: 0o700 });
      chmodSync(folder, 0o700);
      const server = createServer((socket) => {
        socket.on('error', () => undefined);
        behave(socket);
      });
      cleanups.push(() => void server.close());
      await once(server.listen(join(folder, key.slice(0, 16), 'planted')), 'listening');
      return server;
    }

    function flood(socket: Socket): void {
      while (!socket.destroyed && socket.write('x'.repeat(65_536)));
      socket.once('drain', () => flood(socket));
    }

    test.each<[string, (socket: Socket) => void]>([
      ['says nothing', () => undefined],
      ['says nothing whole', (socket) => socket.write('{"pid":')],
      ['floods', flood],
      ['hangs up at once', (socket) => socket.destroy()],
      [
        'hangs up after garbage',
        (socket) => socket.end(Buffer.from([0, 255, 10, 128, 10, 13, 10])),
      ],
      ['sends a line of 1 MB', (socket) => socket.write(`"${'x'.repeat(1_000_000)}"\n`)],
      ['greets with null', (socket) => socket.write('null\n')],
      ['greets with a list', (socket) => socket.write('[1]\n')],
      ['nests its greeting', (socket) => socket.write(`${'['.repeat(8000)}\n`)],
      [
        'gives itself an odd name',
        (socket) =>
          socket.write(
            '{"pid":"1","program":["rm"],"profile":7,"heldSeconds":-1,"__proto__":{"a":1}}\n',
          ),
      ],
      ['ends with null', (socket) => socket.end('{}\nnull\n')],
      [
        'fails with a kind that is not shared',
        (socket) => socket.end('{}\n{"kind":"usage","message":"no"}\n'),
      ],
      [
        'fails with a kind that is none',
        (socket) => socket.end('{}\n{"kind":"__proto__","message":"no"}\n'),
      ],
      ['fails without a message', (socket) => socket.end('{}\n{"kind":"cancelled"}\n')],
      [
        'fails with a list for a message',
        (socket) => socket.end('{}\n{"kind":"cancelled","message":["a"]}\n'),
      ],
    ])('that %s is waited for until the deadline', async (_name, behave) => {
      await plantHolder(behave);
      const failure = await acquireAtLast({ deadlineMs: 150 });
      const message = expect.stringContaining('waiting 1 s for another process') as string;
      expect(failure).toMatchObject({ kind: 'code-unavailable', message });
    });

    test('that fails with odd hints fails without them', async () => {
      await plantHolder((socket) =>
        socket.end('{}\n{"kind":"cancelled","message":"no","hints":[1,null,["a"],"do this"]}\n'),
      );
      expect(await acquireAtLast()).toMatchObject({ kind: 'cancelled', hints: ['do this'] });
    });

    test.skipIf(process.platform !== 'linux')(
      'that is suspended is not taken for dead when its queue is full (only Linux tells the two apart)',
      async () => {
        const address = join(folder, key.slice(0, 16), 'planted');
        mkdirSync(join(folder, key.slice(0, 16)), { recursive: true, mode: 0o700 });
        const script = `
        require('node:net').createServer().listen({ path: ${JSON.stringify(address)}, backlog: 1 }, () => {
          require('node:fs').writeSync(1, 'listening');
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
        });`;
        const holder = spawn(process.execPath, ['-e', script], {
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        cleanups.push(() => holder.kill('SIGKILL'));
        await once(holder.stdout, 'data');
        for (let count = 0; count < 4; count += 1) {
          const socket = connect(address).on('error', () => undefined);
          cleanups.push(() => void socket.destroy());
        }
        expect(await acquireAtLast({ deadlineMs: 300 })).toMatchObject({
          kind: 'code-unavailable',
        });
        expect(existsSync(address)).toBe(true);
      },
    );
  },
);

describe.skipIf(isWindows)(
  'where no lock can be had, the lease locks nothing (POSIX: Windows needs no folder)',
  () => {
    async function expectNoLock(): Promise<void> {
      const first = await createLock().acquire(key);
      const second = await createLock().acquire(key);
      expect([first, second]).not.toContain(undefined);
      await first?.release();
      await second?.release();
    }

    test('a file in the place of the folder', async () => {
      writeFileSync(folder, '');
      await expectNoLock();
    });

    test('a symbolic link in the place of the folder', async () => {
      mkdirSync(join(home, 'planted'));
      symlinkSync(join(home, 'planted'), folder);
      await expectNoLock();
      expect(readdirSync(join(home, 'planted'))).toStrictEqual([]);
    });

    test('a file in the place of the lock', async () => {
      mkdirSync(folder);
      writeFileSync(join(folder, key.slice(0, 16)), '');
      await expectNoLock();
      expect(readdirSync(folder)).toStrictEqual([key.slice(0, 16)]);
    });

    test('a folder in the place of the socket', async () => {
      mkdirSync(join(folder, key.slice(0, 16), 'planted'), { recursive: true });
      await expectNoLock();
    });

    test.skipIf(!isRoot)(
      'the home of another user (only root can give a folder away)',
      async () => {
        chownSync(home, 4242, 4242);
        await expectNoLock();
        expect(readdirSync(home)).toStrictEqual([]);
      },
    );

    test.skipIf(isRoot)('a read-only folder (root may write to any)', async () => {
      chmodSync(home, 0o500);
      await expectNoLock();
      chmodSync(home, 0o700);
    });

    test.skipIf(!canMount())('a read-only disk (needs the right to mount)', async () => {
      mkdirSync(folder, { mode: 0o700 });
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'ro,mode=700', 'none', folder]);
      cleanups.push(() => execFileSync('umount', [folder]));
      await expectNoLock();
    });

    function canMount(): boolean {
      if (!isRoot || process.platform !== 'linux') return false;
      const probe = newFolder();
      try {
        execFileSync('mount', ['-t', 'tmpfs', 'none', probe], { stdio: 'ignore' });
        execFileSync('umount', [probe], { stdio: 'ignore' });
        return true;
      } catch {
        return false;
      }
    }
  },
);

describe.skipIf(isWindows)('the folder of the locks (POSIX: Windows needs none)', () => {
  test.each([0o000, 0o277, 0o777])(
    'is private, and others of ours can connect, under the umask %o',
    async (umask) => {
      const before = process.umask(umask);
      const lease = await createLock().acquire(key);
      process.umask(before);
      const socket = join(
        folder,
        key.slice(0, 16),
        readdirSync(join(folder, key.slice(0, 16)))[0] ?? '',
      );
      const modes = [folder, join(folder, key.slice(0, 16)), socket].map(
        (path) => lstatSync(path).mode & 0o777,
      );
      expect(modes).toStrictEqual([0o700, 0o700, 0o600]);
      await lease?.release();
    },
  );

  test('is closed again when somebody opened it', async () => {
    mkdirSync(folder);
    chmodSync(folder, 0o777);
    await (await createLock().acquire(key))?.release();
    expect(lstatSync(folder).mode & 0o777).toBe(0o700);
  });

  test('gives a file that is no socket no say', async () => {
    mkdirSync(join(folder, key.slice(0, 16)), { recursive: true });
    writeFileSync(join(folder, key.slice(0, 16), '.DS_Store'), '');
    const lease = await createLock().acquire(key);
    expect(await failureOfSecond()).toMatchObject({ kind: 'code-unavailable' });
    await lease?.release();
  });

  test('loses what killed processes left in it a day ago, and nothing younger', async () => {
    mkdirSync(join(folder, '.older'), { recursive: true });
    mkdirSync(join(folder, '.younger'));
    writeFileSync(join(folder, '.older', 'socket'), '');
    const yesterday = new Date(Date.now() - 25 * 3_600_000);
    utimesSync(join(folder, '.older'), yesterday, yesterday);
    await (await createLock().acquire(key))?.release();
    expect(readdirSync(folder)).toStrictEqual(['.younger']);
  });

  test('lies in /tmp where sockets in AWSMFA_HOME would have too long an address', async () => {
    folder = join(home, 'a'.repeat(100), 'locks');
    const elsewhere = lockFolder(folder, uid);
    cleanups.push(() => rmSync(elsewhere, { recursive: true, force: true }));
    const user = newUser();
    expect(await user.acquire(key)).toStrictEqual({ event: 'held' });
    expect(elsewhere).toMatch(/^\/tmp\/awsmfa-\d+-[0-9a-f]{16}$/);
    expect(lstatSync(elsewhere).mode & 0o777).toBe(0o700);
    expect(existsSync(folder)).toBe(false);
    const named = expect.stringContaining(`(process ${user.pid})`) as string;
    expect(await failureOfSecond()).toMatchObject({ message: named });
  });

  test('lies there for one byte too many, not for the longest that fits', () => {
    const fits = '/'.padEnd(66, 'x');
    expect(lockFolder(fits, uid)).toBe(fits);
    expect(lockFolder(`${fits}x`, uid)).toMatch(/^\/tmp\//);
    expect(lockFolder('/'.padEnd(60, 'é'), uid)).toMatch(/^\/tmp\//);
  });

  function failureOfSecond(): Promise<Lease | Failure> {
    return acquireAtLast({ deadlineMs: 100 });
  }
});

// Outside Windows the name of the pipe is a relative path, which makes it a socket in the working directory.
describe('the lock of Windows', () => {
  test('excludes, wakes, and shares a failure', async () => {
    const [first, second] = [0, 1].map(() => newUser({ platform: 'win32', cwd: home })) as [
      LockUser,
      LockUser,
    ];
    expect(await first.acquire(key)).toStrictEqual({ event: 'held' });
    second.tell({ do: 'acquire', key });
    expect(await second.next()).toMatchObject({ event: 'waiting', holder: { pid: first.pid } });
    await first.release(key, { kind: 'cancelled', message: 'no code was typed', hints: [] });
    expect(await second.result()).toMatchObject({
      event: 'failed',
      failure: { kind: 'cancelled' },
    });
    expect(await second.acquire(key)).toStrictEqual({ event: 'held' });
    await second.release(key);
    expect(existsSync(folder)).toBe(false);
  });
});

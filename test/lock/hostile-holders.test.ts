import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  acquireAtLast,
  cleanups,
  folder,
  isWindows,
  lockOfKey,
  useScratchHome,
} from './scratch-home.ts';

useScratchHome();

describe.skipIf(isWindows)(
  'a holder that is not what it should be (planted as a socket, so not on Windows)',
  () => {
    /** Listens where a holder would, and does to those who wait what it is given to do. */
    async function plantHolder(behave: (socket: Socket) => void): Promise<Server> {
      mkdirSync(lockOfKey(), { recursive: true, mode: 0o700 });
      chmodSync(folder, 0o700);
      const server = createServer((socket) => {
        socket.on('error', () => undefined);
        behave(socket);
      });
      cleanups.push(() => void server.close());
      await once(server.listen(join(lockOfKey(), 'planted')), 'listening');
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
        'fails with an unknown kind',
        (socket) => socket.end('{}\n{"kind":"__proto__","message":"no"}\n'),
      ],
      [
        'fails with a signature that is not ours',
        (socket) =>
          socket.end('{}\n{"kind":"network","message":"no","salt":"a","signature":"b"}\n'),
      ],
      [
        'fails with neither salt nor signature',
        (socket) => socket.end('{}\n{"kind":"network","message":"no"}\n'),
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
      'that is suspended is not mistaken for dead when its queue is full (only Linux tells the two apart)',
      async () => {
        const address = join(lockOfKey(), 'planted');
        mkdirSync(lockOfKey(), { recursive: true, mode: 0o700 });
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

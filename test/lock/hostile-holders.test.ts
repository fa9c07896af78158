import type { Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import {
  acquireAtLast,
  createLock,
  isWindows,
  key,
  plantHolder,
  startWaiting,
  useScratchHome,
} from './scratch-home.ts';

useScratchHome();

describe.skipIf(isWindows)(
  'a holder that is not what it should be (planted as a socket, so not on Windows)',
  () => {
    function flood(socket: Socket): void {
      while (!socket.destroyed && socket.write('x'.repeat(65_536)));
      socket.once('drain', () => flood(socket));
    }

    test.each<[string, (socket: Socket) => void]>([
      ['says nothing', () => undefined],
      ['says nothing whole', (socket) => socket.write('{"pid":')],
      ['floods', flood],
      ['hangs up at once, again and again', (socket) => socket.destroy()],
      ['sends a line of 1 MB', (socket) => socket.write(`"${'x'.repeat(1_000_000)}"\n`)],
      ['nests its greeting', (socket) => socket.write(`${'['.repeat(8000)}\n`)],
    ])('that %s is waited for until the deadline', async (_name, behave) => {
      await plantHolder(behave);
      const failure = await acquireAtLast({ deadlineMs: 60 });
      const message = expect.stringContaining('waiting 1 s for another process') as string;
      expect(failure).toMatchObject({ kind: 'code-unavailable', message });
    });

    test.each<[string, string | Buffer]>([
      ['nothing', ''],
      ['garbage', Buffer.from([0, 255, 10, 128, 10, 13, 10])],
      ['null', '{}\nnull\n'],
      ['a failure that is not shared', '{}\n{"kind":"usage","message":"no"}\n'],
    ])('that hangs up after %s is asked no more', async (_name, said) => {
      await plantHolder((socket) => socket.end(said));
      expect(await createLock().acquire(key)).toBeUndefined();
    });

    test('that gives itself odd names has none', async () => {
      const fields = { pid: '1', program: ['rm'], profile: 7, heldSeconds: -1 };
      await plantHolder((socket) => socket.end(`${JSON.stringify(fields)}\n`));
      expect((await startWaiting()).holder).toEqual({ pid: undefined });
    });
  },
);

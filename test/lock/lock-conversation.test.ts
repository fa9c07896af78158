import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Holder } from '../../src/lock/holder.ts';
import { hearOut } from '../../src/lock/lock-conversation.ts';

afterEach(() => vi.useRealTimers());

/** What somebody hears of a holder that says this, piece by piece, and goes. */
async function hear(...pieces: readonly (string | Buffer)[]) {
  const { stream, result } = listen();
  for (const piece of pieces) stream.write(piece);
  stream.end();
  return result;
}

/** Listens to a stream. A holder that says no process id is met as process 7, as its socket's name may say. */
function listen() {
  const stream = new PassThrough();
  const waited: Holder[] = [];
  const hearing = {
    onWaiting: (holder: Holder) => void waited.push(holder),
    sign: () => Promise.resolve(undefined),
    hasCode: () => false,
  };
  const meet = (said: Holder) => ({ ...said, pid: said.pid ?? 7 });
  const result = hearOut(stream, hearing, meet).then(
    () => ({ waited, failure: undefined }),
    (failure: unknown) => ({ waited, failure }),
  );
  return { stream, waited, result };
}

const cancelled = '{"kind":"cancelled","message":"no"}\n';

test('a holder greets, and tells how it ended', async () => {
  const { waited, failure } = await hear('{"pid":4711,"program":"aws"}\n', cancelled);
  expect(waited).toMatchObject([{ pid: 4711, program: 'aws' }]);
  expect(failure).toMatchObject({
    kind: 'cancelled',
    message: '"aws" (process 4711) also tried for this process: no',
  });
});

test('a holder may speak in pieces, within a letter even', async () => {
  const [greeting, split] = [Buffer.from('{"program":"é"}\n'), 13];
  const pieces = [greeting.subarray(0, split), greeting.subarray(split)];
  const { waited, failure } = await hear(...pieces, cancelled.slice(0, 9), cancelled.slice(9));
  expect(waited).toMatchObject([{ pid: 7, program: 'é' }]);
  expect(failure).toMatchObject({ kind: 'cancelled' });
});

test('who is met is not who greets, but who is meant by its socket', async () => {
  const { waited, failure } = await hear('garbage\n', cancelled);
  expect(waited).toEqual([{ pid: 7 }]);
  expect(failure).toMatchObject({ message: 'process 7 also tried for this process: no' });
});

test.for([
  ['goes without a word', [], []],
  ['goes within its greeting', ['{"pid":1'], []],
  ['only greets', ['{"pid":1}\n'], [1]],
  ['shares no failure', ['{"pid":1}\n', '{}\n'], [1]],
  ['goes on talking', ['{"pid":1}\n', '{}\n', cancelled], [1]],
] as const)('a holder that %s is only waited for', async ([, pieces, met]) => {
  const { waited, failure } = await hear(...pieces);
  expect(waited.map(({ pid }) => pid)).toEqual(met);
  expect(failure).toBeUndefined();
});

test('a holder that is killed may cut the connection: that is an end like any other', async () => {
  const { stream, result } = listen();
  stream.destroy(new Error('ECONNRESET'));
  expect(await result).toEqual({ waited: [], failure: undefined });
});

describe('of all that a holder says', () => {
  const said = (length: number) => `{}\n${cancelled.trim().padEnd(length - 4)}\n`;

  test('8192 characters are read', async () => {
    expect(said(8192)).toHaveLength(8192);
    expect((await hear(said(8192))).failure).toMatchObject({ kind: 'cancelled' });
  });

  test.for([
    ['in one piece', [said(8193)]],
    ['in two', [said(8193).slice(0, 8192), '\n']],
    ['before', ['{}\n', 'x'.repeat(9000), `\n${cancelled}`]],
  ] as const)('no more are, %s', async ([, pieces]) => {
    expect((await hear(...pieces)).failure).toBeUndefined();
  });
});

describe('a holder that does not greet', () => {
  test('is waited for as one that is suspended after a second, and told of once', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { stream, waited, result } = listen();
    vi.advanceTimersByTime(999);
    expect(waited).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(waited).toEqual([{ pid: 7, silent: true }]);
    stream.write('{"pid":4711}\n');
    stream.end();
    await result;
    expect(waited).toHaveLength(1);
  });

  test('is not told of when it has gone', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { waited } = await hear();
    expect(vi.getTimerCount()).toBe(0);
    expect(waited).toEqual([]);
  });
});

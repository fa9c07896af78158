import { describe, expect, test } from 'vitest';
import { Failure, type FailureKind } from '../../src/ground/failure.ts';
import {
  type OwnAttempt,
  parseGreeting,
  parseOutcome,
  PassedOnFailure,
  renderGreeting,
  renderOutcome,
} from '../../src/lock/lock-messages.ts';

const signAs = (attempt: string) => (text: string) => Promise.resolve(`${attempt}: ${text}`);
const sign = signAs('this attempt');
const own: OwnAttempt = { sign, hasCode: () => false };

describe('a greeting', () => {
  const self = { pid: 4711, program: 'aws', profile: 'prod', terminal: '/dev/pts/3' };

  test('says who holds the lock, and since when, in one line', () => {
    const line = renderGreeting(self, 12);
    expect(line).toMatch(/^[^\n]+\n$/);
    expect(parseGreeting(line)).toStrictEqual({ ...self, heldSeconds: 12 });
  });

  test('says no more than is known', () => {
    expect(parseGreeting(renderGreeting({ pid: undefined }, 0))).toStrictEqual({
      pid: undefined,
      program: undefined,
      profile: undefined,
      terminal: undefined,
      heldSeconds: 0,
    });
  });

  test('has its names cut, and longer ones are no names', () => {
    const long = { program: 'p'.repeat(201), profile: 'q'.repeat(201), terminal: 't'.repeat(201) };
    expect(parseGreeting(renderGreeting({ pid: 1, ...long }, 0))).toMatchObject({
      program: 'p'.repeat(200),
      profile: 'q'.repeat(200),
      terminal: 't'.repeat(200),
    });
    expect(parseGreeting(JSON.stringify(long))).toMatchObject({
      program: undefined,
      profile: undefined,
      terminal: undefined,
    });
  });

  test.for(['', '7', 'null', '[1]', '{"pid":', '['.repeat(8000)])('is none: %s', (line) => {
    expect(parseGreeting(line)).toBeUndefined();
  });

  test.for([
    [0, 0],
    [2 ** 53 - 1, 2 ** 53 - 1],
    [2 ** 53, undefined],
    [-1, undefined],
    [1.5, undefined],
    ['1', undefined],
    [null, undefined],
  ])('counts in whole numbers: %j', ([value, expected]) => {
    const holder = parseGreeting(JSON.stringify({ pid: value, heldSeconds: value }));
    expect([holder?.pid, holder?.heldSeconds]).toEqual([expected, expected]);
  });

  test.for(['', 7, ['rm'], null])('has names that are texts: %j', (value) => {
    expect(parseGreeting(JSON.stringify({ program: value }))?.program).toBeUndefined();
  });
});

describe('an outcome', () => {
  const hints = ['try again', 'or do not'];

  test.for(['cancelled', 'refused', 'network'] as const)('of kind "%s" is shared', async (kind) => {
    const failure = new Failure(kind, 'it does not work', hints);
    const line = await renderOutcome(failure, sign);
    expect(line).toMatch(/^[^\n]+\n$/);
    expect(await parseOutcome(line, own)).toEqual(failure);
  });

  test.for<FailureKind | undefined>([
    'code-unavailable',
    'configuration',
    'storage',
    'usage',
    undefined,
  ])('of kind "%s" is nobody else\'s', async (kind) => {
    const failure = kind && new Failure(kind, 'it does not work', hints);
    const line = await renderOutcome(failure, sign);
    expect(line).toBe('{}\n');
    expect(await parseOutcome(line, own)).toBeUndefined();
  });

  test('that was passed on is told as it was at first', async () => {
    const first = new Failure('cancelled', 'no code was typed', hints);
    const passedOn = new PassedOnFailure(first, { pid: 7, program: 'aws' });
    expect(passedOn).toMatchObject({
      kind: 'cancelled',
      message: '"aws" (process 7) also tried for this process: no code was typed',
      hints,
    });
    expect(await parseOutcome(await renderOutcome(passedOn, sign), own)).toEqual(first);
  });

  test('is cut to what is read, of which more is nothing', async () => {
    const long = new Failure('cancelled', 'm'.repeat(1501), [
      'h'.repeat(401),
      ...['2', '3', '4', '5'],
    ]);
    const line = await renderOutcome(long, sign);
    expect(line).not.toContain('5');
    const heard = await parseOutcome(line, own);
    expect(heard).toEqual(
      new Failure('cancelled', 'm'.repeat(1500), ['h'.repeat(400), '2', '3', '4']),
    );
    const { message } = long;
    expect(await parseOutcome(JSON.stringify({ kind: 'cancelled', message }), own)).toBeUndefined();
  });

  test.for<[unknown, readonly string[]]>([
    [undefined, []],
    ['do this', []],
    [[1, null, ['a'], 'do this'], ['do this']],
    [
      ['1', '2', '3', '4', '5'],
      ['1', '2', '3', '4'],
    ],
    [['h'.repeat(401), ''], []],
  ])('has the hints that are some: %j', async ([value, expected]) => {
    const line = JSON.stringify({ kind: 'cancelled', message: 'no', hints: value });
    expect((await parseOutcome(line, own))?.hints).toEqual(expected);
  });

  test.for([
    'null',
    '{}',
    '{"kind":"cancelled"}',
    '{"kind":"cancelled","message":""}',
    '{"kind":"cancelled","message":["a"]}',
    '{"message":"no"}',
    '{"kind":"usage","message":"no"}',
    '{"kind":"__proto__","message":"no"}',
    '{"kind":"network","message":"no"}',
    '{"kind":"network","message":"no","salt":"a","signature":"b"}',
    '{"kind":"network","message":"no","salt":7,"signature":"this attempt: 7"}',
  ])('is none of ours: %s', async (line) => {
    expect(await parseOutcome(line, own)).toBeUndefined();
  });

  test('of a question is not for those who have a code; one of AWS is for them, too', async () => {
    const withCode = { sign, hasCode: () => true };
    const line = (kind: FailureKind) => renderOutcome(new Failure(kind, 'no'), sign);
    expect(await parseOutcome(await line('cancelled'), withCode)).toBeUndefined();
    expect(await parseOutcome(await line('network'), withCode)).toBeDefined();
  });

  test('of a question is for everybody else, whatever their attempt', async () => {
    const line = await renderOutcome(new Failure('cancelled', 'no'), signAs('another'));
    expect(line).not.toContain('another');
    expect(await parseOutcome(line, own)).toBeDefined();
  });

  test('of AWS is for the same attempt, and nobody else can say that theirs is', async () => {
    const unsigned = { ...own, sign: () => Promise.resolve(undefined) };
    for (const kind of ['refused', 'network'] as const) {
      const failure = new Failure(kind, 'no');
      const line = await renderOutcome(failure, signAs('another'));
      expect(await parseOutcome(line, own)).toBeUndefined();
      const without = await renderOutcome(failure, unsigned.sign);
      expect(await parseOutcome(without, unsigned)).toBeUndefined();
    }
  });

  test('is signed over another text each time', async () => {
    const texts: string[] = [];
    const noting = (text: string) => Promise.resolve(`${texts.push(text)}`);
    for (const _ of [1, 2]) await renderOutcome(new Failure('network', 'no'), noting);
    expect(new Set(texts).size).toBe(2);
    for (const text of texts) expect(Buffer.from(text, 'base64url')).toHaveLength(16);
  });
});

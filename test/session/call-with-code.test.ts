import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/ground/failure.ts';
import { callWithCode } from '../../src/session/call-with-code.ts';
import type { ExecutorPorts, TokenCodeRequest } from '../../src/session/ports.ts';
import { RejectedCode } from '../../src/session/rejections.ts';
import { unnamedProfile } from '../../src/words/profile-name.ts';
import { farOff } from '../support/deadlines.ts';
import { key, mfaStep, plan, roleStep, scene, serial, session } from './scene.ts';

type Answer = string | undefined | Error;

/** Codes as they are given one after another, and an STS that accepts `good` alone. */
function asking(answers: readonly Answer[], more: Partial<ExecutorPorts> = {}) {
  const requests: TokenCodeRequest[] = [];
  const sent: (string | undefined)[] = [];
  const code = (request: TokenCodeRequest) => {
    const answer = answers[requests.push(request) - 1];
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  const call: ExecutorPorts['sts']['call'] = (_step, _signer, tokenCode) => {
    sent.push(tokenCode);
    if (tokenCode === undefined || tokenCode === 'good') return Promise.resolve(session('ASIA'));
    return Promise.reject(new RejectedCode('refused', `AWS rejected ${tokenCode}`));
  };
  const { ports } = scene({}, { codes: [{ name: 'person', code }], sts: { call }, ...more });
  return { requests, sent, run: (step = mfaStep) => callWithCode(step, plan, key, ports), ports };
}

test('a call without an MFA device needs no code, and nobody looks whether its session can be kept', async () => {
  const { ports, requests, sent } = asking([]);
  const obstacle = () => new Failure('storage', 'looked');
  const lookedAt = { ...ports, store: { ...ports.store, obstacle } };
  await callWithCode(roleStep, plan, key, lookedAt);
  expect([sent, requests]).toEqual([[undefined], []]);
});

test('a code is asked for in the name of the profile that was asked for', async () => {
  const { run, requests, sent } = asking(['good']);
  await run();
  expect(sent).toEqual(['good']);
  expect(requests).toEqual([{ mfaSerial: serial, profile: 'prod', deadline: farOff }]);
});

test('a role that is in no profile is asked for in the name of the one it starts from', async () => {
  const { ports, requests } = asking(['good', 'good']);
  const { source } = plan;
  const environment = {
    kind: 'environment',
    accessKeyId: 'AKIA',
    temporary: false,
    origins: {},
  } as const;
  for (const each of [source, environment])
    await callWithCode(mfaStep, { ...plan, profile: unnamedProfile, source: each }, key, ports);
  expect(requests.map(({ profile }) => profile)).toEqual(['management', unnamedProfile]);
});

test('the question knows how to log in ahead of it', async () => {
  const { run, requests } = asking(['good'], { login: () => 'awsmfa login prod' });
  await run();
  expect(requests).toMatchObject([{ login: 'awsmfa login prod' }]);
});

test('the question knows where the serial is set, and why the session cannot be kept', async () => {
  const { ports, requests } = asking(['good']);
  const origin = { kind: 'file', file: '~/.aws/config', line: 12, name: 'mfa_serial' } as const;
  const obstacle = () => new Failure('storage', 'the disk is full');
  const full = { ...ports, store: { ...ports.store, obstacle } };
  await callWithCode({ ...mfaStep, origins: { mfaSerial: origin } }, plan, key, full);
  expect(requests).toMatchObject([
    { serialOrigin: '~/.aws/config:12', notKept: 'the disk is full' },
  ]);
});

describe('after a rejected code', () => {
  test('another is asked for, saying what AWS said', async () => {
    const { run, requests, sent } = asking(['bad', 'good']);
    await run();
    expect(sent).toEqual(['bad', 'good']);
    expect(requests.map(({ rejected }) => rejected)).toEqual([undefined, 'AWS rejected bad']);
  });

  test('and a second and a third, it fails with what AWS said last', async () => {
    const { run, sent } = asking(['1', '2', '3', 'good']);
    await expect(run()).rejects.toThrow(new RejectedCode('refused', 'AWS rejected 3'));
    expect(sent).toEqual(['1', '2', '3']);
  });

  test.for<readonly [string, Answer]>([
    ['has no other', undefined],
    ['cannot be asked', new Failure('code-unavailable', 'there is no terminal')],
  ])('of somebody who %s, it fails with what AWS said', async ([, answer]) => {
    await expect(asking(['bad', answer]).run()).rejects.toThrow('AWS rejected bad');
  });

  test.for([
    new Failure('cancelled', 'no MFA code was entered'),
    new Failure('configuration', 'a duration is wrong'),
    new Error('a bug'),
  ])('it fails with what happened at the second question: $message', async (error) => {
    await expect(asking(['bad', error]).run()).rejects.toBe(error);
  });
});

test('a failure of the first question is passed on as it is', async () => {
  const error = new Failure('code-unavailable', 'there is no terminal');
  await expect(asking([error]).run()).rejects.toBe(error);
});

test('sources are asked in their order, until one has a code', async () => {
  const asked: string[] = [];
  const source = (name: string, code: string | undefined) => ({
    name,
    code: () => Promise.resolve((asked.push(name), code)),
  });
  const codes = [source('first', undefined), source('second', 'good'), source('third', 'bad')];
  await asking([], { codes }).run();
  expect(asked).toEqual(['first', 'second']);
});

test('after a code was rejected, whoever gave it is asked again, and nobody before', async () => {
  const asked: string[] = [];
  const source = (name: string, answers: readonly (string | { because: string })[]) => {
    const left = [...answers];
    return { name, code: () => Promise.resolve((asked.push(name), left.shift())) };
  };
  const codes = [
    source('first', [{ because: 'it is not here' }, 'good']),
    source('second', ['bad', 'good']),
  ];
  await asking([], { codes }).run();
  expect(asked).toEqual(['first', 'second', 'second']);
});

test('where nobody has a code, the failure says why, of each who could not ask', async () => {
  const source = (because: string) => ({ name: 'x', code: () => Promise.resolve({ because }) });
  const codes = [source('there is no terminal'), source('there is no display')];
  await expect(asking([], { codes }).run()).rejects.toMatchObject({
    kind: 'code-unavailable',
    message: 'profile "prod" needs an MFA code, but there is no terminal, and there is no display',
  });
});

test('without any source, the failure says what to run', async () => {
  await expect(asking([], { codes: [] }).run()).rejects.toMatchObject({
    kind: 'code-unavailable',
    message: 'profile "prod" needs an MFA code, but nobody can be asked for one',
  });
});

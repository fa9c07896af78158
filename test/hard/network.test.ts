import { describe, expect } from 'vitest';
import type { Fault, Interruption, Matching } from '../stand-in/faults.ts';
import { accounts, phone } from '../support/five-accounts.ts';
import {
  answer,
  call,
  errorOf,
  question,
  roleOf,
  runWithCode,
  sessionPaths,
  test,
  textOf,
  warm,
} from './support/scene.ts';

const prodAdmin = `${accounts.prod}:admin`;

/** What goes by. */
const passing: readonly (readonly [string, Matching & Interruption])[] = [
  ['500', { kind: 'error', status: 500, code: 'InternalFailure' }],
  ['503', { kind: 'error', status: 503, code: 'ServiceUnavailable' }],
  ['throttling', { kind: 'throttled' }],
  ['a reset connection', { kind: 'reset' }],
];

describe.concurrent('a call without a code', () => {
  test.for(passing)('is repeated after %s', async ([, fault], { home }) => {
    await warm(home, 'dev');
    home.standIn.reset();
    home.standIn.fault({ ...fault, action: 'AssumeRole', times: 2 });
    expect(await roleOf(home, await home.run(call('prod')))).toBe(prodAdmin);
    expect(home.calls.AssumeRole).toBe(3);
  });

  test('is made three times at most', async ({ home }) => {
    await warm(home, 'dev');
    home.standIn.reset();
    home.standIn.fault({ kind: 'error', status: 503, code: 'ServiceUnavailable' });
    const ended = await home.run(call('prod'));
    expect(errorOf(ended)).toBe('AWS answered with a server error (HTTP 503)');
    expect(ended.status).toBe(6);
    expect(home.calls.AssumeRole).toBe(3);
  });
});

describe.concurrent('a call with a code', () => {
  test.for(passing)('is never repeated, not after %s either', async ([, fault], { home }) => {
    home.standIn.fault({ ...fault, action: 'GetSessionToken', when: 'after' });
    expect(errorOf(await runWithCode(home, 'prod'))).toMatch(/AWS/);
    expect(home.calls).toEqual({ GetSessionToken: 1, AssumeRole: 0 });
  });
});

describe.concurrent('a response that is not from AWS', () => {
  test.for<readonly [string, Fault, string]>([
    ['a captive portal', { kind: 'html' }, 'the response did not come from AWS (HTTP 200)'],
    [
      'a redirect to one',
      { kind: 'html', status: 302 },
      'the response did not come from AWS (HTTP 302)',
    ],
    [
      'a proxy that refuses',
      { kind: 'html', status: 403 },
      'the response did not come from AWS (HTTP 403)',
    ],
    [
      'a proxy that requires a password',
      { kind: 'html', status: 407 },
      'the proxy requires a user name and password (HTTP 407)',
    ],
    [
      'a broken gateway',
      { kind: 'html', status: 502 },
      'AWS answered with a server error (HTTP 502)',
    ],
    ['garbage', { kind: 'malformed-xml' }, 'the response did not come from AWS (HTTP 200)'],
    ['half a response', { kind: 'truncated' }, 'the connection broke in the middle of a response'],
    [
      'a session that expired long ago',
      { kind: 'expired' },
      'AWS returned a session that expired at 2001-01-01T00:00:00.000Z',
    ],
    ['no key', { kind: 'without-field', field: 'AccessKeyId' }, 'AWS returned no credentials'],
    [
      'no secret',
      { kind: 'without-field', field: 'SecretAccessKey' },
      'AWS returned no credentials',
    ],
    ['no token', { kind: 'without-field', field: 'SessionToken' }, 'AWS returned no credentials'],
    [
      'no expiration',
      { kind: 'without-field', field: 'Expiration' },
      'AWS returned no credentials',
    ],
    [
      'no credentials',
      { kind: 'without-field', field: 'Credentials' },
      'AWS returned no credentials',
    ],
  ])('is recognised: %s', async ([, fault, message], { home }) => {
    home.standIn.fault(fault);
    const ended = await runWithCode(home, 'prod');
    expect({ status: ended.status, message: errorOf(ended) }).toEqual({ status: 6, message });
    expect(sessionPaths(home)).toEqual([]);
  });
});

describe.concurrent('a clock that is off', () => {
  test.for([
    ['two hours slow', 7200],
    ['twenty minutes fast', -1200],
  ] as const)('by %s does not matter, and costs no code', async ([, skew], { home }) => {
    home.standIn.clock.skewSeconds = skew;
    const run = home.terminal(call('prod'));
    await run.waitFor(question);
    await answer(home, run);
    const ended = await run.ended;
    expect(home.calls).toEqual({ GetSessionToken: 2, AssumeRole: 2 });
    home.standIn.clock.skewSeconds = 0;
    expect(await roleOf(home, ended)).toBe(prodAdmin);
    for (const path of sessionPaths(home)) {
      const { Expiration, AccountId } = JSON.parse(textOf(home, path)) as Record<string, string>;
      const hours = AccountId === accounts.prod ? 1 : 12;
      expect(Date.parse(Expiration ?? '')).toBeLessThan(Date.now() + hours * 3_600_000 + 60_000);
    }
  });

  test('so fast that a session seems to have expired is reported', async ({ home }) => {
    home.standIn.clock.skewSeconds = -7200;
    const ended = await runWithCode(home, 'prod');
    expect(ended.status).toBe(6);
    expect(errorOf(ended)).toContain('AWS returned a session that expired at');
    expect(ended.stderr).toContain('hint: check the clock of this machine');
  });

  test('is told apart from a wrong secret', async ({ home }) => {
    home.write('.aws/credentials', textOf(home, '.aws/credentials').replace(/jan1$/m, 'jan0'));
    const ended = await home.run([...call('prod'), '--token-code', home.code(phone)]);
    expect(errorOf(ended)).toContain('the secret access key does not belong to access key');
    expect(home.calls.GetSessionToken).toBe(1);
  });
});

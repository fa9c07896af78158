import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Secret } from '../../src/ground/secret.ts';
import type { StoredSession } from '../../src/session/ports.ts';
import { parseSessionFile, renderSessionFile, sessionKeyOf } from '../../src/store/session-file.ts';
import { fuzzRuns } from '../config/fuzz.ts';
import { exampleSession, keyA, revealed, testTime } from './session-store.contract.ts';

const { secretAccessKey: _secret, sessionToken: _token, ...known } = exampleSession();
const examples = { open: exampleSession(), sealed: { ...known, sealed: 'c2Vh+bGVk/w==' } };

const printable = (maxLength: number) =>
  fc
    .array(fc.integer({ min: 0x21, max: 0x7e }), { minLength: 1, maxLength })
    .map((codes) => new Secret(String.fromCharCode(...codes)));

const time = fc.date({
  min: new Date('1970-01-01'),
  max: new Date('9999-12-31'),
  noInvalidDate: true,
});

const anySession: fc.Arbitrary<StoredSession> = fc
  .tuple(
    fc.constantFrom('A', 'ASIA_EXAMPLE0', 'z'.repeat(128)),
    fc.oneof(
      fc.record({ secretAccessKey: printable(256), sessionToken: printable(2000) }),
      fc.base64String({ minLength: 4 }).map((sealed) => ({ sealed })),
    ),
    fc.constantFrom({}, { accountId: '000000000001' }),
    fc.tuple(time, time),
  )
  .map(([accessKeyId, secrets, account, times]) => {
    const [issuedAt, expiration] = times.toSorted((one, other) => Number(one) - Number(other));
    return { accessKeyId, ...secrets, ...account, issuedAt, expiration } as StoredSession;
  });

test('a session is parsed to what was rendered', () => {
  const check = (session: StoredSession) => {
    const parsed = parseSessionFile(renderSessionFile(keyA, session), keyA);
    expect(revealed(parsed)).toEqual(revealed(session));
  };
  check({ ...exampleSession(), expiration: testTime, issuedAt: testTime });
  fc.assert(fc.property(anySession, check), { numRuns: fuzzRuns / 10 });
});

describe('a file is nothing', () => {
  const parsed = (session: StoredSession, change: (fields: Record<string, unknown>) => object) => {
    const fields = JSON.parse(renderSessionFile(keyA, session)) as Record<string, unknown>;
    return parseSessionFile(JSON.stringify({ ...fields, ...change(fields) }), keyA);
  };

  test.for([
    ['open', 'Key'],
    ['open', 'AccessKeyId'],
    ['open', 'SecretAccessKey'],
    ['open', 'SessionToken'],
    ['open', 'Expiration'],
    ['open', 'IssuedAt'],
    ['open', 'AccountId'],
    ['sealed', 'Sealed'],
  ] as const)('of an %s session, with more before or after its %s', ([kind, name]) => {
    const added = (change: (value: string) => string) =>
      parsed(examples[kind], (fields) => ({ [name]: change(String(fields[name])) }));
    expect(added((value) => value)).toBeDefined();
    expect([added((value) => `\n${value}`), added((value) => `${value}\n`)]).toEqual([
      undefined,
      undefined,
    ]);
  });

  test('of a session that was issued after it expired', () => {
    const { expiration } = exampleSession();
    const issuedAt = new Date(expiration.getTime() + 1);
    expect(parsed(exampleSession(), () => ({ IssuedAt: issuedAt }))).toBeUndefined();
  });

  test.for(['2026-02-30T20:00:00.000Z', '2026-13-01T20:00:00.000Z', '2026-03-01T20:00:00Z', '1'])(
    'with the time %s',
    (text) => {
      expect(parsed(exampleSession(), () => ({ Expiration: text }))).toBeUndefined();
    },
  );
});

test('a file is ours where it is named for a key', () => {
  expect(sessionKeyOf(`${keyA}.json`)).toBe(keyA);
  for (const name of ['', '.json', keyA, `${keyA}.tmp1`, `x${keyA}.json`, `${keyA}x.json`])
    expect(sessionKeyOf(name)).toBeUndefined();
});

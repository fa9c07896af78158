import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { file, filledStore, folder, useScratchHome } from './scratch-home.ts';
import { exampleSession, keyA, keyB, revealed } from './session-store.contract.ts';

useScratchHome();

describe('a file that is not what the store wrote is a miss', () => {
  const goodText = () => readFileSync(file, 'utf8');
  const rewritten = (changes: object) =>
    JSON.stringify({ ...(JSON.parse(goodText()) as object), ...changes });

  test.each<[string, () => string | Buffer]>([
    ['empty', () => ''],
    ['truncated', () => goodText().slice(0, -20)],
    ['binary', () => Buffer.from([0, 255, 254, 128, 13, 10, 0])],
    ['JSON, but null', () => 'null'],
    ['JSON, but a list', () => '[]'],
    ['JSON, but a string', () => '"ASIA"'],
    ['followed by something else', () => `${goodText()}{}`],
    ['for another key', () => rewritten({ Key: keyB })],
    ['of another version', () => rewritten({ Version: 2 })],
    ['of a version in words', () => rewritten({ Version: '1' })],
    ['without a session token', () => rewritten({ SessionToken: undefined })],
    ['with an empty secret', () => rewritten({ SecretAccessKey: '' })],
    ['with a line break in the token', () => rewritten({ SessionToken: 'a\nb' })],
    ['with an escape sequence in the access key id', () => rewritten({ AccessKeyId: '\u001b[2J' })],
    ['with a list for a token', () => rewritten({ SessionToken: ['token'] })],
    ['with no expiration', () => rewritten({ Expiration: undefined })],
    ['with an expiration without a zone', () => rewritten({ Expiration: '2026-03-01T20:00:00' })],
    ['with a day that does not exist', () => rewritten({ Expiration: '2026-02-30T20:00:00.000Z' })],
    ['with an expiration in numbers', () => rewritten({ Expiration: 4_102_444_800_000 })],
    ['issued after its end', () => rewritten({ IssuedAt: '2026-03-02T08:00:00.000Z' })],
    ['for an account that is none', () => rewritten({ AccountId: '123' })],
    ['for an account in numbers', () => rewritten({ AccountId: 123456789012 })],
    ['that sets a prototype', () => `{"__proto__":${goodText()}}`],
    ['nested beyond reason', () => '['.repeat(60_000)],
    ['nested beyond reason, and whole', () => `${'['.repeat(32_000)}${']'.repeat(32_000)}`],
    ['nested in objects', () => `${'{"a":'.repeat(12_000)}1`],
    ['nested 100,000 levels deep', () => `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ])('%s', (_name, text) => {
    const store = filledStore();
    const spoilt = text();
    writeFileSync(file, spoilt);
    expect(store.get(keyA)).toBeUndefined();
  });

  test('of 100 MB, without reading it', () => {
    const store = filledStore();
    truncateSync(file, 100 * 1024 * 1024);
    const before = process.memoryUsage().arrayBuffers;
    expect(store.get(keyA)).toBeUndefined();
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50 * 1024 * 1024);
  });

  test('with a valid session and a member called __proto__ changes no object', () => {
    const store = filledStore();
    writeFileSync(file, goodText().replace('{', '{"__proto__":{"polluted":true},"constructor":1,'));
    expect(revealed(store.get(keyA))).toStrictEqual(revealed(exampleSession()));
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test('is replaced by the next put', () => {
    const store = filledStore();
    writeFileSync(file, 'garbage');
    store.put(keyA, exampleSession());
    expect(store.get(keyA)).toBeDefined();
  });
});

test('a session that cannot be read is removed all the same', () => {
  const store = filledStore();
  writeFileSync(file, 'garbage');
  expect(store.remove(keyA)).toBe(true);
  expect(readdirSync(folder)).toStrictEqual([]);
});

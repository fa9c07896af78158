import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { isTemporaryName, temporaryName } from '../../src/disk/private-file.ts';

const hash = '0123456789abcdef'.repeat(4);

test.each([`${hash}.json`, hash, 'probe'])('a half-written "%s" is known by its name', (name) => {
  expect(isTemporaryName(basename(temporaryName(`/srv/${name}`)))).toBe(true);
  expect(isTemporaryName(name)).toBe(false);
});

test('no two temporary names are the same', () => {
  const names = Array.from({ length: 100 }, () => temporaryName(hash));
  expect(new Set(names).size).toBe(100);
});

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { errorCode } from '../../src/ground/error-code.ts';
import { succeeds } from '../../src/disk/system-error.ts';

function caught(action: () => void): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
}

const readMissing = () => void readFileSync('/nonexistent/file');
const misuse = () => void readFileSync('a\0b');

test('errors of the system have a code', () => {
  expect(errorCode(caught(readMissing))).toBe('ENOENT');
});

test.each([
  ['an error of Node', caught(misuse)],
  ['an error without a code', new Error('no')],
  ['an error with a number', Object.assign(new Error('no'), { code: 1, syscall: 'open' })],
  ['what is no error', { code: 'ENOENT', syscall: 'open' }],
])('%s has none', (_name, error) => {
  expect(error).toBeDefined();
  expect(errorCode(error)).toBeUndefined();
});

test('whether something succeeds is told, and bugs are thrown', () => {
  expect(succeeds(() => undefined)).toBe(true);
  expect(succeeds(readMissing)).toBe(false);
  expect(() => succeeds(misuse)).toThrow('null bytes');
});

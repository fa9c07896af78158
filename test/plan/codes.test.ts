import { describe, expect, test } from 'vitest';
import { failureOf } from '../support/config-texts.ts';
import { asOptions, planOf, type Asked } from './planning.ts';
import { chain, serial, type Settings } from './three-profiles.ts';

function codesOf(settings: Settings, asked: Asked = {}) {
  const { base, ...others } = settings;
  return planOf(chain({ base: `${serial}\n${base ?? ''}`, ...others }), asked).codes;
}

describe('the program that prints a code', () => {
  test.for<[string, Settings, Asked, string]>([
    ['of the profile that holds the key', { base: 'mfa_process = a' }, {}, 'a'],
    [
      'nearest to the requested profile',
      { app: 'mfa_process = a', base: 'mfa_process = b' },
      {},
      'a',
    ],
    [
      'with the prefix before the plain one',
      { app: 'mfa_process = b\nawsmfa_mfa_process = a' },
      {},
      'a',
    ],
    [
      'given explicitly before all',
      { app: 'mfa_process = b' },
      { overrides: asOptions({ mfa_process: 'a' }) },
      'a',
    ],
  ])('is the one %s', ([, settings, asked, line]) => {
    expect(codesOf(settings, asked).mfaProcess).toBe(line);
  });

  test('is not awsmfa, which needs the code itself', () => {
    const failure = failureOf(() => codesOf({ base: 'mfa_process = npx awsmfa export prod' }));
    expect(failure.kind).toBe('configuration');
    expect(failure.message).toMatch(/^the `mfa_process` \(.+:\d+\) runs awsmfa, which needs/);
    expect(failure.hints).toEqual([
      'let it run a program that prints a code, such as `ykman oath accounts code --single NAME`',
    ]);
  });

  test('is part of no session', () => {
    const keys = (line: string) => planOf(chain({ base: `${serial}\n${line}` }), {}).steps;
    const steps = keys('mfa_process = a\nawsmfa_prompt = none');
    expect(steps.map(({ key }) => key)).toEqual(keys('').map(({ key }) => key));
    expect(steps.length).toBeGreaterThan(0);
  });
});

describe('the ways to ask', () => {
  test('are the terminal, else a window, where nobody says otherwise', () => {
    expect(codesOf({})).toEqual({ prompt: ['tty', 'dialog'], origins: {} });
  });

  test('and the program are said to come from where they stand', () => {
    const { origins } = codesOf(
      { app: 'mfa_process = a' },
      { overrides: asOptions({ prompt: 'tty' }) },
    );
    expect(origins).toMatchObject({
      mfaProcess: { file: '/aws/config', line: 13 },
      prompt: { kind: 'option', name: '--prompt' },
    });
  });

  test('are those of the list, each once', () => {
    expect(codesOf({ base: 'awsmfa_prompt = none, tty,none' }).prompt).toEqual(['none', 'tty']);
  });

  test.for<[string, Settings, Asked, string]>([
    ['in a file', { middle: 'awsmfa_prompt = tty,popup' }, {}, 'configuration'],
    ['of an option', {}, { overrides: asOptions({ prompt: 'tty,popup' }) }, 'usage'],
  ])('are refused %s where one is not known', ([, settings, asked, kind]) => {
    const failure = failureOf(() => codesOf(settings, asked));
    expect(failure.kind).toBe(kind);
    expect(failure.message).toMatch(
      /^"popup" in the list "tty,popup" \((--prompt|.+:\d+)\) is no way to ask for an MFA code$/,
    );
    expect(failure.hints).toEqual([
      'use one or more of `tty`, `dialog`, `pinentry`, `askpass`, `ykman`, `none`, with commas between them',
    ]);
  });

  test('are not refused for an empty list, which counts as none', () => {
    expect(codesOf({ base: 'awsmfa_prompt =' }).prompt).toEqual(codesOf({}).prompt);
  });
});

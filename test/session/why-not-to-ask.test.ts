import { describe, expect, test } from 'vitest';
import type { Origin } from '../../src/ground/origin.ts';
import { forecastCode } from '../../src/session/codes/code-forecast.ts';
import { whyNotToAsk } from '../../src/session/codes/why-not-to-ask.ts';
import type { CodePlan, PromptName } from '../../src/plan/model/plan.ts';

const option: Origin = { kind: 'option', name: '--prompt' };
const variable: Origin = { kind: 'environment', name: 'AWSMFA_PROMPT' };
const file: Origin = { kind: 'file', file: '~/.aws/config', line: 7, name: 'awsmfa_prompt' };

function listed(prompt: readonly PromptName[], origin?: Origin): CodePlan {
  return { prompt, origins: origin === undefined ? {} : { prompt: origin } };
}

test('somebody may be asked unless something says otherwise', () => {
  expect(whyNotToAsk('allowed', listed(['tty', 'none']), { CI: '' })).toBeUndefined();
  expect(whyNotToAsk('allowed', listed(['tty'], file), {})).toBeUndefined();
});

test('an option and a build server keep every question away', () => {
  const insisting = listed(['tty'], variable);
  expect(whyNotToAsk('forbidden', insisting, {})).toBe('`--no-prompt` says not to ask');
  expect(whyNotToAsk('allowed', listed(['tty']), { CI: 'true' })).toBe(
    '`CI=true` says that nobody is there (to be asked all the same, set `AWSMFA_PROMPT=tty`)',
  );
});

test.for<[string, Origin]>([
  ['`--prompt none`', option],
  ['`AWSMFA_PROMPT=none`', variable],
  ['`none` (~/.aws/config:7)', file],
])('so does %s', ([what, origin]) => {
  expect(whyNotToAsk('allowed', listed(['none'], origin), {})).toBe(`${what} says not to ask`);
});

describe('on a build server, a list insists', () => {
  test.for([option, variable])('that was given for this run: $name', (origin) => {
    expect(whyNotToAsk('allowed', listed(['tty'], origin), { CI: 'true' })).toBeUndefined();
  });

  test('and not one in a file, which may have been copied there', () => {
    expect(whyNotToAsk('allowed', listed(['tty'], file), { CI: 'true' })).toContain('CI=true');
  });
});

describe('a code that is needed comes', () => {
  test.for<[string, CodePlan, Record<string, string>, object]>([
    ['from a variable', listed(['tty']), { AWSMFA_TOKEN_CODE: '1' }, { from: 'AWSMFA_TOKEN_CODE' }],
    ['from a program', { ...listed(['none'], file), mfaProcess: 'x' }, {}, { from: 'mfa_process' }],
    ['from a person', listed(['tty']), {}, { from: 'prompt' }],
    [
      'from nobody',
      listed(['none'], variable),
      {},
      { from: 'nobody', because: '`AWSMFA_PROMPT=none` says not to ask' },
    ],
  ])('%s', ([, plan, env, forecast]) => {
    expect(forecastCode(plan, env)).toEqual(forecast);
  });
});

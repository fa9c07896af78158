import { expect, test } from 'vitest';
import { Failure } from '../../src/ground/failure.ts';
import { createPrompt } from '../../src/mfa/prompt.ts';
import { whyNotToAsk } from '../../src/mfa/why-not-to-ask.ts';

const may = { noPrompt: false };

test('somebody may be asked unless something says otherwise', () => {
  expect(whyNotToAsk(may, {})).toBeUndefined();
  expect(whyNotToAsk(may, { AWSMFA_PROMPT: 'tty', CI: '' })).toBeUndefined();
});

test('the option, the setting and a build server each keep the prompt away', () => {
  expect(whyNotToAsk({ noPrompt: true }, {})).toContain('--no-prompt');
  expect(whyNotToAsk(may, { AWSMFA_PROMPT: 'none' })).toContain('AWSMFA_PROMPT=none');
  expect(whyNotToAsk(may, { CI: 'true' })).toContain('CI=true');
});

test('who asks for the prompt by name gets it on a build server too', () => {
  expect(whyNotToAsk(may, { CI: 'true', AWSMFA_PROMPT: 'tty' })).toBeUndefined();
  expect(whyNotToAsk({ noPrompt: true }, { AWSMFA_PROMPT: 'tty' })).toContain('--no-prompt');
});

test('a prompt that is kept away says why and what to run, and touches nothing', async () => {
  const touched = () => {
    throw new Error('touched');
  };
  const prompt = createPrompt({
    openTerminal: touched,
    cursor: 'movable',
    isErrorOutputShown: touched,
    caller: touched,
    job: { dieOf: touched, watch: touched },
    now: touched,
    spent: { secondsUntilFresh: touched },
    takeTurn: touched,
    waitedMs: touched,
    timeoutMs: 55_000,
    abandon: touched,
    disabled: '`AWSMFA_PROMPT=none` says not to ask',
  });
  await expect(prompt.code({ mfaSerial: 'GAHT12345678', profile: 'a b' })).rejects.toEqual(
    new Failure(
      'code-unavailable',
      'profile "a b" needs an MFA code, but `AWSMFA_PROMPT=none` says not to ask',
      [
        "run `awsmfa login 'a b'` in a terminal, and later calls need no code",
        'or give the code in `AWSMFA_TOKEN_CODE`',
      ],
    ),
  );
});

import { expect, test } from 'vitest';
import { declined, nobodyToAsk, tooLate } from '../../src/session/code-failures.ts';
import type { TokenCodeRequest } from '../../src/session/ports.ts';
import { farOff } from '../support/deadlines.ts';
import { serial } from './scene.ts';

const request: TokenCodeRequest = {
  mfaSerial: serial,
  profile: 'prod',
  login: 'awsmfa login prod',
  deadline: farOff,
};
const login = 'run `awsmfa login prod` in a terminal, and later calls need no code';

test('whoever declines is told how to log in first', () => {
  expect(declined(request)).toMatchObject({
    kind: 'cancelled',
    message: 'no MFA code was entered',
    hints: [login],
  });
});

test('who is too late is told how long the question stood', () => {
  expect(tooLate({ ...request, deadline: { ...farOff, totalMs: 55_000 } })).toMatchObject({
    kind: 'cancelled',
    message: 'nobody entered a code within 55 s',
    hints: [login],
  });
});

test('where nobody can be asked, a person may log in, and a build server give the code', () => {
  expect(nobodyToAsk(request, []).hints).toEqual([
    login,
    'or give the code in `AWSMFA_TOKEN_CODE`',
  ]);
});

test('who did not expect the question learns where its MFA device is set', () => {
  const { hints } = nobodyToAsk({ ...request, serialOrigin: '~/.aws/config:12' }, []);
  expect(hints.at(-1)).toBe(
    'or give the code in `AWSMFA_TOKEN_CODE` (the MFA device is set in ~/.aws/config:12)',
  );
});

test('where a login would not help, none is advised', () => {
  const { login: _login, ...alone } = request;
  expect(declined(alone).hints).toEqual([]);
  expect(tooLate(alone).hints).toEqual([]);
  expect(nobodyToAsk(alone, []).hints).toEqual(['give the code in `AWSMFA_TOKEN_CODE`']);
});

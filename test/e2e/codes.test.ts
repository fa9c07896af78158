import { describe, expect } from 'vitest';
import { testIn } from '../support/awsmfa.ts';
import { adminSession, fiveAccounts, phone, plainAccounts } from '../support/five-accounts.ts';
import { whoHas } from '../support/identity.ts';

const test = testIn(fiveAccounts, plainAccounts);

const rejected = [
  `awsmfa: error: AWS rejected the code for MFA device "${phone}"`,
  'awsmfa: hint: a code works only once: wait for the device to show the next one',
  'awsmfa: hint: check that the code is from this device, and that its clock is right',
  '',
].join('\n');

describe('a code that AWS rejects', () => {
  test('is asked for again, which says that a code works only once', async ({ home }) => {
    const run = home.helperOnTerminal('prod');
    await run.enterCode(phone, home.standIn.device(phone).wrongCode());
    await run.waitFor('AWS rejected the code, and a code works only once: wait');
    await run.enterCode(phone);
    expect(await whoHas(home, await run.ended)).toBe(adminSession('prod'));
    expect(home.calls).toEqual({ GetSessionToken: 2, AssumeRole: 1 });
  });

  test('is asked for three times', async ({ home }) => {
    const run = home.helperOnTerminal('prod');
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      await run.enterCode(phone, home.standIn.device(phone).wrongCode());
    }
    expect(await run.ended).toEqual({
      status: 4,
      stdout: '',
      stderr: rejected,
      screen: rejected.trimEnd(),
    });
    expect(home.calls).toEqual({ GetSessionToken: 3, AssumeRole: 0 });
  });

  test('is asked for again if it was right, and spent', async ({ home }) => {
    const spent = home.code(phone);
    expect((await home.helper('prod', ['--token-code', spent])).status).toBe(0);
    const run = home.helperOnTerminal('prod', ['--refresh', '--no-cache']);
    await run.enterCode(phone, spent);
    await run.waitFor('AWS rejected the code, and a code works only once');
    await run.enterCode(phone);
    expect(await whoHas(home, await run.ended)).toBe(adminSession('prod'));
  });
});

describe('a code that is given', () => {
  test('by --token-code is used, and nobody is asked', async ({ home }) => {
    const run = home.helperOnTerminal('prod', ['--token-code', home.code(phone)]);
    expect(await whoHas(home, await run.ended)).toBe(adminSession('prod'));
    expect((await run.ended).screen).toBe('');
  });

  test('by --token-code - is the first line of stdin', async ({ home }) => {
    const input = `${home.code(phone)}\nnot for awsmfa\n`;
    const ended = await home.helper('prod', ['--token-code', '-'], { input });
    expect(await whoHas(home, ended)).toBe(adminSession('prod'));
  });

  test('by AWSMFA_TOKEN_CODE may have spaces in it', async ({ home }) => {
    const code = home.code(phone);
    const env = { AWSMFA_TOKEN_CODE: `${code.slice(0, 3)} ${code.slice(3)}` };
    expect(await whoHas(home, await home.helper('prod', [], { env }))).toBe(adminSession('prod'));
  });

  test('is left alone where no code is needed', async ({ home }) => {
    expect((await home.helper('prod', ['--token-code', home.code(phone)])).status).toBe(0);
    const ended = await home.helper('prod', ['--token-code', home.code(phone)]);
    expect(ended.status).toBe(0);
    expect(home.calls).toEqual({ GetSessionToken: 1, AssumeRole: 1 });
  });

  test('is asked for on the terminal if AWS rejects it', async ({ home }) => {
    const wrong = home.secretCode(home.standIn.device(phone).wrongCode());
    const run = home.helperOnTerminal('prod', ['--token-code', wrong]);
    await run.enterCode(phone);
    expect(await whoHas(home, await run.ended)).toBe(adminSession('prod'));
  });

  test('ends the run if AWS rejects it and nobody can be asked', async ({ home }) => {
    const wrong = home.secretCode(home.standIn.device(phone).wrongCode());
    const ended = await home.helper('prod', ['--token-code', wrong]);
    expect(ended).toEqual({ status: 4, stdout: '', stderr: rejected });
  });

  test('by --token-code - must be there: nobody is asked instead', async ({ home }) => {
    expect(await home.helper('prod', ['--token-code', '-'], { input: '' })).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'awsmfa: error: the code given with `--token-code` is empty\n' +
        'awsmfa: hint: give the six digits that the MFA device shows\n',
    });
  });

  test.for([
    ['--token-code', { args: ['--token-code', '12345'] }],
    ['--token-code', { args: ['--token-code', '-'], input: 'abcdef\n' }],
    ['AWSMFA_TOKEN_CODE', { env: { AWSMFA_TOKEN_CODE: '1234567' } }],
  ] as const)('by %s is refused unless it has six digits', async ([name, how], { home }) => {
    const { args, ...options } = { args: [], ...how };
    expect(await home.helper('prod', args, options)).toEqual({
      status: 2,
      stdout: '',
      stderr:
        `awsmfa: error: the code given with \`${name}\` does not have six digits\n` +
        'awsmfa: hint: give the six digits that the MFA device shows\n',
    });
    expect(home.standIn.calls).toEqual([]);
  });
});

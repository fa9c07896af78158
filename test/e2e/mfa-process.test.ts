import { describe, expect } from 'vitest';
import { type Home, helperCall, testIn } from '../support/awsmfa.ts';
import { codeProgram } from '../support/code-program.ts';
import {
  adminSession,
  fiveAccounts,
  fiveProfiles,
  jane,
  keySection,
  phone,
} from '../support/five-accounts.ts';
import { whoHas } from '../support/identity.ts';

const test = testIn(fiveAccounts, { credentials: keySection('management', jane) });

/** The profile that the accounts' profiles start from has this line, which they inherit. */
function useProgram(home: Home, line: string): void {
  home.config(fiveProfiles.replace('[profile management]', `$&\nmfa_process = ${line}`));
}

describe('the code of an `mfa_process`', () => {
  test('is used where there is no terminal and nobody is to be asked', async ({ home }) => {
    useProgram(home, codeProgram('next_code', [home.code(phone)]));
    const ended = await home.helper('prod', ['--no-prompt'], { env: { CI: 'true' } });
    expect(await whoHas(home, ended)).toBe(adminSession('prod'));
    expect(ended.stderr).toBe('');
  });

  test('gives way to one that was given', async ({ home }) => {
    useProgram(home, codeProgram('exit 1'));
    const ended = await home.helper('prod', ['--token-code', home.code(phone)]);
    expect(await whoHas(home, ended)).toBe(adminSession('prod'));
  });

  test('is the one of the profile nearest to the requested one', async ({ home }) => {
    useProgram(home, codeProgram('exit 1'));
    const nearest = codeProgram('next_code', [home.code(phone)]);
    const env = { AWSMFA_MFA_PROCESS: codeProgram('exit 2') };
    expect((await home.helper('prod', [], { env })).stderr).toContain('status 2');
    home.config(
      `${fiveProfiles}[profile mine]\nsource_profile = prod\nawsmfa_mfa_process = ${nearest}\n` +
        `role_arn = arn:aws:iam::555555555555:role/second\n`,
    );
    expect((await home.helper('mine')).status).toBe(0);
  });

  test('is waited for with a word on the terminal, which is gone afterwards', async ({ home }) => {
    const file = home.path('touched');
    const script = `until [ -e ${file} ]; do sleep 0.05; done; next_code`;
    useProgram(home, `${codeProgram(script, [home.code(phone)])} 'a secret'`);
    const run = home.helperOnTerminal('prod');
    await run.waitFor('touch your key');
    expect(run.screen().text).toBe(
      'awsmfa: waiting for the MFA code of get-code for profile "prod" (touch your key if it blinks)',
    );
    home.write('touched', '');
    const ended = await run.ended;
    expect(ended.screen).toBe('');
    expect(await whoHas(home, ended)).toBe(adminSession('prod'));
  });

  test('ends with Ctrl-C, and so does the program', async ({ home }) => {
    useProgram(home, codeProgram('exec sleep 20'));
    const run = home.helperOnTerminal('prod');
    await run.waitFor('touch your key');
    run.write('\u0003');
    expect(await run.ended).toMatchObject({ status: 130, stdout: '', stderr: '' });
    expect((await run.ended).screen).not.toContain('awsmfa');
  });
});

describe('where an `mfa_process` gives no code, awsmfa says why and calls nobody', () => {
  test('since it fails', async ({ home }) => {
    useProgram(home, codeProgram('echo "no YubiKey" >&2; exit 3'));
    expect(await home.helper('prod')).toEqual({
      status: 5,
      stdout: '',
      stderr:
        `awsmfa: error: the \`mfa_process\` of profile "prod" (${home.path('.aws/config')}:2) failed with status 3: no YubiKey\n` +
        'awsmfa: hint: run the command of that line yourself: it has to print the six digits of a code, and nothing else\n',
    });
    expect(home.standIn.calls).toEqual([]);
  });

  test('since it starts awsmfa, which would need that code', async ({ home }) => {
    useProgram(home, codeProgram(`awsmfa ${helperCall('dev').join(' ')}`));
    const { status, stderr } = await home.helper('prod');
    expect([status, home.record.awsmfa().length]).toEqual([5, 2]);
    expect(stderr).toContain('profile "dev" depends on itself');
  });

  test('since it starts awsmfa, and hides who did', async ({ home }) => {
    const kept = ['PATH', 'HOME', 'NODE_OPTIONS', 'BUN_OPTIONS', 'AWSMFA_TEST_RECORD'];
    const variables = kept.map((name) => `${name}="$${name}"`).join(' ');
    useProgram(home, codeProgram(`env -i ${variables} awsmfa ${helperCall('prod').join(' ')}`));
    const { status, stderr } = await home.helper('prod');
    expect([status, home.record.awsmfa().length]).toEqual([5, 2]);
    expect(stderr).toContain('profile "prod" depends on itself');
  });
});

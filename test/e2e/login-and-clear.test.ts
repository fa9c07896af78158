import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { type Home, testIn } from '../support/awsmfa.ts';
import {
  adminOf,
  fiveAccounts,
  fiveProfiles,
  hardwareToken,
  jane,
  janesOtherKey,
  keySection,
  otherRoles,
  phone,
  plainAccounts,
  roleNames,
} from '../support/five-accounts.ts';

const test = testIn(fiveAccounts, plainAccounts);

/** Logs in where nobody can be asked, with a code at hand. */
function login(home: Home, args: readonly string[]) {
  return home.run(['login', ...args, '--token-code', home.code(phone)]);
}

const done = (name: string, left = '11 h 59 min') =>
  new RegExp(
    String.raw`^profile "${name}" needs no code for (?:${left}|12 h), until \d{4}-\d\d-\d\d \d\d:\d\d$`,
  );

describe('login', () => {
  test('asks for one code for several profiles, and assumes no role', async ({ home }) => {
    const run = home.terminal(['login', ...roleNames]);
    await run.enterCode(phone);
    const { status, stdout, stderr, screen } = await run.ended;
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(screen).toBe('');
    const lines = stdout.trim().split('\n');
    expect(lines).toEqual(roleNames.map((name) => expect.stringMatching(done(name)) as string));
    expect(home.calls).toEqual({ GetSessionToken: 1, AssumeRole: 0 });
  });

  test('asks for a code for each device', async ({ home }) => {
    home.config(
      `${fiveProfiles}\n[profile other]\nsource_profile = management\nrole_arn = ${adminOf('prod')}\nmfa_serial = ${hardwareToken}\n`,
    );
    const run = home.terminal(['login', 'dev', 'other', 'test']);
    await run.enterCode(phone);
    await run.enterCode(hardwareToken);
    expect(await run.ended).toMatchObject({ status: 0, stderr: '' });
    expect(home.calls).toEqual({ GetSessionToken: 2, AssumeRole: 0 });
  });

  test('asks nobody while enough remains, and for a code where not', async ({ home }) => {
    await login(home, ['dev']);
    for (const enough of ['2h', '11h', '39600', '600m']) {
      expect((await home.run(['login', 'prod', '--min-remaining', enough])).status).toBe(0);
    }
    expect(home.calls.GetSessionToken).toBe(1);
    const args = ['login', 'prod', '--duration', '36h', '--min-remaining', '13h'];
    expect((await home.run(args)).status).toBe(5);
    expect((await home.run([...args, '--token-code', home.code(phone)])).stdout).toMatch(
      /^profile "prod" needs no code for (?:35 h 59 min|36 h), until /,
    );
    expect(home.standIn.calls.at(-1)?.parameters['DurationSeconds']).toBe('129600');
  });

  test('refuses what could never be enough', async ({ home }) => {
    expect(await login(home, ['dev', '--min-remaining', '13h'])).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'awsmfa: error: `--min-remaining` is longer than the session of profile "dev" lasts (12 h)\n' +
        'awsmfa: hint: ask for a longer session with `--duration`, up to 36h, or lower `--min-remaining`\n',
    });
    expect(home.standIn.calls).toEqual([]);
  });

  test('accepts a session that lasts exactly as long as is to remain', async ({ home }) => {
    const args = ['dev', '--duration', '1h', '--min-remaining', '1h'];
    expect(await login(home, args)).toMatchObject({ status: 0, stderr: '' });
    expect((await home.run(['login', ...args])).status).toBe(0);
    expect(home.calls.GetSessionToken).toBe(1);
  });

  test.for([
    ['--duration 1h', ['--duration', '1h'], ''],
    ['awsmfa_session_duration = 15m', [], 'awsmfa_session_duration = 15m\n'],
    ['a role that gets the code itself', ['--mfa-strategy', 'direct'], ''],
  ] as const)('is content with half of a short session: %s', async ([, args, line], { home }) => {
    home.config(`${fiveProfiles}${line}`);
    expect(await login(home, ['prod', ...args])).toMatchObject({ status: 0, stderr: '' });
    expect((await home.run(['login', 'prod', ...args])).status).toBe(0);
    expect(home.standIn.calls).toHaveLength(1);
  });

  test('fails before a code is spent where its session cannot be kept', async ({ home }) => {
    const args = ['login', 'dev', '--token-code', home.code(phone)];
    const { status, stdout, stderr } = await home.run(args, {
      env: { AWSMFA_HOME: '/dev/null/awsmfa' },
    });
    expect({ status, stdout }).toEqual({ status: 7, stdout: '' });
    expect(stderr).toMatch(/^awsmfa: error: cannot keep sessions in .*\nawsmfa: hint: .*\n$/);
    expect(home.standIn.calls).toEqual([]);
  });

  test('says that a shorter session is there than is asked for, and how to replace it', async ({
    home,
  }) => {
    await login(home, ['dev']);
    const { status, stdout } = await home.run(['login', 'prod', '--duration', '36h']);
    expect(status).toBe(0);
    expect(stdout.split('\n').slice(1)).toEqual([
      'that session lasts only 12 h: `--refresh` gets one for 36 h',
      '',
    ]);
    const longer = await login(home, ['prod', '--duration', '36h', '--refresh']);
    expect(longer.stdout).toMatch(/^profile "prod" needs no code for (?:35 h 59 min|36 h), .*\n$/);
  });

  test('asks again with --refresh', async ({ home }) => {
    await login(home, ['dev']);
    await login(home, ['dev', '--refresh']);
    expect(home.calls.GetSessionToken).toBe(2);
  });

  test('has nothing to ask for where no device is set', async ({ home }) => {
    const stdout =
      'profile "management" needs no MFA code: no MFA device is named: set `mfa_serial` in profile "management"\n';
    expect(await home.run(['login', 'management'])).toEqual({ status: 0, stdout, stderr: '' });
  });

  test('names no profile where none is used: for a role with the keys of the environment', async ({
    home,
  }) => {
    const env = {
      AWS_ACCESS_KEY_ID: jane.accessKeyId,
      AWS_SECRET_ACCESS_KEY: jane.secretAccessKey,
    };
    const args = ['login', '--role-arn', adminOf('prod')];
    expect((await home.run(args, { env })).stdout).toBe(
      'the environment needs no MFA code: no MFA device is named: set `AWS_MFA_SERIAL`\n',
    );
    const run = ['--mfa-serial', phone, '--token-code', home.code(phone)];
    expect((await home.run([...args, ...run], { env })).stdout).toMatch(
      /^the environment needs no code for /,
    );
  });
});

describe('clear', () => {
  async function fill(home: Home): Promise<void> {
    home.config(
      `${fiveProfiles}\n[profile other]\nsource_profile = rotated\nrole_arn = ${otherRoles.long}\nmfa_serial = ${phone}\n` +
        keySection('profile rotated', janesOtherKey),
    );
    for (const profile of ['dev', 'prod', 'other']) {
      await home.run(['export', profile, '--token-code', home.code(phone)]);
    }
    expect(home.sessionFiles()).toHaveLength(5);
  }

  test("forgets a profile's sessions, the MFA session included", async ({ home }) => {
    await fill(home);
    const stdout = 'forgot 2 cached sessions\n';
    expect(await home.run(['clear', 'dev'])).toEqual({ status: 0, stdout, stderr: '' });
    expect(home.sessionFiles()).toHaveLength(3);
    expect((await home.run(['login', 'dev'])).status).toBe(5);
    expect((await home.run(['login', 'other'])).status).toBe(0);
  });

  test('forgets several', async ({ home }) => {
    await fill(home);
    expect((await home.run(['clear', 'dev', 'other'])).stdout).toBe('forgot 4 cached sessions\n');
    expect(home.sessionFiles()).toHaveLength(1);
  });

  test('forgets all', async ({ home }) => {
    await fill(home);
    expect((await home.run(['clear', '--all'])).stdout).toBe('forgot 5 cached sessions\n');
    expect(home.sessionFiles()).toEqual([]);
    expect((await home.run(['clear', '--all'])).stdout).toBe('nothing was cached\n');
  });

  test('forgets all, expired and damaged, whatever is wrong with the configuration', async ({
    home,
  }) => {
    await fill(home);
    const [spoilt = '', second = ''] = home.sessionFiles();
    home.write(spoilt, 'garbage');
    const text = readFileSync(home.path(second), 'utf8');
    home.write(second, text.replace(/"Expiration":"\d+/, '"Expiration":"2001'));
    home.config('[profile dev');
    const stdout = 'forgot 5 cached sessions\n';
    expect(await home.run(['clear', '--all'])).toEqual({ status: 0, stdout, stderr: '' });
    expect(readdirSync(home.path('.aws/awsmfa/sessions'))).toEqual([]);
  });

  test('forgets a damaged session of the profile', async ({ home }) => {
    await fill(home);
    for (const file of home.sessionFiles()) home.write(file, 'garbage');
    expect((await home.run(['clear', 'dev'])).stdout).toBe('forgot 2 cached sessions\n');
    expect(readdirSync(home.path('.aws/awsmfa/sessions'))).toHaveLength(3);
  });

  test('fails where not all can be forgotten', async ({ home }) => {
    mkdirSync(home.path('.aws/awsmfa'));
    home.write('.aws/awsmfa/sessions', 'no folder');
    expect(await home.run(['clear', '--all'])).toMatchObject({ status: 7, stdout: '' });
  });

  test('refuses a profile that is not there, in an empty cache too', async ({ home }) => {
    expect((await home.run(['clear', 'devel'])).status).toBe(3);
    await fill(home);
    const { status, stderr } = await home.run(['clear', 'devel']);
    expect({ status, stderr }).toEqual({
      status: 3,
      stderr: 'awsmfa: error: there is no profile "devel"\nawsmfa: hint: did you mean "dev"?\n',
    });
    expect(home.sessionFiles()).toHaveLength(5);
  });

  test('says how to forget all, where no profile is named and none is the default', async ({
    home,
  }) => {
    const { status, stderr } = await home.run(['clear']);
    expect(status).toBe(3);
    expect(stderr).toContain('awsmfa: hint: `awsmfa clear --all` forgets the sessions of all');
  });
});

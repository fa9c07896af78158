import { lstatSync, readdirSync, readFileSync, renameSync, symlinkSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { type Home, testIn } from '../support/awsmfa.ts';
import {
  adminOf,
  adminSession,
  fiveAccounts,
  fiveProfiles,
  hardwareToken,
  jane,
  otherRoles,
  phone,
  plainAccounts,
} from '../support/five-accounts.ts';
import type { User } from '../stand-in/world.ts';

const test = testIn(fiveAccounts, plainAccounts);

/** The same world, with another user. */
function testAs(user: Partial<User>, config: string) {
  const users = fiveAccounts.users.map((each) => ({ ...each, ...user }));
  return testIn({ ...fiveAccounts, users }, { ...plainAccounts, config });
}

const withoutDevice = `[profile prod]\nrole_arn = ${adminOf('prod')}\nsource_profile = management\n`;
const config = (home: Home) => readFileSync(home.path('.aws/config'), 'utf8');
const backups = (home: Home) =>
  readdirSync(home.path('.aws')).filter((name) => name.includes('.awsmfa-'));

describe('without a terminal', () => {
  test('setup names the option that answers, and changes nothing', async ({ home }) => {
    const { status, stderr } = await home.run(['setup']);
    expect(status).toBe(2);
    expect(stderr).toContain('hint: give `--yes`');
    expect(config(home)).toBe(fiveProfiles);
    expect(backups(home)).toEqual([]);
  });

  test('setup --yes writes, and says that nothing was tried without a code', async ({ home }) => {
    const { status, stdout, stderr } = await home.run(['setup', '--yes']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('Not tried yet: profile "dev" needs an MFA code');
    expect(stdout).toContain('`awsmfa login dev test staging prod`');
    expect(config(home)).toContain('awsmfa_role_arn');
  });

  test('setup says of a profile that works what the AWS CLI will not read', async ({ home }) => {
    home.config(
      `${withoutDevice}mfa_serial = ${phone}\nregion = eu-west-1 # home\n[profile prod]\n`,
    );
    const code = ['--token-code', home.code(phone)];
    const { status, stdout } = await home.run(['setup', 'prod', '--yes', ...code]);
    expect({ status, works: stdout.includes('  works  prod') }).toEqual({ status: 0, works: true });
    expect(stdout).not.toContain('Use it: aws');
    expect(stdout).toMatch(
      /read the files differently:\n {2}.*config:\d: a comment follows the value/,
    );
    expect(stdout).toMatch(/config:\d: `\[profile prod\]` is already on line 1/);
  });

  test('setup --yes gets along without anybody from an empty home on', async ({ home }) => {
    home.remove('.aws');
    const role = ['--role-arn', adminOf('prod'), '--mfa-serial', phone];
    const key = ['--access-key-id', jane.accessKeyId, '--secret-access-key', '-'];
    const code = ['--token-code', home.code(phone)];
    const { status, stdout, stderr } = await home.run(
      ['setup', 'prod', ...role, ...key, ...code, '--yes'],
      { input: `${jane.secretAccessKey}\n`, env: { AWS_REGION: 'eu-west-1' } },
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain(adminSession('prod'));
    expect(readFileSync(home.path('.aws/credentials'), 'utf8')).toContain(jane.secretAccessKey);
  });

  test('setup --yes takes a role, a name and a code from the command line', async ({ home }) => {
    const args = [
      'setup',
      'audit',
      '--role-arn',
      otherRoles.partner,
      '--external-id',
      'agreed/id:1',
    ];
    const more = [
      '--mfa-serial',
      phone,
      '--region',
      'eu-west-1',
      '--yes',
      '--token-code',
      home.code(phone),
    ];
    const { status, stdout, stderr } = await home.run([...args, ...more]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('arn:aws:sts::555555555555:assumed-role/reader/jane');
    expect(config(home).split('[profile audit]\n')[1]?.split('\n').slice(1)).toEqual([
      'region = eu-west-1',
      `awsmfa_role_arn = ${otherRoles.partner}`,
      'awsmfa_source_profile = management',
      `awsmfa_mfa_serial = ${phone}`,
      'awsmfa_external_id = agreed/id:1',
      '',
    ]);
  });

  test('an option that would do nothing is refused', async ({ home }) => {
    const { status, stderr } = await home.run(['setup', '--region', 'eu-west-1']);
    expect(status).toBe(2);
    expect(stderr).toContain('`--region` is for a new profile');
  });

  test.for([['--dry-run'], ['prod']])('less than all is not undone: %s', async (args, { home }) => {
    await home.run(['setup', '--yes', '--token-code', home.code(phone)]);
    const wired = config(home);
    const { status, stderr } = await home.run(['setup', '--undo', ...args]);
    expect(status).toBe(2);
    expect(stderr).toContain('error: `--undo` ');
    expect(config(home)).toBe(wired);
  });
});

describe('a device that no profile names', () => {
  testAs({ listMfaDevices: 'allowed' }, withoutDevice)(
    'is chosen, where there are several',
    async ({ home }) => {
      const refused = await home.run(['setup', '--yes']);
      expect(refused.status).toBe(2);
      expect(refused.stderr).toContain('hint: give `--mfa-serial SERIAL`');

      const run = home.terminal(['setup', '--token-code', home.code(hardwareToken)]);
      await run.waitFor('Number (1) ›');
      run.write('2\r');
      await run.waitFor('Write this?');
      run.write('\r');
      expect((await run.ended).stdout).toContain(':assumed-role/admin/');
      expect(config(home)).toContain(`awsmfa_mfa_serial = ${hardwareToken}\n`);
    },
  );

  testAs({}, withoutDevice)('is asked for, where IAM does not tell', async ({ home }) => {
    const run = home.terminal(['setup']);
    await run.waitFor(`(${phone}) ›`);
    run.write('arn:aws:iam::111111111111:u2f/user/jane/key\r');
    await run.waitFor('that is a security key');
    run.write('\r');
    await run.waitFor('Write this?');
    run.write('\r');
    await run.enterCode(phone);
    expect((await run.ended).stdout).toContain(adminSession('prod'));
  });

  const securityKey = 'arn:aws:iam::111111111111:u2f/user/jane/key-ABCDEFGH';
  testAs(
    { listMfaDevices: 'allowed', mfaDevices: [{ kind: 'u2f', serial: securityKey }] },
    withoutDevice,
  )('cannot be a security key', async ({ home }) => {
    const { status, stdout } = await home.run(['setup', '--yes']);
    expect(status).toBe(0);
    expect(stdout).toContain(securityKey);
    expect(stdout).toContain('You have no MFA device that shows codes');
    expect(config(home)).toBe(withoutDevice);
  });
});

test('a role that AWS does not let assume is told of, after the others; what was written can be undone', async ({
  home,
}) => {
  const before = `${fiveProfiles}[profile closed]
role_arn = ${otherRoles.second}
source_profile = management
mfa_serial = ${phone}
`;
  home.config(before);
  const { status, stdout, stderr } = await home.run([
    'setup',
    '--yes',
    '--token-code',
    home.code(phone),
  ]);
  expect(status).toBe(4);
  expect(stdout).toMatch(/works {2}prod +arn/);
  expect(stdout).toMatch(/fails {2}closed +AWS does not let/);
  expect(stderr).toContain('one profile does not work yet');
  expect(stderr).toContain('`awsmfa setup --undo`');
  await home.run(['setup', '--undo']);
  expect(config(home)).toBe(before);
});

test('a file that is a link stays one, there and back', async ({ home }) => {
  renameSync(home.path('.aws/config'), home.path('dotfile'));
  symlinkSync('../dotfile', home.path('.aws/config'));
  await home.run(['setup', '--yes']);
  expect(lstatSync(home.path('.aws/config')).isSymbolicLink()).toBe(true);
  expect(readFileSync(home.path('dotfile'), 'utf8')).toContain('awsmfa_role_arn');
  await home.run(['setup', '--undo']);
  expect(lstatSync(home.path('.aws/config')).isSymbolicLink()).toBe(true);
  expect(readFileSync(home.path('dotfile'), 'utf8')).toBe(fiveProfiles);
});

test('a config that is broken is told of, and is no reason to ask for a first profile', async ({
  home,
}) => {
  home.config(
    '[profile prod]\nrole_arn = arn:aws:iam::222222222222:role/x\nsource_profile = gone\n',
  );
  const { status, stdout, stderr } = await home.run(['setup']);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain('does not work now');
  expect(stdout).toContain('Nothing to change.');
});

import { lstatSync, readFileSync, renameSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { testIn } from '../support/awsmfa.ts';
import {
  adminOf,
  fiveAccounts,
  jane,
  janesOtherKey,
  keySection,
  management,
  otherRoles,
  phone,
  roleNames,
} from '../support/five-accounts.ts';
import { newFolder } from '../support/new-folder.ts';
import { clientFolder, findClients } from './clients.ts';

/** A guide's set-up: roles start from a profile that a command fills once a day. */
const config = [
  `[default]\nmfa_serial = ${phone}\n`,
  ...roleNames.map(
    (name) => `[profile ${name}]\nrole_arn = ${adminOf(name)}\nsource_profile = mfa\n`,
  ),
  `[profile direct]\nrole_arn = ${adminOf('prod')}\nsource_profile = default\n`,
].join('\n');

const old = `; copied by hand
[mfa]
aws_access_key_id = ASIAOLD
# from yesterday
aws_secret_access_key = old
region = eu-west-1
aws_security_token = old
expiration = 2020-01-01

`;

const test = testIn(fiveAccounts, {
  config,
  credentials: `${keySection('default', jane)}\n${old}# mine\n${keySection('other', janesOtherKey)}`,
});

test('says who you are and which device, asks, replaces the old session, says until when', async ({
  home,
}) => {
  const file = home.path('.aws/credentials');
  const elsewhere = join(newFolder(), 'credentials');
  renameSync(file, elsewhere);
  symlinkSync(elsewhere, file);
  const run = home.terminal(['write-profile', '--as', 'mfa']);
  await run.enterCode(phone);
  const { status, stdout, stderr } = await run.ended;
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(
    new RegExp(
      String.raw`^you are arn:aws:iam::${management}:user/jane
your MFA device is ${phone}
profile "mfa" in ${file} has the session
it lasts (?:11 h 59 min|12 h), until \d{4}-\d\d-\d\d \d\d:\d\d
$`,
    ),
  );
  expect(lstatSync(file).isSymbolicLink()).toBe(true);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const lines = readFileSync(file, 'utf8')
    .replaceAll(/= (ASIA|IQoJ).*/g, '= $1…')
    .split('\n');
  expect(lines.slice(4, 15)).toEqual([
    '; copied by hand',
    '[mfa]',
    'aws_access_key_id = ASIA…',
    '# from yesterday',
    expect.stringMatching(/^aws_secret_access_key = \S{40}$/),
    'region = eu-west-1',
    'aws_session_token = IQoJ…',
    `aws_account_id = ${management}`,
    '',
    '# mine',
    '[other]',
  ]);
});

const clients = findClients().filter(
  ({ title }) => process.env['AWSMFA_HARD'] === 'full' || title.startsWith('boto3'),
);

test('boto3 reads it, and every other client where all is tested', async ({ home }) => {
  const args = ['write-profile', '--as', 'mfa', '--token-code', home.code(phone)];
  expect((await home.run(args)).status).toBe(0);
  const ended = await Promise.all(
    clients.map((client) =>
      home.runProgram(client.command('mfa', home), {
        cwd: clientFolder,
        env: { AWS_REGION: 'eu-west-1' },
      }),
    ),
  );
  const arn = `arn:aws:iam::${management}:user/jane\n`;
  expect(ended.map(({ stdout }) => stdout)).toEqual(clients.map(() => arn));
});

test('makes a new file that is closed to others, with the session of a role', async ({ home }) => {
  home.remove('.aws/credentials');
  home.config(`${config}\n[profile keys]\n${keySection('', jane).split('\n').slice(1).join('\n')}mfa_serial = ${phone}\n
[profile role]\nrole_arn = ${adminOf('dev')}\nsource_profile = keys\n`);
  const args = ['write-profile', 'role', '--as', 'now', '--token-code', home.code(phone)];
  const { status, stdout, stderr } = await home.run(args);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout.split('\n').slice(1, 3)).toEqual([
    `your MFA device is ${phone}`,
    `your role is ${adminOf('dev')}`,
  ]);
  expect(statSync(home.path('.aws/credentials')).mode & 0o777).toBe(0o600);
  const who = await home.run(['exec', 'now', '--', 'printenv', 'AWSMFA_PROFILE']);
  expect(who.stdout).toBe('now\n');
});

test('is refused before a code is spent, and leaves the file as it is', async ({ home }) => {
  const before = readFileSync(home.path('.aws/credentials'), 'utf8');
  const refusals = [
    [[], '`write-profile` needs a name to write to'],
    [['--as', 'other'], '"AKIAJANEJANEJANEJAN2" ('],
    [['--as', 'default'], 'by its own settings, so its session cannot be written there'],
    [
      ['direct', '--as', 'default'],
      'from profile "default", so its session cannot be written there',
    ],
    [['--as', 'a]b'], 'cannot be called "a]b"'],
    [['other', '--as', 'mfa'], 'has no session to write, only a long-term key: no MFA device'],
  ] as const;
  const runs = refusals.map(([args]) => home.run(['write-profile', ...args, '--no-prompt']));
  for (const [index, { status, stdout, stderr }] of (await Promise.all(runs)).entries()) {
    expect({ status, stdout }).toEqual({ status: index === 0 ? 2 : 3, stdout: '' });
    expect(stderr).toContain(refusals[index]?.[1]);
    expect(stderr).toMatch(/^awsmfa: error: .*\n(?:awsmfa: hint: .*\n)+$/);
  }
  expect(home.standIn.calls).toEqual([]);
  expect(readFileSync(home.path('.aws/credentials'), 'utf8')).toBe(before);
});

test('a file that cannot be made is named, not taken for a bug', async ({ home }) => {
  home.config(`[profile role]\nrole_arn = ${otherRoles.open}\ncredential_source = Environment\n`);
  const env = {
    AWS_SHARED_CREDENTIALS_FILE: home.path('.aws/config/credentials'),
    AWS_ACCESS_KEY_ID: jane.accessKeyId,
    AWS_SECRET_ACCESS_KEY: jane.secretAccessKey,
  };
  const { status, stderr } = await home.run(['write-profile', 'role', '--as', 'now'], { env });
  expect(stderr).toMatch(/^awsmfa: error: ".*config\/credentials" cannot be written: ENOTDIR/);
  expect(status).toBe(7);
});

test('replaces a long-term key that is named, and no other', async ({ home }) => {
  const write = (id: string) =>
    home.run([
      'write-profile',
      '--as',
      'other',
      '--replace-key',
      id,
      '--token-code',
      home.code(phone),
    ]);
  expect((await write(jane.accessKeyId)).status).toBe(3);
  expect((await write(janesOtherKey.accessKeyId)).status).toBe(0);
  expect(readFileSync(home.path('.aws/credentials'), 'utf8')).not.toContain(
    janesOtherKey.secretAccessKey,
  );
});

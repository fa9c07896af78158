import { spawnSync } from 'node:child_process';
import { expect } from 'vitest';
import { testIn } from '../support/awsmfa.ts';
import { adminOf, fiveAccounts, jane, keySection, phone } from '../support/five-accounts.ts';
import { installed } from '../support/installed.ts';

const test = testIn(fiveAccounts);

const roleOf = (account: 'prod' | 'dev') =>
  `role_arn = ${adminOf(account)}\nsource_profile = my key\nmfa_serial = ${phone}\n`;

test.for([
  ['[profile "prod"]', 'prod'],
  ["[profile 'my prod']", 'my prod'],
])('the role under a quoted header is assumed, %s', async ([header, name], { home }) => {
  home.config(`${header}\n${roleOf('prod')}`);
  home.credentials(`${keySection('my key', jane)}${keySection(name ?? '', jane)}`);
  const code = ['--token-code', home.code(phone)];
  const args = ['credential-process', '--profile', name ?? '', ...code];
  expect(await home.run(args)).toMatchObject({ status: 0, stderr: '' });
  expect(home.calls).toEqual({ GetSessionToken: 1, AssumeRole: 1 });
});

test.for(installed('aws'))('what the AWS CLI writes is read, %s', async (aws, { home }) => {
  const configure = (key: string, value: string) =>
    spawnSync(aws, ['configure', 'set', key, value, '--profile', "jane's prod"], {
      env: { PATH: process.env['PATH'], HOME: home.folder },
    }).status;
  expect(configure('aws_access_key_id', jane.accessKeyId)).toBe(0);
  expect(configure('aws_secret_access_key', jane.secretAccessKey)).toBe(0);
  expect(configure('region', 'eu-west-3')).toBe(0);
  const { stdout } = await home.run(['explain', "jane's prod", '--json']);
  expect(JSON.parse(stdout)).toMatchObject({
    region: 'eu-west-3',
    source: { kind: 'static', accessKeyId: jane.accessKeyId },
  });
});

test('a role of the profile below is never assumed, since an indented header is an error', async ({
  home,
}) => {
  home.config(`[profile prod]\n${roleOf('prod')} [profile dev]\n${roleOf('dev')}`);
  home.credentials(keySection('my key', jane));
  const { status, stdout, stderr } = await home.run(['credential-process', '--profile', 'prod']);
  expect([status, stdout]).toEqual([3, '']);
  expect(stderr).toContain('a header is indented');
  expect(stderr).toContain('/.aws/config:5)');
});

test.for([
  'explain prod',
  'explain prod --json',
  'export prod',
  'credential-process --profile prod',
])('a secret on an indented line is not shown by `%s`', async (command, { home }) => {
  home.config(
    `[profile prod]\nregion = eu-west-1\n  aws_secret_access_key = ${jane.secretAccessKey}\n`,
  );
  home.credentials(keySection('prod', jane));
  const { status, stdout, stderr } = await home.run(command.split(' '));
  expect(status).toBe(3);
  expect(stderr).toContain('/.aws/config:3)');
  expect(`${stdout}${stderr}`).not.toContain(jane.secretAccessKey);
});

test.for([
  ['a file that a shell writes', 'AWS_CONFIG_FILE=<(cat "$0") awsmfa explain prod'],
  ['standard input', 'cat "$0" | AWS_CONFIG_FILE=/dev/stdin awsmfa explain prod'],
  [
    'nothing, from a shell',
    'AWS_SHARED_CREDENTIALS_FILE=<(true) AWS_CONFIG_FILE="$0" awsmfa explain prod',
  ],
])('the config may come from %s', ([, command], { home }) => {
  home.write(
    'elsewhere',
    `[profile prod]\naws_access_key_id = ${jane.accessKeyId}\naws_secret_access_key = x\n`,
  );
  const { stdout, status } = spawnSync('bash', ['-c', command ?? '', home.path('elsewhere')], {
    encoding: 'utf8',
    env: { PATH: `${home.path('bin')}:${process.env['PATH'] ?? ''}`, HOME: home.folder },
  });
  expect(status).toBe(0);
  expect(stdout).toContain(jane.accessKeyId);
});

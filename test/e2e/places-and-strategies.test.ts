import { describe, expect } from 'vitest';
import type { World } from '../stand-in/world.ts';
import { helperCall, type Home, testIn } from '../support/awsmfa.ts';
import {
  accounts,
  adminOf,
  adminSession,
  fiveAccounts,
  hardwareToken,
  jane,
  keySection,
  management,
  otherRoles,
  phone,
} from '../support/five-accounts.ts';
import { whoHas } from '../support/identity.ts';

const test = testIn(fiveAccounts, { credentials: keySection('base', jane) });

/** A profile `prod` in front of jane's keys. */
function configure(home: Home, settings: string, more = ''): void {
  home.config(`[profile prod]\nsource_profile = base\n${settings}\n${more}`);
}

const long = `role_arn = ${otherRoles.long}\nmfa_serial = ${phone}`;

function getProd(home: Home, args: readonly string[], serial = phone) {
  return home.run([...args, '--token-code', home.code(serial)]);
}

const credentialProcess = helperCall('prod');
const exportJson = ['export', 'prod', '--format', 'json'];

describe('the code goes with AssumeRole itself', () => {
  test('by setting', async ({ home }) => {
    configure(home, `${long}\nduration_seconds = 14400\nawsmfa_mfa_strategy = direct`);
    expect(await getProd(home, credentialProcess)).toMatchObject({ status: 0, stderr: '' });
    expect(home.calls).toEqual({ GetSessionToken: 0, AssumeRole: 1 });
    expect(home.standIn.calls[0]?.parameters).toMatchObject({
      SerialNumber: phone,
      DurationSeconds: '14400',
    });
  });

  test('by option, along a chain whose later roles are capped at an hour', async ({ home }) => {
    configure(
      home,
      `role_arn = ${adminOf('prod')}\nmfa_serial = ${phone}\nduration_seconds = 7200`,
      `[profile second]\nrole_arn = ${otherRoles.second}\nsource_profile = prod\nduration_seconds = 7200\n`,
    );
    const args = [...helperCall('second'), '--mfa-strategy', 'direct'];
    expect(await getProd(home, args)).toMatchObject({ status: 0, stderr: '' });
    const calls = home.standIn.calls.map(({ action, parameters }) => [
      action,
      parameters['DurationSeconds'],
      parameters['SerialNumber'],
    ]);
    expect(calls).toEqual([
      ['AssumeRole', '7200', phone],
      ['AssumeRole', '3600', undefined],
    ]);
  });

  test('by itself where a shell is to have more than an hour', async ({ home }) => {
    configure(home, long);
    const ended = await getProd(home, [...exportJson, '--duration', '4h']);
    expect(ended).toMatchObject({ status: 0, stderr: '' });
    expect(home.calls).toEqual({ GetSessionToken: 0, AssumeRole: 1 });
    const { Expiration } = JSON.parse(ended.stdout) as { Expiration: string };
    expect(Date.parse(Expiration) - Date.now()).toBeGreaterThan(3.9 * 3_600_000);
  });

  test('and where nobody can be asked, the hour that `login` prepared has to do', async ({
    home,
  }) => {
    configure(home, `${long}\nduration_seconds = 14400`);
    expect(await home.run(exportJson)).toMatchObject({ status: 5, stdout: '' });
    await home.run(['login', 'prod', '--token-code', home.code(phone)]);
    const ended = await home.run(exportJson);
    expect(ended).toMatchObject({
      status: 0,
      stderr:
        'awsmfa: warning: the session of profile "prod" lasts an hour at most: nobody could be asked for the code that a longer one needs\n',
    });
    expect(home.calls).toEqual({ GetSessionToken: 1, AssumeRole: 1 });
    expect(home.standIn.calls[1]?.parameters['DurationSeconds']).toBe('3600');
  });

  test('but not where an SDK asks, which renews: the hour is enough', async ({ home }) => {
    configure(home, `${long}\nduration_seconds = 14400`);
    expect(await getProd(home, credentialProcess)).toMatchObject({ status: 0, stderr: '' });
    expect(home.calls).toEqual({ GetSessionToken: 1, AssumeRole: 1 });
    expect(home.standIn.calls[1]?.parameters['DurationSeconds']).toBe('3600');
  });
});

describe('devices and names', () => {
  test('a hardware token is named by its serial number', async ({ home }) => {
    configure(home, `role_arn = ${adminOf('prod')}\nmfa_serial = ${hardwareToken}`);
    const run = home.helperOnTerminal('prod');
    await run.enterCode(hardwareToken);
    expect(await run.ended).toMatchObject({ status: 0, stderr: '' });
    expect(home.standIn.calls[0]?.parameters['SerialNumber']).toBe(hardwareToken);
  });

  test('a role has its path, and its external id', async ({ home }) => {
    configure(
      home,
      `role_arn = ${otherRoles.partner}\nmfa_serial = ${phone}\nexternal_id = agreed/id:1`,
    );
    const who = await whoHas(home, await getProd(home, exportJson));
    expect(who).toBe(`arn:aws:sts::${accounts.prod}:assumed-role/reader/jane`);
  });

  test('the same, as account and role name', async ({ home }) => {
    const name = 'partners/audit/reader';
    configure(
      home,
      `aws_account_id = ${accounts.prod}\nrole_name = ${name}\nmfa_serial = ${phone}\nexternal_id = agreed/id:1`,
    );
    await getProd(home, exportJson);
    expect(home.standIn.calls.at(-1)?.parameters['RoleArn']).toBe(otherRoles.partner);
  });

  test('the serial is inherited along the chain', async ({ home }) => {
    home.config(
      `[profile base]\nmfa_serial = ${phone}\n[profile prod]\nrole_arn = ${adminOf('prod')}\nsource_profile = base\n`,
    );
    expect(await whoHas(home, await getProd(home, exportJson))).toBe(adminSession('prod'));
  });

  test.for([
    ['the holder of the device', '', {}, 'jane'],
    ['AWS_ROLE_SESSION_NAME', '', { AWS_ROLE_SESSION_NAME: 'variable' }, 'variable'],
    ['the setting', 'role_session_name = chosen', { AWS_ROLE_SESSION_NAME: 'variable' }, 'chosen'],
  ] as const)('a session is named after %s', async ([, setting, env, name], { home }) => {
    configure(home, `role_arn = ${adminOf('prod')}\nmfa_serial = ${phone}\n${setting}`);
    const ended = await home.run([...exportJson, '--token-code', home.code(phone)], { env });
    expect(await whoHas(home, ended)).toBe(adminSession('prod', name));
  });
});

const gov = '666666666666';
const china = '777777777777';
const partitions: World = {
  accounts: [
    { id: management },
    { id: gov, partition: 'aws-us-gov' },
    { id: china, partition: 'aws-cn' },
  ],
  users: [
    userOf('aws-us-gov', gov, 'AKIAGOVGOVGOVGOVGOV1'),
    userOf('aws-cn', china, 'AKIACHINACHINACHINA1'),
    userOf('aws', management, 'AKIACOMMERCIALCOMME1'),
  ],
  roles: [
    { arn: `arn:aws-us-gov:iam::${gov}:role/admin`, trust: { principals: [gov], mfa: 'required' } },
    { arn: `arn:aws-cn:iam::${china}:role/admin`, trust: { principals: [china], mfa: 'required' } },
    { arn: `arn:aws:iam::${management}:role/admin`, trust: { principals: [management] } },
  ],
};

function userOf(partition: string, account: string, accessKeyId: string) {
  const serial = `arn:${partition}:iam::${account}:mfa/user`;
  const secretAccessKey = `${accessKeyId.toLowerCase()}+secret+secret+secret`;
  return {
    account,
    userName: 'user',
    accessKeys: [{ accessKeyId, secretAccessKey }],
    mfaDevices: [{ serial, secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' }],
  };
}

describe('partitions', () => {
  const inPartitions = testIn(partitions);

  inPartitions.for([
    ['aws', management, '', 'us-east-1'],
    ['aws-us-gov', gov, '', 'us-gov-west-1'],
    ['aws-cn', china, '', 'cn-northwest-1'],
    ['aws-us-gov', gov, 'us-gov-east-1', 'us-gov-east-1'],
    // A region of another partition, as an environment may have it left from somewhere else.
    ['aws-cn', china, 'eu-central-1', 'cn-northwest-1'],
  ] as const)(
    '%s (account %s, region "%s") is reached by a region of its own: %s',
    async ([partition, account, region, expected], { home }) => {
      const [key] = partitions.users.find((user) => user.account === account)?.accessKeys ?? [];
      const serial = `arn:${partition}:iam::${account}:mfa/user`;
      home.credentials(keySection('base', key ?? jane));
      home.config(
        `[profile prod]\nsource_profile = base\naws_account_id = ${account}\nrole_name = admin\nmfa_serial = ${serial}\n`,
      );
      const ended = await home.run([...credentialProcess, '--token-code', home.code(serial)], {
        env: { AWS_REGION: region },
      });
      expect(ended).toMatchObject({ status: 0, stderr: '' });
      expect(home.standIn.calls.map((call) => call.region)).toEqual([expected, expected]);
      expect(home.standIn.calls[1]?.parameters['RoleArn']).toBe(
        `arn:${partition}:iam::${account}:role/admin`,
      );
    },
  );
});

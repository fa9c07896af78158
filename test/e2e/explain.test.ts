import { describe, expect } from 'vitest';
import { type Home, testIn } from '../support/awsmfa.ts';
import {
  adminOf,
  fiveAccounts,
  jane,
  keySection,
  otherRoles,
  phone,
} from '../support/five-accounts.ts';

const config = `[profile management]
region = eu-central-1
[profile prod]
role_arn = ${adminOf('prod')}
source_profile = management
mfa_serial = ${phone}
duration_seconds = 1800
external_id = agreed
[profile second]
awsmfa_role_arn = ${otherRoles.second}
awsmfa_source_profile = prod
awsmfa_role_session_name = auditor
credential_process = awsmfa credential-process --profile second
`;

const test = testIn(fiveAccounts, { credentials: keySection('management', jane), config });

/** What explain prints, with `~` for the home and `AWS` for the stand-in. */
async function explain(home: Home, args: readonly string[]): Promise<string> {
  const { status, stdout, stderr } = await home.run(['explain', ...args]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.replaceAll(home.folder, '~').replaceAll(home.standIn.endpoint, 'AWS');
}

const second = (mfa: string, first: string, last: string, now: string) => `profile "second"
  base            access key ${jane.accessKeyId} of profile "management"  (~/.aws/credentials:2)
  region          eu-central-1  (~/.aws/config:2)
  sts             AWS, partition aws  (AWS_ENDPOINT_URL)
1. sts:GetSessionToken for profile "management"
  mfa serial      ${phone}  (~/.aws/config:6)
  duration        12 h  (default)
  code            the terminal, else a window  (default)
  cache           ${mfa}
2. sts:AssumeRole for profile "prod"
  role            ${adminOf('prod')}  (~/.aws/config:4)
  session name    jane  (default)
  duration        30 min  (~/.aws/config:7)
  external id     agreed  (~/.aws/config:8)
  cache           ${first}
3. sts:AssumeRole for profile "second"
  role            ${otherRoles.second}  (~/.aws/config:10)
  session name    auditor  (~/.aws/config:12)
  duration        1 h  (default)
  cache           ${last}
now: ${now}
`;

describe('explain', () => {
  test('shows each step, where its settings come from, and what would happen now', async ({
    home,
  }) => {
    expect(await explain(home, ['second'])).toBe(
      second('nothing', 'nothing', 'nothing', 'an MFA code is asked for'),
    );
    expect(home.standIn.calls).toEqual([]);

    await home.run(['export', 'prod', '--token-code', home.code(phone)]);
    const half = await explain(home, ['second']);
    const good = expect.stringMatching(/^expires in \d/) as string;
    expect([...half.matchAll(/cache +(.*)/g)].map(([, text]) => text)).toEqual([
      good,
      good,
      'nothing',
    ]);
    expect(half).toContain('now: STS is called, without a code\n');

    await home.run(['export', 'second']);
    expect(await explain(home, ['second'])).toContain(
      'now: the cached session is handed out, without a call or a code\n',
    );
  });

  test('is the plan, as JSON', async ({ home }) => {
    await home.run(['export', 'prod', '--token-code', home.code(phone)]);
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) as string;
    const key = expect.stringMatching(/^[0-9a-f]{64}$/) as string;
    expect(JSON.parse(await explain(home, ['prod', '--json']))).toEqual({
      profile: 'prod',
      region: 'eu-central-1',
      origins: { region: '~/.aws/config:2' },
      source: {
        kind: 'static',
        profile: 'management',
        accessKeyId: jane.accessKeyId,
        temporary: false,
        origins: { accessKeyId: '~/.aws/credentials:2' },
      },
      sts: {
        partition: 'aws',
        region: 'eu-central-1',
        endpoint: 'AWS',
        iamEndpoint: 'AWS',
        fips: false,
        dualStack: false,
        globalEndpoint: false,
        origins: { endpoint: 'AWS_ENDPOINT_URL', iamEndpoint: 'AWS_ENDPOINT_URL' },
      },
      codes: { prompt: ['tty', 'dialog'], from: 'prompt', origins: {} },
      steps: [
        {
          kind: 'GetSessionToken',
          profile: 'management',
          mfaSerial: phone,
          durationSeconds: 43_200,
          origins: { mfaSerial: '~/.aws/config:6' },
          key,
          cached: { expiration: time, issuedAt: time },
        },
        {
          kind: 'AssumeRole',
          profile: 'prod',
          roleArn: adminOf('prod'),
          roleSessionName: 'jane',
          durationSeconds: 1800,
          externalId: 'agreed',
          origins: {
            roleArn: '~/.aws/config:4',
            roleSessionName: 'default',
            durationSeconds: '~/.aws/config:7',
            externalId: '~/.aws/config:8',
          },
          key,
          cached: { expiration: time, issuedAt: time },
        },
      ],
      notes: [],
      outcome: 'cached',
      warnings: [],
    });
  });

  test('says which option or variable a setting comes from', async ({ home }) => {
    const { stdout } = await home.run(['explain', 'prod', '--region', 'us-west-2'], {
      env: { AWSMFA_ROLE_SESSION_NAME: 'me' },
    });
    expect(stdout).toMatch(/region +us-west-2 {2}\(--region\)/);
    expect(stdout).toMatch(/session name +me {2}\(AWSMFA_ROLE_SESSION_NAME\)/);
  });

  test('says where the strategy, an endpoint and a flag come from, and shows no password', async ({
    home,
  }) => {
    home.credentials(keySection('management', jane));
    home.config(
      `[profile management]\nmfa_serial = ${phone}\nawsmfa_mfa_strategy = session\nsts_regional_endpoints = legacy\n`,
    );
    const env = { AWSMFA_ENDPOINT_URL: 'https://me:hunter2@sts.example/' };
    const { stdout } = await home.run(['explain', 'management'], { env });
    expect(stdout).toMatch(/mfa strategy +session {2}\(.*config:3\)/);
    expect(stdout).toMatch(
      /sts +https:\/\/sts\.example\/, partition aws, legacy {2}\(AWSMFA_ENDPOINT_URL, .*config:4\)/,
    );
    const json = await home.run(['explain', 'management', '--json'], { env });
    expect(JSON.parse(json.stdout)).toMatchObject({ sts: { endpoint: 'https://sts.example/' } });
    expect(stdout + json.stdout).not.toMatch(/me:|hunter2/);
  });

  test('says of keys that they are handed out as they are', async ({ home }) => {
    expect(await explain(home, ['management'])).toContain(
      'now: the base credentials are handed out as they are\n',
    );
  });
});

test('--debug tells what is done, on stderr and without secrets', async ({ home }) => {
  const { status, stderr } = await home.helper('prod', [
    '--debug',
    '--token-code',
    home.code(phone),
  ]);
  expect(status).toBe(0);
  for (const what of ['GetSessionToken', 'AssumeRole']) expect(stderr).toContain(what);
  for (const line of stderr.trimEnd().split('\n')) expect(line).toMatch(/^awsmfa: debug: /);
});

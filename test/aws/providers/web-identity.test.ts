import { describe, expect } from 'vitest';
import { exampleWorld, role, target, webIdentityToken } from '../../stand-in/example-world.ts';
import { type Home, testIn } from '../../support/awsmfa.ts';
import { whoHas } from '../../support/identity.ts';
import { ask, complaint, nowhere } from '../asking.ts';

const test = testIn(exampleWorld);

/** Writes a config in which a profile holds a web identity, and another assumes a role from it. */
function setUp(home: Home): void {
  home.write('token', webIdentityToken);
  home.config(`[profile pod]
region = eu-west-1
role_arn = ${role.pods}
role_session_name = pod
web_identity_token_file = ${home.path('token')}
[profile app]
region = eu-west-1
role_arn = ${role.long}
role_session_name = app
source_profile = pod
`);
}

function variables(home: Home) {
  return { AWS_WEB_IDENTITY_TOKEN_FILE: home.path('token'), AWS_ROLE_ARN: role.pods };
}

describe('a web identity', () => {
  test('is exchanged for its role, at the place that the plan names and by nobody’s key', async ({
    home,
  }) => {
    setUp(home);
    const arn = await whoHas(home, await ask(home, 'pod'));
    expect(arn).toBe(`arn:aws:sts::${target}:assumed-role/pods/pod`);
    const [call] = home.standIn.calls;
    expect(call).toMatchObject({
      action: 'AssumeRoleWithWebIdentity',
      accessKeyId: undefined,
      parameters: {
        RoleArn: role.pods,
        RoleSessionName: 'pod',
        WebIdentityToken: webIdentityToken,
      },
    });
  });

  test('tells the account of its role', async ({ home }) => {
    setUp(home);
    const { stdout } = await ask(home, 'pod');
    expect(JSON.parse(stdout)).toMatchObject({ AccountId: target });
  });

  test('may be the source of a role', async ({ home }) => {
    setUp(home);
    const arn = await whoHas(home, await ask(home, 'app'));
    expect(arn).toBe(`arn:aws:sts::${target}:assumed-role/long/app`);
  });

  test('of the environment is where a run starts that names no profile and finds no keys', async ({
    home,
  }) => {
    setUp(home);
    const env = { ...variables(home), AWS_ROLE_SESSION_NAME: 'from-env' };
    const ended = await home.run(['export', '--format', 'process'], { env });
    expect(await whoHas(home, ended)).toBe(`arn:aws:sts::${target}:assumed-role/pods/from-env`);
  });

  test('of the environment is the base of a role on the command line', async ({ home }) => {
    setUp(home);
    const args = ['export', '--format', 'process', '--role-arn', role.long];
    const ended = await home.run([...args, '--role-session-name', 'by-hand'], {
      env: variables(home),
    });
    expect(await whoHas(home, ended)).toBe(`arn:aws:sts::${target}:assumed-role/long/by-hand`);
  });

  test('is refused in AWS’s words, and its token not shown', async ({ home }) => {
    setUp(home);
    home.write('token', 'eyJsomebody-elses.token');
    const { status, stdout, lines } = complaint(await ask(home, 'pod'));
    expect([status, stdout]).toEqual([4, '']);
    expect(lines[0]).toContain(
      `AWS does not give role "${role.pods}" for the web identity token: InvalidIdentityToken`,
    );
    expect(lines[1]).toBe(
      "awsmfa: hint: check that the token's issuer is an identity provider of the role's account in IAM",
    );
    expect(lines.join()).not.toContain('eyJ');
  });

  test('is nothing without its token', async ({ home }) => {
    setUp(home);
    home.config(
      `[profile pod]\nrole_arn = ${role.pods}\nweb_identity_token_file = ${home.path('none')}\n`,
    );
    expect(complaint(await ask(home, 'pod'))).toEqual({
      status: 3,
      stdout: '',
      lines: [
        `awsmfa: error: the web identity token file "${home.path('none')}" cannot be read`,
        'awsmfa: hint: check that it is a file, and that you may read it',
      ],
    });
  });

  test('is not exchanged where STS cannot be reached', async ({ home }) => {
    setUp(home);
    const ended = await ask(home, 'pod', { AWS_ENDPOINT_URL: nowhere });
    const { status, lines } = complaint(ended);
    expect([status, lines[0]]).toEqual([6, 'awsmfa: error: AWS cannot be reached (ECONNREFUSED)']);
  });
});

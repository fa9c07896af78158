import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect } from 'vitest';
import { exampleWorld, role, target } from '../../stand-in/example-world.ts';
import { startIdentityCenter } from '../../stand-in/sources/identity-center.ts';
import type { Source } from '../../stand-in/sources/source.ts';
import { type Home, testIn, type Variables } from '../../support/awsmfa.ts';
import { whoHas } from '../../support/identity.ts';
import { ask, complaint, nowhere } from '../asking.ts';

const test = testIn(exampleWorld);

const startUrl = 'https://company.awsapps.com/start';
const config = `[profile admin]
sso_session = company
sso_account_id = ${target}
sso_role_name = Admin
[sso-session company]
sso_start_url = ${startUrl}
sso_region = eu-west-1
[profile legacy]
sso_start_url = ${startUrl}
sso_region = eu-west-1
sso_account_id = ${target}
sso_role_name = Admin
[profile app]
role_arn = ${role.long}
role_session_name = app
source_profile = admin
[profile stranger]
sso_session = company
sso_account_id = ${target}
sso_role_name = Owner
`;

/** Runs with a portal there, which knows one sign-in. */
async function withPortal(
  home: Home,
  work: (env: Variables, portal: Source) => Promise<void>,
): Promise<void> {
  home.config(config);
  const portal = await startIdentityCenter(home.standIn, {
    accessTokens: ['signed-in'],
    refreshTokens: ['renew-me'],
    assignments: [{ roleName: 'Admin', roleArn: role.open }],
  });
  try {
    await work({ AWS_ENDPOINT_URL_SSO: portal.endpoint }, portal);
  } finally {
    await portal.close();
  }
}

const tomorrow = new Date(Date.now() + 24 * 3600 * 1000).toISOString();
const yesterday = new Date(Date.now() - 24 * 3600 * 1000).toISOString();

function tokenFile(of: string): string {
  const name = createHash('sha1').update(of).digest('hex');
  return `.aws/sso/cache/${name}.json`;
}

/** What `aws sso login` leaves behind: under the name of the session, or of the start URL. */
function signIn(home: Home, of: string, more: object = {}): void {
  const token = { startUrl, region: 'eu-west-1', accessToken: 'signed-in', expiresAt: tomorrow };
  mkdirSync(home.path(dirname(tokenFile(of))), { recursive: true });
  home.write(tokenFile(of), JSON.stringify({ ...token, ...more }));
}

const assumed = `arn:aws:sts::${target}:assumed-role/open/person@example.test`;

describe('IAM Identity Center', () => {
  test.for([
    ['admin', 'company'],
    ['legacy', startUrl],
  ] as const)('gives profile "%s" its role for the sign-in', async ([profile, of], { home }) => {
    await withPortal(home, async (env, portal) => {
      signIn(home, of);
      const ended = await ask(home, profile, env);
      expect(await whoHas(home, ended)).toBe(assumed);
      expect(JSON.parse(ended.stdout)).toMatchObject({ AccountId: target });
      expect(portal.requests).toEqual([
        `GET /federation/credentials?role_name=Admin&account_id=${target}`,
      ]);
    });
  });

  test('is asked anew by every run: who signs out is out', async ({ home }) => {
    await withPortal(home, async (env, portal) => {
      signIn(home, 'company');
      await ask(home, 'admin', env);
      await ask(home, 'admin', env);
      expect(portal.count('GET /federation')).toBe(2);
    });
  });

  test('may be the source of a role', async ({ home }) => {
    await withPortal(home, async (env) => {
      signIn(home, 'company');
      const arn = await whoHas(home, await ask(home, 'app', env));
      expect(arn).toBe(`arn:aws:sts::${target}:assumed-role/long/app`);
    });
  });

  test('renews a sign-in that has ended, where that is possible', async ({ home }) => {
    await withPortal(home, async (env, portal) => {
      const client = { clientId: 'id', clientSecret: 'secret', refreshToken: 'renew-me' };
      signIn(home, 'company', { ...client, accessToken: 'old', expiresAt: yesterday });
      expect(await whoHas(home, await ask(home, 'admin', env))).toBe(assumed);
      expect(portal.count('POST /token')).toBe(1);
      expect(readFileSync(home.path(tokenFile('company')), 'utf8')).not.toContain('renew-me');
    });
  });

  test.for([
    ['admin', 'company', 'run `aws sso login --sso-session company`'],
    ['legacy', startUrl, 'run `aws sso login --profile legacy`'],
  ] as const)('tells profile "%s" how to sign in again', async ([profile, of, hint], { home }) => {
    await withPortal(home, async (env, portal) => {
      const notSignedIn = {
        status: 3,
        stdout: '',
        lines: [
          `awsmfa: error: you are not signed in to IAM Identity Center "${startUrl}", or your sign-in has expired`,
          `awsmfa: hint: ${hint}`,
        ],
      };
      expect(complaint(await ask(home, profile, env))).toEqual(notSignedIn);
      signIn(home, of, { expiresAt: yesterday });
      expect(complaint(await ask(home, profile, env))).toEqual(notSignedIn);
      expect(portal.requests).toEqual([]);
    });
  });

  test('tells who was signed out elsewhere to sign in again', async ({ home }) => {
    await withPortal(home, async (env) => {
      signIn(home, 'company', { accessToken: 'signed-out' });
      expect(complaint(await ask(home, 'admin', env))).toEqual({
        status: 4,
        stdout: '',
        lines: [
          `awsmfa: error: IAM Identity Center "${startUrl}" no longer accepts your sign-in`,
          'awsmfa: hint: run `aws sso login --sso-session company`',
        ],
      });
    });
  });

  test('says which role is not assigned', async ({ home }) => {
    await withPortal(home, async (env) => {
      signIn(home, 'company');
      expect(complaint(await ask(home, 'stranger', env))).toEqual({
        status: 4,
        stdout: '',
        lines: [
          `awsmfa: error: IAM Identity Center does not give you role "Owner" in account "${target}": ForbiddenException: No access`,
          'awsmfa: hint: check `sso_account_id` and `sso_role_name`, and what is assigned to you in its portal',
        ],
      });
    });
  });

  test('that cannot be reached is a matter of the network', async ({ home }) => {
    home.config(config);
    signIn(home, 'company');
    const ended = await ask(home, 'admin', { AWS_ENDPOINT_URL_SSO: nowhere });
    const { status, lines } = complaint(ended);
    expect([status, lines[0]]).toEqual([6, 'awsmfa: error: AWS cannot be reached (ECONNREFUSED)']);
  });

  test('is read as the plan says, wherever the SDK would misread the file', async ({ home }) => {
    await withPortal(home, async (env) => {
      home.config(
        config
          .replace(
            '[profile admin]',
            '[profile admin] ; whose header the JavaScript SDK does not see',
          )
          .replace('[sso-session company]', '[ sso-session\tcompany ]'),
      );
      signIn(home, 'company');
      expect(await whoHas(home, await ask(home, 'admin', env))).toBe(assumed);
    });
  });
});

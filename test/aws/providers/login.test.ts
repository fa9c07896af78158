import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect } from 'vitest';
import { exampleWorld, role, target } from '../../stand-in/example-world.ts';
import type { Source } from '../../stand-in/sources/source.ts';
import { type Home, testIn, type Variables } from '../../support/awsmfa.ts';
import { whoHas } from '../../support/identity.ts';
import { ask, complaint, nowhere } from '../asking.ts';
import { startSignIn } from './sign-in-server.ts';

const test = testIn(exampleWorld);

const login = `arn:aws:iam::${target}:user/console`;
const config = `[profile console]
region = eu-west-1
login_session = ${login}
[profile app]
region = eu-west-1
role_arn = ${role.long}
role_session_name = app
source_profile = console
`;
/** AWS's own cache of logins, which lies in no home here: a home of the tests holds no session outside awsmfa's. */
const logins = mkdtempSync(join(tmpdir(), 'awsmfa-logins-'));
const loginFile = join(logins, `${createHash('sha256').update(login).digest('hex')}.json`);
const where = { AWS_LOGIN_CACHE_DIRECTORY: logins };

afterEach(() => rmSync(loginFile, { force: true }));
afterAll(() => rmSync(logins, { recursive: true }));

const inAnHour = () => new Date(Date.now() + 3600 * 1000).toISOString();
const anHourAgo = () => new Date(Date.now() - 3600 * 1000).toISOString();

/** What `aws login` leaves behind. */
function logIn(home: Home, expiresAt: string, refreshToken = 'renew-me'): void {
  home.config(config);
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const session = home.standIn.issueRoleSession(role.open, 'console');
  const { accessKeyId, secretAccessKey, sessionToken } = session;
  const token = {
    accessToken: { accessKeyId, secretAccessKey, sessionToken, accountId: target, expiresAt },
    tokenType: 'aws_sigv4',
    clientId: 'arn:aws:signin:::devtools/same-device',
    refreshToken,
    idToken: 'id',
    dpopKey: privateKey.export({ type: 'sec1', format: 'pem' }),
  };
  writeFileSync(loginFile, JSON.stringify(token));
}

/** Runs with AWS's sign-in there. */
async function withSignIn(
  home: Home,
  work: (env: Variables, signIn: Source) => Promise<void>,
): Promise<void> {
  const signIn = await startSignIn(home.standIn, { roleArn: role.open, refreshToken: 'renew-me' });
  try {
    await work({ ...where, AWS_ENDPOINT_URL_SIGNIN: signIn.endpoint }, signIn);
  } finally {
    await signIn.close();
  }
}

const assumed = `arn:aws:sts::${target}:assumed-role/open/console`;

describe('a console login', () => {
  test('is handed out while it is good', async ({ home }) => {
    logIn(home, inAnHour());
    const ended = await ask(home, 'console', where);
    expect(await whoHas(home, ended)).toBe(assumed);
    expect(JSON.parse(ended.stdout)).toMatchObject({ AccountId: target });
  });

  test('may be the source of a role', async ({ home }) => {
    logIn(home, inAnHour());
    const arn = await whoHas(home, await ask(home, 'app', where));
    expect(arn).toBe(`arn:aws:sts::${target}:assumed-role/long/app`);
  });

  test('is renewed where it has ended, and its next refresh token kept', async ({ home }) => {
    logIn(home, anHourAgo());
    await withSignIn(home, async (env, signIn) => {
      expect(await whoHas(home, await ask(home, 'console', env))).toBe(assumed);
      expect(signIn.requests).toEqual(['POST /v1/token']);
      expect(readFileSync(loginFile, 'utf8')).toContain('the-next-one');
    });
  });

  const over = {
    status: 3,
    stdout: '',
    lines: [
      `awsmfa: error: console login "${login}" is missing or has expired`,
      'awsmfa: hint: run `aws login --profile console`',
    ],
  };

  test('that cannot be renewed has to be made again', async ({ home }) => {
    logIn(home, anHourAgo(), 'too-old');
    await withSignIn(home, async (env) => {
      expect(complaint(await ask(home, 'console', env))).toEqual(over);
    });
  });

  test('that was never made has to be made', async ({ home }) => {
    home.config(config);
    expect(complaint(await ask(home, 'console', where))).toEqual(over);
  });

  test('is not renewed where the sign-in cannot be reached', async ({ home }) => {
    logIn(home, anHourAgo());
    const env = { ...where, AWS_ENDPOINT_URL_SIGNIN: nowhere };
    const { status, lines } = complaint(await ask(home, 'console', env));
    expect([status, lines[0]]).toEqual([6, 'awsmfa: error: AWS cannot be reached (ECONNREFUSED)']);
  });
});

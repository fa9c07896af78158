import { describe, expect, test } from 'vitest';
import { createBudget } from '../../src/aws/client/budget.ts';
import { Failure } from '../../src/ground/failure.ts';
import { createKeys } from '../../src/keys/keys.ts';
import { planOf, type Asked } from '../plan/planning.ts';
import { graphOf } from '../support/config-texts.ts';

/** What the keys of a profile come to. */
async function keyOf(config: string, asked: Asked): Promise<unknown> {
  const graph = graphOf(config);
  const plan = planOf(graph, asked);
  const budget = createBudget(1000, () => 0);
  const options = { graph: () => graph, env: asked.env ?? {}, platform: 'linux' } as const;
  const keys = createKeys({ ...options, keychain: empty, now: () => new Date(), budget });
  return keys(plan.source, plan).catch((error: unknown) => error);
}

const empty = { get: () => Promise.resolve(undefined) };

const copyAgain = ['copy it again, in one line and without blanks'];

const role = 'role_arn = arn:aws:iam::222222222222:role/open\nsource_profile = app\n';

describe('a key that no request can carry is refused before it is sent, and not shown', () => {
  test.for([
    ['aws_secret_access_key = two words', 'secret access key'],
    ['aws_secret_access_key = pässwort', 'secret access key'],
    ['aws_secret_access_key = s\naws_session_token = first\n  second', 'session token'],
  ] as const)('in a file: %s', async ([lines, part]) => {
    const config = `[profile app]\naws_access_key_id = ASIA\n${lines}\n[profile role]\n${role}`;
    expect(await keyOf(config, { profile: 'role' })).toEqual(
      new Failure(
        'configuration',
        `the ${part} of profile "app" (/aws/config:2) holds a character that no key has`,
        copyAgain,
      ),
    );
  });

  test.for([
    ['AWS_SECRET_ACCESS_KEY', 'secret access key'],
    ['AWS_SESSION_TOKEN', 'session token'],
  ] as const)('in %s', async ([name, part]) => {
    const pair = { AWS_ACCESS_KEY_ID: 'ASIA', AWS_SECRET_ACCESS_KEY: 's', AWS_SESSION_TOKEN: 't' };
    const config = `[profile role]\n${role}[profile app]\nregion = eu-west-1\n`;
    const asked = { profile: 'role', env: { ...pair, [name]: 'two\nlines' } };
    expect(await keyOf(config, asked)).toMatchObject({
      kind: 'configuration',
      message: `the ${part} of the environment (AWS_ACCESS_KEY_ID) holds a character that no key has`,
      hints: copyAgain,
    });
  });
});

test('whatever is only handed out is handed out as it is', async () => {
  const config = '[profile app]\naws_access_key_id = A é\naws_secret_access_key = two words\n';
  expect(await keyOf(config, { profile: 'app' })).toMatchObject({ accessKeyId: 'A é' });
});

test('a key has the account that its profile names, or none', async () => {
  const config = '[profile app]\naws_access_key_id = AKIA\naws_secret_access_key = s\n';
  const account = 'aws_account_id = 111111111111\n';
  expect(await keyOf(config + account, { profile: 'app' })).toMatchObject({
    accountId: '111111111111',
  });
  expect(await keyOf(config, { profile: 'app' })).not.toHaveProperty('accountId');
});

test('an access key id that no request can carry is refused, too', async () => {
  const config = `[profile app]\naws_access_key_id = A é\naws_secret_access_key = s\n[profile role]\n${role}`;
  expect(await keyOf(config, { profile: 'role' })).toMatchObject({
    message: 'the access key id of profile "app" (/aws/config:2) holds a character that no key has',
  });
});

test('a plan that names a key without a secret is a bug', async () => {
  const config = '[profile app]\naws_access_key_id = AKIA\naws_secret_access_key = s\n';
  const plan = planOf(graphOf(config), { profile: 'app' });
  const budget = createBudget(1000, () => 0);
  const options = { graph: () => graphOf(''), env: {}, platform: 'linux' } as const;
  const keys = createKeys({ ...options, keychain: empty, now: () => new Date(), budget });
  await expect(keys(plan.source, plan)).rejects.toThrow('a plan names a key that has no secret');
});

describe('session keys whose file says when they expire', () => {
  const saml = (expires: string) =>
    `[profile app]\naws_access_key_id = ASIA\naws_secret_access_key = s\naws_session_token = t\nx_security_token_expires = ${expires}\n[profile role]\n${role}`;

  test('go out with that time', async () => {
    expect(await keyOf(saml('2999-01-02T03:04:05Z'), { profile: 'app' })).toMatchObject({
      accessKeyId: 'ASIA',
      expiration: new Date('2999-01-02T03:04:05Z'),
    });
  });

  test('have none where the file does not say', async () => {
    const key = await keyOf(saml(''), { profile: 'app' });
    expect(key).toMatchObject({ accessKeyId: 'ASIA' });
    expect(key).not.toHaveProperty('expiration');
  });

  test.for(['app', 'role'])(
    'are neither handed out nor used once they have: %s',
    async (profile) => {
      expect(await keyOf(saml('2020-01-02T03:04:05Z'), { profile })).toMatchObject({
        kind: 'configuration',
        message: expect.stringMatching(/^the session keys of profile "app" expired at/) as string,
      });
    },
  );
});

import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { type Home, testIn } from '../support/awsmfa.ts';
import {
  adminOf,
  adminSession,
  fiveAccounts,
  fiveProfiles,
  jane,
  janesOtherKey,
  keySection,
  management,
  phone,
} from '../support/five-accounts.ts';
import { whoHas } from '../support/identity.ts';
import {
  noSecretService,
  startSecretService,
  type SecretService,
} from '../support/secret-service.ts';

const why = noSecretService === undefined ? '' : ` (skipped: ${noSecretService} is not installed)`;

const test = testIn(fiveAccounts, {
  config: fiveProfiles,
  credentials: keySection('management', jane),
}).extend<{ keychain: SecretService }>({
  keychain: async ({ home }, use) => {
    const service = await startSecretService(home.folder);
    await use(service);
    await service.close();
  },
});

function textOf(home: Home, name: string): string {
  return readFileSync(home.path(name), 'utf8');
}

const janeArn = `arn:aws:iam::${management}:user/jane`;

describe.skipIf(noSecretService !== undefined)(`with a real Secret Service${why}`, () => {
  test('a key moves from its file to the keychain, and opens every role from there', async ({
    home,
    keychain: { env },
  }) => {
    const moved = await home.run(['keys', 'move', 'management'], { env });
    expect(moved).toEqual({
      status: 0,
      stdout: [
        `access key ${jane.accessKeyId} of ${janeArn} is in the keychain, and no longer in a file`,
        `changed: ${home.path('.aws/credentials')} (profile "management")`,
        'no backup was made: it would hold the secret',
        '',
      ].join('\n'),
      stderr: '',
    });
    const [header, id, line] = textOf(home, '.aws/credentials').split('\n');
    expect([header, id]).toEqual(['[management]', `awsmfa_access_key_id = ${jane.accessKeyId}`]);
    expect(line).toMatch(/^credential_process = .* credential-process --profile management$/);
    const asked = home.helperOnTerminal('prod', [], { env });
    await asked.enterCode(phone);
    expect(await whoHas(home, await asked.ended)).toBe(adminSession('prod'));
    expect(await whoHas(home, await home.helper('prod'))).toBe(adminSession('prod'));
  });

  test('a set-up keeps no copy of a key that moves afterwards', async ({
    home,
    keychain: { env },
  }) => {
    const old =
      '\n[mfa]\naws_access_key_id = ASIAOLDOLDOLDOLDOLD1\naws_secret_access_key = old\naws_session_token = old\n';
    appendFileSync(home.path('.aws/credentials'), old);
    const args = ['setup', '--yes', '--token-code', home.code(phone)];
    expect(await home.run(args)).toMatchObject({ status: 0 });
    expect(await home.run(['keys', 'move', 'managment'], { env })).toMatchObject({
      status: 3,
      stderr: expect.stringContaining('did you mean "management"?') as string,
    });
    const { stdout } = await home.run(['keys', 'move', 'management'], { env });
    expect(stdout).toMatch(/^removed, since it held the secret: .*\/credentials\.awsmfa-/m);
    expect(readdirSync(home.path('.aws')).toSorted()).toEqual(['awsmfa', 'config', 'credentials']);
  });

  test('MFA sessions are sealed, and a hit on a role needs no keychain', async ({
    home,
    keychain: { env },
  }) => {
    const sealing = { env: { ...env, AWSMFA_STORE: 'keychain' } };
    const asked = home.helperOnTerminal('prod', [], sealing);
    await asked.enterCode(phone);
    expect(await whoHas(home, await asked.ended)).toBe(adminSession('prod'));
    const [mfa = '', role = ''] = home.sessionFiles().map((file) => textOf(home, file));
    expect(JSON.parse(mfa)).toMatchObject({ Version: 2 });
    expect(mfa).not.toMatch(/SecretAccessKey|SessionToken/);
    expect(role).toContain('SessionToken');
    // Without a bus there is no keychain: it is not looked for.
    const noBus = { env: { AWSMFA_STORE: 'keychain' } };
    expect(await whoHas(home, await home.helper('prod', [], noBus))).toBe(adminSession('prod'));
    expect(await home.helper('dev', [], noBus)).toMatchObject({
      status: 7,
      stderr: expect.stringContaining('there is no keychain here') as string,
    });
    // Another role signs with the session that was sealed, without another code.
    expect(await whoHas(home, await home.helper('dev', [], sealing))).toBe(adminSession('dev'));
    expect(home.calls).toEqual({ GetSessionToken: 1, AssumeRole: 2 });
    expect(await home.run(['clear', '--all'])).toMatchObject({
      stdout: 'forgot 3 cached sessions\n',
    });
  });

  test('a key is added without ever being in a file', async ({ home, keychain: { env } }) => {
    const { accessKeyId, secretAccessKey } = janesOtherKey;
    const args = ['keys', 'add', 'work', '--access-key-id', accessKeyId, '--secret-access-key=-'];
    const added = await home.run(args, { env, input: `${secretAccessKey}\n` });
    expect(added).toMatchObject({ status: 0, stderr: '' });
    expect(await whoHas(home, await home.helper('work', [], { env }))).toBe(janeArn);
    expect(await home.run(['keys', 'list'], { env })).toMatchObject({
      stdout: `${accessKeyId}  in the keychain  work\n`,
    });
  });

  test('a person is asked for a key and its secret, which is not seen, and before it is removed', async ({
    home,
    keychain: { env },
  }) => {
    const { accessKeyId, secretAccessKey } = janesOtherKey;
    const adding = home.terminal(['keys', 'add', 'work'], { env });
    await adding.waitFor('Access key id');
    adding.write(`${accessKeyId}\r`);
    await adding.waitFor('Secret access key');
    adding.write(`${secretAccessKey}\r`);
    expect(await adding.ended).toMatchObject({ status: 0, stderr: '' });
    expect(adding.raw()).not.toContain(secretAccessKey);

    const asking = home.terminal(['keys', 'remove', 'work'], { env });
    await asking.waitFor(`Remove access key ${accessKeyId}`);
    asking.write('\r');
    expect(await asking.ended).toMatchObject({ status: 5 });
    home.config(
      `${readFileSync(home.path('.aws/config'), 'utf8')}\n[profile behind]\nrole_arn = ${adminOf('prod')}\nsource_profile = work\n`,
    );
    const removed = await home.run(['keys', 'remove', 'work', '--yes'], { env });
    expect(removed).toMatchObject({
      status: 0,
      stdout: `access key ${accessKeyId} is no longer in the keychain, nor in profile "work"\nleft without a key: profile "behind"; \`awsmfa keys add work\` adds another\n`,
    });
    expect(await home.run(['keys', 'list'], { env })).toMatchObject({
      stdout: 'no keys are in the keychain\n',
    });
  });
});

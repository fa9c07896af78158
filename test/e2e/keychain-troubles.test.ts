import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { helperCall, type Home, program, testIn } from '../support/awsmfa.ts';
import { adminSession, fiveProfiles, jane, keySection, phone } from '../support/five-accounts.ts';
import { whoHas } from '../support/identity.ts';
import { installed } from '../support/installed.ts';
import { succeeds } from '../support/mount.ts';
import { rotatingWorld } from '../support/rotating-world.ts';
import { noSecretService, startSecretService } from '../support/secret-service.ts';

const why = noSecretService === undefined ? '' : ` (skipped: ${noSecretService} is not installed)`;
const test = testIn(rotatingWorld(), {
  config: fiveProfiles,
  credentials: keySection('management', jane),
});

const canTrace =
  installed('strace').length > 0 &&
  succeeds(() => execFileSync('strace', ['-o', '/dev/null', 'true'], { stdio: 'ignore' }));

const idLine = `[management]\nawsmfa_access_key_id = ${jane.accessKeyId}\n`;

test('without a session bus, it is said that there is no keychain, and nothing is changed', async ({
  home,
}) => {
  const before = readFileSync(home.path('.aws/credentials'), 'utf8');
  const { status, stderr } = await home.run(['keys', 'move', 'management']);
  expect(status).toBe(7);
  expect(stderr).toContain('there is no keychain here');
  expect(stderr).toContain('dbus-run-session');
  expect(readFileSync(home.path('.aws/credentials'), 'utf8')).toBe(before);
});

test('a key that cannot be removed from its keychain keeps its profile, which alone tells its id', async ({
  home,
}) => {
  home.credentials(idLine);
  const { status, stderr } = await home.run(['keys', 'remove', 'management', '--yes']);
  expect(status).toBe(7);
  expect(stderr).toContain('there is no keychain here');
  expect(readFileSync(home.path('.aws/credentials'), 'utf8')).toBe(idLine);
});

test('the id of a key is all that explain and list need', async ({ home }) => {
  home.credentials(idLine);
  const { stdout } = await home.run(['explain', 'prod']);
  expect(stdout).toContain(
    `access key ${jane.accessKeyId} of profile "management", in the keychain`,
  );
  expect(await home.run(['list'])).toMatchObject({ status: 0 });
});

test('a key in the keychain and one in a file are too many', async ({ home }) => {
  home.credentials(
    `${keySection('management', jane)}awsmfa_access_key_id = AKIAOTHEROTHEROTHER1\n`,
  );
  const { status, stderr } = await home.helper('prod', ['--no-prompt']);
  expect(status).toBe(3);
  expect(stderr).toContain(`has \`awsmfa_access_key_id\` and a key pair`);
  expect(stderr).toContain('.aws/credentials:4');
  expect(stderr).toContain('.aws/credentials:2');
});

/** Every file under these folders, as text. */
function filesUnder(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const paths = names.map((name) => join(folder, name));
  return paths.filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true);
}

function holding(home: Home, secrets: readonly string[]): readonly string[] {
  return filesUnder(home.folder).filter((path) => {
    const text = readFileSync(path, 'latin1');
    return secrets.some((secret) => text.includes(secret));
  });
}

describe.skipIf(noSecretService !== undefined)(`a real Secret Service${why}`, () => {
  test('that is locked is a failure, and no reason to ask for a code', async ({ home }) => {
    const open = await startSecretService(home.folder);
    expect(await home.run(['keys', 'move', 'management'], { env: open.env })).toMatchObject({
      status: 0,
    });
    await open.close();
    const { env, close } = await startSecretService(home.folder, 'locked');
    const run = home.helperOnTerminal('prod', [], { env });
    const { status, stderr, screen } = await run.ended;
    expect(status).toBe(5);
    expect(stderr).toContain('the keychain is locked, and was not unlocked');
    expect(screen).not.toContain('MFA code');
    expect(await home.run(['keys', 'list'], { env })).toMatchObject({ status: 7, stdout: '' });
    await close();
  });

  test('keeps the key and MFA sessions out of every file, also when the key is replaced', async ({
    home,
  }) => {
    const { env, close } = await startSecretService(home.folder);
    const more = { env: { ...env, AWSMFA_STORE: 'keychain', TMPDIR: home.folder } };
    await home.run(['keys', 'move', 'management'], more);
    const first = home.helperOnTerminal('prod', [], more);
    await first.enterCode(phone);
    await first.ended;
    const rotated = await home.run(['rotate', 'management', '--delete'], more);
    expect(rotated).toMatchObject({ status: 0, stderr: '' });
    const again = home.helperOnTerminal('prod', [], more);
    await again.enterCode(phone);
    expect(await whoHas(home, await again.ended)).toBe(adminSession('prod'));
    const [key] = home.standIn.accessKeys.all();
    const listed = await home.run(['keys', 'list'], more);
    expect(listed.stdout).toBe(`${key?.key.accessKeyId ?? ''}  in the keychain  management\n`);
    await close();
    const secrets = [jane.secretAccessKey, ...home.standIn.accessKeys.createdSecrets];
    expect(holding(home, secrets)).toEqual([]);
    const mfa = home.standIn.mfaSessionSecrets;
    expect(mfa).toHaveLength(4);
    expect(holding(home, mfa)).toEqual([]);
    expect(home.calls.GetSessionToken).toBe(2);
  });

  test.skipIf(!canTrace)(
    'is not touched by a hit (needs strace, and the right to trace)',
    async ({ home }) => {
      const { env, close } = await startSecretService(home.folder);
      const more = { env: { ...env, AWSMFA_STORE: 'keychain', NODE_OPTIONS: undefined } };
      await home.run(['keys', 'move', 'management'], more);
      const first = home.helperOnTerminal('prod', [], more);
      await first.enterCode(phone);
      await first.ended;
      const trace = home.path('trace');
      const strace = [
        'strace',
        '-f',
        '-s',
        '256',
        '-e',
        'trace=%file,%network,execve',
        '-o',
        trace,
      ];
      const command = [...strace, ...program, ...helperCall('prod')];
      const hit = await home.runProgram(command, { ...more, stdout: 'holds credentials' });
      expect(await whoHas(home, hit)).toBe(adminSession('prod'));
      await close();
      const calls = readFileSync(trace, 'utf8');
      expect(calls).toContain('sessions/');
      expect(calls).not.toMatch(/connect\(|dbus|\.node"|keyring|keychain/);
      expect(calls.match(/execve\(/g)).toHaveLength(1);
    },
  );
});

import { readFileSync, statSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { type Home, testIn } from '../support/awsmfa.ts';
import {
  adminOf,
  adminSession,
  fiveAccounts,
  fiveProfiles,
  jane,
  keySection,
  phone,
  roleNames,
} from '../support/five-accounts.ts';
import { whoHas } from '../support/identity.ts';
import { type Pty, spawnInPty } from '../support/pty.ts';

const test = testIn({
  ...fiveAccounts,
  users: fiveAccounts.users.map((user) => ({
    ...user,
    listMfaDevices: 'own-user-name-only' as const,
    mfaDevices: [
      ...(user.mfaDevices ?? []).filter(({ serial }) => serial === phone),
      { kind: 'u2f' as const, serial: 'arn:aws:iam::111111111111:u2f/user/jane/key-ABCDEFGH' },
    ],
  })),
});

/** A person who runs awsmfa, and answers what they are asked. */
function personAt(
  home: Home,
  args: readonly string[],
  more: Readonly<Record<string, string>> = {},
) {
  const env = { ...home.env(), ...more };
  const pty = spawnInPty('awsmfa', args, { cwd: home.folder, env, columns: 160, rows: 60 });
  let questions = 0;
  return {
    ...pty,
    questions: () => questions,
    async answer(question: string | RegExp, keys: string) {
      await pty.waitFor(question);
      questions += 1;
      pty.write(`${keys}\r`);
    },
  };
}

/** But for what differs from one run to the next: where the home and Node are, and when it was. */
function screenOf(pty: Pty, home: Home): string {
  return pty
    .screen()
    .text.replaceAll(
      /(credential_process = )\S+(?: \S+)? (?=credential-process)/g,
      '$1NODE AWSMFA ',
    )
    .replaceAll(home.folder, '~')
    .replaceAll(/awsmfa-\d{8}T\d{9}Z-[0-9a-f]{12}/g, 'awsmfa-TIME-HASH');
}

describe('from an empty home', () => {
  test('a newcomer gets to calls in five accounts with a question for each thing that only they know', async ({
    home,
  }) => {
    home.remove('.aws');
    const run = personAt(home, ['setup']);
    await run.answer('Access key id ›', jane.accessKeyId);
    await run.answer('Secret access key ›', jane.secretAccessKey);
    await run.answer('Region (us-east-1) ›', 'eu-central-1');
    for (const name of roleNames) {
      await run.answer(/role.* ›/, adminOf(name));
      await run.answer(/Name of its profile.* ›/, name);
    }
    await run.answer('ARN of another role (no more) ›', '');
    await run.answer('Write this? (Y/n) ›', '');
    await run.answer(`MFA code for ${phone} ›`, home.code(phone));
    expect((await run.exit).exitCode).toBe(0);
    expect(run.questions()).toBe(14);
    await expect(screenOf(run, home)).toMatchFileSnapshot('screens/setup-from-nothing.txt');
    expect(statSync(home.path('.aws/credentials')).mode & 0o777).toBe(0o600);
    expect(statSync(home.path('.aws')).mode & 0o777).toBe(0o700);
    expect(home.calls).toEqual({ GetSessionToken: 1, AssumeRole: 4 });

    for (const name of roleNames) {
      const config = readFileSync(home.path('.aws/config'), 'utf8');
      const line = config.split(`[profile ${name}]`)[1]?.split('\n')[1]?.split(' = ')[1] ?? '';
      const ended = await home.runProgram(['sh', '-c', line], { stdout: 'holds credentials' });
      expect(await whoHas(home, ended)).toBe(adminSession(name));
    }
    expect(home.calls).toEqual({ GetSessionToken: 1, AssumeRole: 4 });

    // Undoing would lose the key.
    expect(await home.run(['setup', '--undo'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('give `--yes`') as string,
    });
    expect(readFileSync(home.path('.aws/credentials'), 'utf8')).toContain(jane.accessKeyId);
    expect(await home.run(['setup', '--undo', '--yes'])).toMatchObject({ status: 0, stderr: '' });
    expect(() => statSync(home.path('.aws/credentials'))).toThrow('ENOENT');
  });

  test('a key that AWS does not know is asked for again, and Ctrl-C leaves nothing', async ({
    home,
  }) => {
    home.remove('.aws');
    const run = personAt(home, ['setup']);
    await run.answer('Access key id ›', 'AKIAWRONGWRONGWRONG1');
    await run.answer('Secret access key ›', jane.secretAccessKey);
    await run.waitFor('AWS does not recognize access key "AKIAWRONGWRONGWRONG1"');
    await run.answer('Access key id ›', jane.accessKeyId);
    await run.answer('Secret access key ›', jane.secretAccessKey);
    await run.waitFor('Region (us-east-1) ›');
    run.write('\u0003');
    expect(await run.exit).toEqual({ exitCode: 0, signal: 2 });
    expect(() => statSync(home.path('.aws'))).toThrow('ENOENT');
    expect(run.raw()).not.toContain(jane.secretAccessKey);
  });
});

describe('ten profiles that are there', () => {
  test('are wired with one answer and one code, in colour on a terminal', async ({ home }) => {
    home.config(fiveProfiles);
    home.credentials(keySection('management', jane));
    const run = personAt(home, ['setup', 'dev', 'prod']);
    await run.answer('Write this? (Y/n) ›', 'y');
    await run.answer(`MFA code for ${phone} ›`, home.code(phone));
    expect((await run.exit).exitCode).toBe(0);
    await expect(screenOf(run, home)).toMatchFileSnapshot('screens/setup-of-native-profiles.txt');
    expect(run.raw()).toContain('\u001b[32m+ awsmfa_role_arn');
    const plain = personAt(home, ['setup', '--dry-run'], { NO_COLOR: '1' });
    await plain.exit;
    expect(plain.raw()).not.toContain('\u001b[3');
    expect(plain.screen().text).toContain('Nothing was written: `--dry-run`.');
  });

  test('are left alone by a no', async ({ home }) => {
    home.config(fiveProfiles);
    home.credentials(keySection('management', jane));
    const run = personAt(home, ['setup']);
    await run.answer('Write this? (Y/n) ›', 'n');
    expect((await run.exit).exitCode).toBe(5);
    expect(run.screen().text).toContain('awsmfa: error: nothing was written');
    expect(readFileSync(home.path('.aws/config'), 'utf8')).toBe(fiveProfiles);
  });
});

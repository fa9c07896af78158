import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { type Home, testIn } from '../support/awsmfa.ts';
import { fiveAccounts, fiveProfiles, jane, keySection, phone } from '../support/five-accounts.ts';

const test = testIn(fiveAccounts);

/** The permissions of everything in a folder: `700 sessions`. */
function modes(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.map((name) => {
    const stat = lstatSync(join(folder, name));
    const kind = stat.isDirectory() ? 'folder' : 'file';
    return `${kind} ${(stat.mode & 0o777).toString(8)}`;
  });
}

function setUp(home: Home): void {
  home.credentials(keySection('management', jane));
  home.config(fiveProfiles);
}

describe('the cache', () => {
  test.for(['000', '022', '077', '777'])('is private under umask %s', async (umask, { home }) => {
    setUp(home);
    const script = `umask ${umask}; exec awsmfa credential-process --profile prod`;
    const run = home.programInTerminal(['sh', '-c', script], { stdout: 'holds credentials' });
    await run.enterCode(phone);
    expect(await run.ended).toMatchObject({ status: 0, stderr: '' });
    expect(lstatSync(home.path('.aws/awsmfa')).mode & 0o777).toBe(0o700);
    const found = new Set(modes(home.path('.aws/awsmfa')));
    expect([...found].toSorted()).toEqual(['file 600', 'folder 700']);
    expect(home.sessionFiles()).toHaveLength(2);
  });

  test('is where AWSMFA_HOME says', async ({ home }) => {
    setUp(home);
    const env = { AWSMFA_HOME: home.path('.aws/awsmfa/sessions/elsewhere') };
    const args = ['credential-process', '--profile', 'prod'];
    const first = await home.run([...args, '--token-code', home.code(phone)], { env });
    expect(first).toMatchObject({ status: 0, stderr: '' });
    home.standIn.reset();
    expect(await home.run(args, { env })).toEqual(first);
    expect(home.standIn.calls).toEqual([]);
  });

  test('is neither read nor written with --no-cache', async ({ home }) => {
    setUp(home);
    const args = ['credential-process', '--profile', 'prod', '--no-cache'];
    await home.run([...args, '--token-code', home.code(phone)]);
    expect(existsSync(home.path('.aws/awsmfa/sessions'))).toBe(false);
    await home.run([...args, '--token-code', home.code(phone)]);
    expect(home.calls).toEqual({ GetSessionToken: 2, AssumeRole: 2 });
  });

  test('is renewed by --refresh, MFA session and all', async ({ home }) => {
    setUp(home);
    const args = ['credential-process', '--profile', 'prod'];
    const first = await home.run([...args, '--token-code', home.code(phone)]);
    const second = await home.run([...args, '--token-code', home.code(phone), '--refresh']);
    expect(second.stdout).not.toBe(first.stdout);
    expect(await home.run(args)).toEqual(second);
  });
});

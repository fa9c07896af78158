import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { testIn } from '../support/awsmfa.ts';
import { fiveAccounts, phone, plainAccounts } from '../support/five-accounts.ts';

const test = testIn(fiveAccounts, plainAccounts);

/** The permissions of everything in a folder: `700 sessions`. */
function modes(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.map((name) => {
    const stat = lstatSync(join(folder, name));
    const kind = stat.isDirectory() ? 'folder' : 'file';
    return `${kind} ${(stat.mode & 0o777).toString(8)}`;
  });
}

describe('the cache', () => {
  test.for(['000', '022', '077', '777'])('is private under umask %s', async (umask, { home }) => {
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
    const env = { AWSMFA_HOME: home.path('.aws/awsmfa/sessions/elsewhere') };
    const first = await home.helper('prod', ['--token-code', home.code(phone)], { env });
    expect(first).toMatchObject({ status: 0, stderr: '' });
    home.standIn.reset();
    expect(await home.helper('prod', [], { env })).toEqual(first);
    expect(home.standIn.calls).toEqual([]);
  });

  test('is neither read nor written with --no-cache', async ({ home }) => {
    await home.helper('prod', ['--no-cache', '--token-code', home.code(phone)]);
    expect(existsSync(home.path('.aws/awsmfa/sessions'))).toBe(false);
    await home.helper('prod', ['--no-cache', '--token-code', home.code(phone)]);
    expect(home.calls).toEqual({ GetSessionToken: 2, AssumeRole: 2 });
  });

  test('is renewed by --refresh, MFA session and all', async ({ home }) => {
    const first = await home.helper('prod', ['--token-code', home.code(phone)]);
    const second = await home.helper('prod', ['--token-code', home.code(phone), '--refresh']);
    expect(second.stdout).not.toBe(first.stdout);
    expect(await home.helper('prod')).toEqual(second);
  });
});

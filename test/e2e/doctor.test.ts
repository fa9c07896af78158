import { chmodSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { type Home, type RunOptions, testIn } from '../support/awsmfa.ts';
import {
  adminOf,
  fiveAccounts,
  jane,
  keySection,
  management,
  phone,
} from '../support/five-accounts.ts';

const [user] = fiveAccounts.users;
const seen = { listMfaDevices: 'own-user-name-only', listAccessKeys: 'allowed' } as const;
const test = testIn({ ...fiveAccounts, users: user === undefined ? [] : [{ ...user, ...seen }] });

const config = (program: string, serial = phone) => `[profile management]
mfa_serial = ${serial}
[profile prod]
credential_process = ${program} credential-process --profile prod
awsmfa_role_arn = ${adminOf('prod')}
awsmfa_source_profile = management
`;

interface Report {
  readonly version: number;
  readonly findings: readonly { readonly id: string; readonly sightings: readonly object[] }[];
}

/** The age of Node is that of the machine of the tests. */
async function findings(home: Home, args: readonly string[] = [], options: RunOptions = {}) {
  const { stdout, stderr } = await home.run(['doctor', '--json', ...args], options);
  expect(stderr).toBe('');
  const report = JSON.parse(stdout) as Report;
  expect(report.version).toBe(1);
  return report.findings.filter(({ id }) => id !== 'old-node');
}

function setUp(home: Home, serial?: string): void {
  home.config(config(home.path('bin/awsmfa'), serial));
  home.credentials(keySection('management', jane));
  chmodSync(home.path('.aws/credentials'), 0o600);
}

describe('doctor', () => {
  test('finds nothing where all is right, before the first session and after it, and calls nobody', async ({
    home,
  }) => {
    setUp(home);
    expect(await findings(home)).toEqual([]);
    await home.run(['login', 'prod', '--token-code', home.code(phone)]);
    home.standIn.reset();
    expect(await findings(home)).toEqual([]);
    expect(home.standIn.calls).toEqual([]);
  });

  test('says what is wrong where a file is broken, and ends with 1', async ({ home }) => {
    setUp(home);
    home.config('[profile prod\n');
    const { status, stdout, stderr } = await home.run(['doctor']);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toContain('✗ error: a file cannot be read (broken-file)\n');
    expect(stdout).toContain('  - a header lacks its "]" (~/.aws/config:1)\n');
    expect(stdout).toContain('  → add the "]"\n');
  });

  test('asks AWS with `--online` how old a key is, and asks nobody for a code', async ({
    home,
  }) => {
    setUp(home);
    expect(await findings(home, ['--online'])).toMatchObject([
      {
        id: 'old-key',
        sightings: [
          { what: expect.stringMatching(/^key AKIAJANE\w+ of profile .* days old$/) as string },
        ],
      },
    ]);
    expect(home.standIn.calls.map(({ action }) => action)).toEqual([
      'GetCallerIdentity',
      'ListMFADevices',
      'ListAccessKeys',
    ]);
  });

  test('finds with `--online` a device of somebody else', async ({ home }) => {
    setUp(home, `arn:aws:iam::${management}:mfa/john`);
    expect(await findings(home, ['--online'])).toMatchObject([
      {
        id: 'serial-of-another',
        sightings: [{ mend: [expect.stringContaining(`\`mfa_serial = ${phone}\``) as string] }],
      },
      { id: 'old-key' },
    ]);
  });

  test('finds with `--online` a clock that is off, and a key that AWS does not know', async ({
    home,
  }) => {
    setUp(home);
    home.standIn.clock.skewSeconds = 3600;
    expect(await findings(home, ['--online'])).toMatchObject([
      { id: 'clock-off', sightings: [{ what: expect.stringContaining('behind') as string }] },
      { id: 'old-key' },
    ]);
    home.standIn.clock.skewSeconds = 0;
    home.credentials(keySection('management', { ...jane, accessKeyId: 'AKIAGONE' }));
    expect(await findings(home, ['--online'])).toMatchObject([{ id: 'key-rejected' }]);
  });
});

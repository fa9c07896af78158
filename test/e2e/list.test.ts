import { describe, expect } from 'vitest';
import { type Home, testIn } from '../support/awsmfa.ts';
import {
  adminOf,
  fiveAccounts,
  fiveProfiles,
  jane,
  keySection,
  otherRoles,
  phone,
} from '../support/five-accounts.ts';
import { withLoads } from '../support/loads.ts';

const config = `${fiveProfiles}
[profile second]
role_arn = ${otherRoles.second}
source_profile = prod
mfa_serial = ${phone}
[profile orphan]
role_arn = ${adminOf('prod')}
source_profile = nobody
`;

const test = testIn(fiveAccounts, { credentials: keySection('management', jane), config });

const picture = (mfa: string, prod: string, second: string, dev: string) => `\
profile                 account and role     left         now

access key ${jane.accessKeyId} of profile "management"
├─ management           the base itself                   as it is
└─ MFA session of jane                       ${mfa}
   ├─ prod              555555555555 admin   ${prod}
   │  └─ second         555555555555 second  ${second}
   └─ dev               222222222222 admin   ${dev}
`;

describe('list', () => {
  test('shows what the cache has, and what a use would come to, without a call', async ({
    home,
  }) => {
    await home.helper('second', ['--token-code', home.code(phone)]);
    home.standIn.reset();
    const { ended, loads } = await withLoads(home, ['list', 'management', 'prod', 'second', 'dev']);
    const hour = '59 min       cached';
    expect(ended).toEqual({
      status: 0,
      stdout: picture('11 h 59 min', hour, hour, '             silent'),
      stderr: '',
    });
    expect(loads.filter((name) => name.includes('@aws-sdk/'))).toEqual([]);
    expect(home.standIn.calls).toEqual([]);
  });

  test('has a line for a profile that is broken, and the others all the same', async ({ home }) => {
    const { status, stdout } = await home.run(['status']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/─ dev .* asks$/m);
    expect(stdout).toContain('\nbroken\n└─ orphan  source  awsmfa explain orphan\n');
  });

  test('draws in colour on a terminal, as wide as that is', async ({ home }) => {
    const run = home.programInTerminal(['sh', '-c', 'awsmfa list >/dev/tty']);
    await run.ended;
    expect(run.raw()).toContain('\u001b[33masks\u001b[39m');
    expect(run.screen().text).toMatch(/├─ management +the base itself +as it is$/m);
  });

  test('says which name there is not', async ({ home }) => {
    expect(await home.run(['list', 'prdo'])).toMatchObject({
      status: 3,
      stdout: '',
      stderr: expect.stringContaining('did you mean "prod"?') as string,
    });
  });

  test('says what to do where there are no profiles', async ({ home }) => {
    home.remove('.aws/config');
    home.remove('.aws/credentials');
    expect(await home.run(['list'])).toMatchObject({
      status: 0,
      stdout: 'there are no profiles yet: `awsmfa setup` makes a first one\n',
    });
    const { stdout } = await home.run(['list', '--json']);
    expect(JSON.parse(stdout)).toEqual({ version: 1, profiles: [] });
  });
});

describe('list --min-remaining', () => {
  const left = async (home: Home, ...args: string[]) => {
    const { status, stdout, stderr } = await home.run(['status', ...args]);
    expect(stdout).toBe('');
    expect(stderr === '').toBe(status === 0 || status === 5);
    return status;
  };

  test('says by its status alone for how long no code is needed', async ({ home }) => {
    expect(await left(home, 'dev', '--min-remaining', '1m')).toBe(5);
    await home.helper('prod', ['--token-code', home.code(phone)]);
    expect(await left(home, 'dev', 'prod', '--min-remaining', '11h')).toBe(0);
    expect(await left(home, 'dev', '--min-remaining', '12h')).toBe(5);
    expect(await left(home, 'management', '--min-remaining', '100h')).toBe(0);
  });

  test('is told from a wrong command line, and from a profile that is broken', async ({ home }) => {
    expect(await left(home, 'prod', '--min-remaining', 'two')).toBe(2);
    expect(await left(home, 'orphan', '--min-remaining', '2h')).toBe(3);
  });
});

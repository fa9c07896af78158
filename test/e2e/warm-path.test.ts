import { existsSync, readFileSync, rmSync } from 'node:fs';
import { expect, vi } from 'vitest';
import { helperCall, type Home, isStandalone, testIn } from '../support/awsmfa.ts';
import { accounts, adminOf, fiveAccounts, phone, plainAccounts } from '../support/five-accounts.ts';
import { withLoads } from '../support/loads.ts';

const test = testIn(fiveAccounts, plainAccounts);

/** What a run for profile `prod` loads, which must end well. */
async function loadsOf(home: Home, args: readonly string[] = []): Promise<readonly string[]> {
  const { ended, loads } = await withLoads(home, [...helperCall('prod'), ...args]);
  expect(ended).toMatchObject({ status: 0, stderr: '' });
  return loads;
}

/** Nothing else is read from disk or set up: each further module is felt at every start of an AWS tool. */
const recalling = ['bin/awsmfa.cjs', 'dist/main.cjs', 'node:fs', 'node:os', 'node:path'];

test.skipIf(isStandalone)(
  'a cache hit loads two files of ours, no package, and few modules of Node',
  async ({ home }) => {
    home.config(`[profile prod]
credential_process = awsmfa credential-process --profile prod
awsmfa_role_arn = ${adminOf('prod')}
awsmfa_source_profile = management
awsmfa_mfa_serial = ${phone}
`);
    await home.helper('prod', ['--token-code', home.code(phone)]);
    await untilRemembered(home);
    expect(await loadsOf(home)).toEqual(recalling);
  },
);

test.skipIf(isStandalone)(
  'where the plan has to be resolved, a cache hit loads what resolves it, and no package',
  async ({ home }) => {
    await home.helper('prod', ['--token-code', home.code(phone)]);
    const loads = await loadsOf(home);
    // The bundler's own few lines are in a file where several of its files need them.
    const ours = loads.filter((name) => !name.startsWith('dist/rolldown-runtime'));
    const more = ours.filter((name) => !recalling.includes(name));
    expect(more).toEqual([expect.stringMatching(/^dist\/resolving-.{8}\.cjs$/), 'node:crypto']);
  },
);

test('an edit counts at once, whatever was remembered', async ({ home }) => {
  await home.helper('prod', ['--token-code', home.code(phone)]);
  await home.helper('dev');
  await untilRemembered(home);
  const config = readFileSync(home.path('.aws/config'), 'utf8');
  home.config(config.replaceAll(adminOf('prod'), adminOf('test')));
  const { stdout } = await home.helper('prod');
  expect(JSON.parse(stdout)).toMatchObject({ AccountId: accounts.test });
});

/** A plan is kept once the files it was resolved from have been left alone for a while. */
async function untilRemembered(home: Home): Promise<void> {
  await vi.waitUntil(
    async () => {
      await home.helper('prod');
      return existsSync(home.path(`.aws/awsmfa/plans/${Buffer.from('prod').toString('hex')}.json`));
    },
    { timeout: 20_000, interval: 200 },
  );
}

test('a cache hit makes no call and acquires no lock', async ({ home }) => {
  const first = await home.helper('prod', ['--token-code', home.code(phone)]);
  const locks = home.path('.aws/awsmfa/locks');
  rmSync(locks, { recursive: true });
  home.standIn.reset();
  expect(await home.helper('prod')).toEqual(first);
  expect(home.standIn.calls).toEqual([]);
  expect(existsSync(locks)).toBe(false);
  expect(home.record.children()).toEqual([]);
});

test.skipIf(isStandalone)(
  'the AWS SDK is loaded where STS is called: this hook would see it',
  async ({ home }) => {
    const loads = await loadsOf(home, ['--token-code', home.code(phone)]);
    expect(loads.filter((name) => name.startsWith('dist/calling-sts-'))).not.toEqual([]);
    expect(loads.filter((name) => name.includes('/commander/'))).not.toEqual([]);
  },
);

import { existsSync, readFileSync, rmSync } from 'node:fs';
import { relative } from 'node:path';
import { expect } from 'vitest';
import { type Home, testIn } from '../support/awsmfa.ts';
import { projectRoot } from '../support/bundle.ts';
import {
  adminOf,
  fiveAccounts,
  fiveProfiles,
  jane,
  keySection,
  phone,
} from '../support/five-accounts.ts';

const test = testIn(fiveAccounts);
const hook = `${projectRoot}/test/support/hooks/loads.cjs`;

/** What a run loads by `require` and `import`: files of ours by their path in the project, built-in modules by name. */
async function loadsOf(home: Home, args: readonly string[]): Promise<readonly string[]> {
  const file = home.path('loads.json');
  const env = { NODE_OPTIONS: `--require=${hook}`, AWSMFA_TEST_LOADS: file };
  expect(await home.run(args, { env })).toMatchObject({ status: 0, stderr: '' });
  const loaded = JSON.parse(readFileSync(file, 'utf8')) as string[];
  const names = loaded.map((name) =>
    name.startsWith('/') ? relative(projectRoot, name) : name.replace(/^(?!node:)/, 'node:'),
  );
  return [...new Set(names)].toSorted();
}

/** Nothing else is read from disk or set up: each further module is felt at every start of an AWS tool. */
const warmPath = [
  'bin/awsmfa.cjs',
  'dist/main.cjs',
  'node:crypto',
  'node:fs',
  'node:os',
  'node:path',
];

test('a cache hit loads two files of ours, no package, and few modules of Node', async ({
  home,
}) => {
  home.credentials(keySection('management', jane));
  home.config(fiveProfiles);
  const prod = ['credential-process', '--profile', 'prod'];
  await home.run([...prod, '--token-code', home.code(phone)]);
  expect(await loadsOf(home, prod)).toEqual(warmPath);
});

test('a cache hit of the wired profile loads no more', async ({ home }) => {
  home.credentials(keySection('management', jane));
  home.config(`[profile prod]
credential_process = awsmfa credential-process --profile prod
awsmfa_role_arn = ${adminOf('prod')}
awsmfa_source_profile = management
awsmfa_mfa_serial = ${phone}
`);
  const prod = ['credential-process', '--profile', 'prod'];
  await home.run([...prod, '--token-code', home.code(phone)]);
  expect(await loadsOf(home, prod)).toEqual(warmPath);
});

test('a cache hit makes no call and takes no lock', async ({ home }) => {
  home.credentials(keySection('management', jane));
  home.config(fiveProfiles);
  const prod = ['credential-process', '--profile', 'prod'];
  const first = await home.run([...prod, '--token-code', home.code(phone)]);
  const locks = home.path('.aws/awsmfa/locks');
  rmSync(locks, { recursive: true });
  home.standIn.reset();
  expect(await home.run(prod)).toEqual(first);
  expect(home.standIn.calls).toEqual([]);
  expect(existsSync(locks)).toBe(false);
  expect(home.record.children()).toEqual([]);
});

test('the AWS SDK is loaded where STS is called: this hook would see it', async ({ home }) => {
  home.credentials(keySection('management', jane));
  home.config(fiveProfiles);
  const loads = await loadsOf(home, [
    ...['credential-process', '--profile', 'prod', '--token-code'],
    home.code(phone),
  ]);
  expect(loads.filter((name) => name.includes('@aws-sdk/client-sts'))).not.toEqual([]);
  expect(loads.filter((name) => name.includes('/commander/'))).not.toEqual([]);
});

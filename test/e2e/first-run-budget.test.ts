import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { helperCall, isStandalone, testIn } from '../support/awsmfa.ts';
import { projectRoot } from '../support/bundle.ts';
import { fiveAccounts, phone, plainAccounts } from '../support/five-accounts.ts';
import { withLoads } from '../support/loads.ts';

/** What a first run may cost, counted and not timed: whoever adds to it sees it here. */
const test = testIn(fiveAccounts, plainAccounts);

const files = [
  'bin/awsmfa.cjs',
  'dist/calling-sts.cjs',
  'dist/connecting.cjs',
  'dist/locking.cjs',
  'dist/main.cjs',
  'dist/resolving.cjs',
];

const modules = [
  ...['crypto', 'diagnostics_channel', 'events', 'fs', 'fs/promises', 'http', 'https', 'net', 'os'],
  ...['path', 'process', 'stream', 'timers/promises', 'zlib'],
].map((name) => `node:${name}`);

test.skipIf(isStandalone)(
  'a first run loads six files of ours, no package, and few modules of Node',
  async ({ home }) => {
    const env = { AWSMFA_TOKEN_CODE: home.code(phone) };
    const { ended, loads } = await withLoads(home, helperCall('prod'), env);
    expect(ended).toMatchObject({ status: 0, stderr: '' });
    const withoutHash = loads.map((name) => name.replace(/-.{8}\.cjs$/, '.cjs'));
    expect(withoutHash).toEqual([...files, ...modules]);
    const ours = loads.filter((name) => !name.startsWith('node:'));
    const bytes = ours.map((name) => statSync(join(projectRoot, name)).size);
    expect(bytes.reduce((sum, size) => sum + size)).toBeLessThan(575_000);
  },
);

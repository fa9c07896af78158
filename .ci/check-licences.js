// Fails where a production dependency is missing, of a wrong version, or under a licence that is not on the list.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const allowed = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'];

/** Throws where `npm ls` finds the tree out of order. */
const folders = execFileSync('npm', ['ls', '--omit=dev', '--all', '--parseable'], {
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'inherit'],
})
  .trim()
  .split('\n');

const packages = folders.map((folder) =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')),
);
const refused = packages.filter(({ license }) => !allowed.includes(license));

for (const { name, license } of refused) console.error(`${name}: ${String(license)}`);
console.log(`note: ${packages.length - 1} packages are installed with this one`);
process.exitCode = refused.length === 0 ? 0 : 1;

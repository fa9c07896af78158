// npm run build:standalone [-- TARGET…]: awsmfa as one file that needs no Node (docs/decisions/0011), for this machine,
// for the targets below, or for `all`. Leaves dist-standalone/awsmfa-TARGET, their checksums, and a list of what is in
// them.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';

const targets = {
  'linux-x64': { package: 'bun-linux-x64', os: 'linux', cpu: 'x64' },
  'linux-arm64': { package: 'bun-linux-aarch64', os: 'linux', cpu: 'arm64' },
  'darwin-x64': { package: 'bun-darwin-x64', os: 'darwin', cpu: 'x64' },
  'darwin-arm64': { package: 'bun-darwin-aarch64', os: 'darwin', cpu: 'arm64' },
  'windows-x64': { package: 'bun-windows-x64', os: 'win32', cpu: 'x64' },
};
const here = `${process.platform.replace('win32', 'windows')}-${process.arch}`;
const output = 'dist-standalone';
const cache = 'node_modules/.cache/standalone';
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

const asked = process.argv.slice(2);
const chosen = asked.length === 0 ? [here] : asked.includes('all') ? Object.keys(targets) : asked;
const unknown = chosen.filter((target) => !(target in targets));
if (unknown.length > 0) throw new Error(`unknown target: ${unknown.join(', ')}`);
mkdirSync(output, { recursive: true });
for (const target of chosen) build(target);
writeFileSync(join(output, 'SHA256SUMS'), checksums());
writeFileSync(join(output, 'awsmfa.cdx.json'), `${JSON.stringify(materials(), null, 2)}\n`);

function build(target) {
  const file = resolve(output, `awsmfa-${target}${target.startsWith('windows') ? '.exe' : ''}`);
  const options = [
    ...['--compile', '--bytecode', '--minify', '--format=esm', '--splitting'],
    // Nothing in the working directory may change what awsmfa does.
    ...['--no-compile-autoload-dotenv', '--no-compile-autoload-bunfig'],
    ...[`--target=bun-${target}`, `--compile-executable-path=${bunFor(target)}`],
  ];
  const sources = sourcesFor(target);
  run(bunFor(here), ['build', ...options, 'src/standalone.ts', `--outfile=${file}`], sources);
  console.log(file);
}

/** The Bun of a platform, from its package, by the version and the checksum in the lock file. */
function bunFor(target) {
  const { package: name, os } = targets[target];
  const folder = join(cache, target, 'bun');
  const bin = join(folder, 'node_modules/@oven', name, 'bin');
  if (!existsSync(bin)) install(target, 'standalone', folder);
  return resolve(bin, os === 'win32' ? 'bun.exe' : 'bun');
}

/** Our sources, with the packages as npm installs them on the target: one of them has a library for each platform. */
function sourcesFor(target) {
  const folder = join(cache, target, 'sources');
  rmSync(folder, { recursive: true, force: true });
  install(target, '.', folder);
  for (const name of ['src', 'tsconfig.json'])
    cpSync(name, join(folder, name), { recursive: true });
  return folder;
}

function install(target, from, to) {
  for (const file of ['package.json', 'package-lock.json'])
    cpSync(join(from, file), join(to, file));
  const { os, cpu } = targets[target];
  const platform = [`--os=${os}`, `--cpu=${cpu}`, '--libc=glibc'];
  run(npm, ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', ...platform], to);
}

/** As `sha256sum --check` reads them. */
function checksums() {
  const files = readdirSync(output).filter((name) => name.startsWith('awsmfa-'));
  const line = (name) =>
    `${createHash('sha256')
      .update(readFileSync(join(output, name)))
      .digest('hex')}  ${name}\n`;
  return files.map(line).join('');
}

/** CycloneDX, without the number and the time that npm gives each list, so that the same sources give the same list. */
function materials() {
  const text = run(npm, ['sbom', '--sbom-format=cyclonedx', '--omit=dev', '--package-lock-only']);
  const { serialNumber: _number, metadata, components, ...rest } = JSON.parse(text);
  const { bun: version } = JSON.parse(readFileSync('standalone/package.json', 'utf8')).dependencies;
  const { timestamp: _time, ...product } = metadata;
  const bun = { type: 'framework', name: 'bun', version, purl: `pkg:npm/bun@${version}` };
  return { ...rest, metadata: product, components: [...components, bun] };
}

function run(command, args, cwd = '.') {
  return execFileSync(command, args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

// Fails where `npm publish` would publish something that is not the program, or leave a part of it out.
import { execFileSync } from 'node:child_process';

const allowed = [
  /^bin\/awsmfa\.cjs$/,
  /^dist\/([\w-]+\.cjs|awsmfa\.1|licences\.txt)$/,
  /^shell\/(bashrc|zsh\/\.zshenv)$/,
  /^docs\/session\.svg$/,
  /^docs\/((decisions|use)\/)?[\w-]+\.md$/,
  /^(package\.json|README\.md|CHANGELOG\.md|SECURITY\.md|LICENSE)$/,
];
const needed = [
  'bin/awsmfa.cjs',
  'dist/main.cjs',
  'dist/awsmfa.1',
  'dist/licences.txt',
  'package.json',
  'README.md',
  'docs/reference.md',
  'docs/session.svg',
  'docs/use/README.md',
  'LICENSE',
];

const [{ files, size }] = JSON.parse(
  execFileSync('npm', ['pack', '--dry-run', '--ignore-scripts', '--json'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }),
);
const paths = files.map(({ path }) => path);
const surplus = paths.filter((path) => !allowed.some((pattern) => pattern.test(path)));
const missing = needed.filter((path) => !paths.includes(path));

for (const path of surplus) console.error(`would be published: ${path}`);
for (const path of missing) console.error(`would be missing: ${path}`);
console.log(`note: ${paths.length} files, ${Math.ceil(size / 1024)} KiB packed`);
process.exitCode = surplus.length + missing.length === 0 ? 0 : 1;

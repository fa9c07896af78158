import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from './support/bundle.ts';

/** What a room of src may import from another: its code, its code when it is needed, or its types alone. */
interface Directions {
  readonly uses?: string;
  readonly lazily?: string;
  readonly knows?: string;
}

/** The ground that everybody stands on. */
const ground = ['failure.ts', 'secret.ts', 'credentials.ts'];

/** docs/architecture.md has the picture. What is not in this table is not allowed. */
const directions: Readonly<Record<string, Directions>> = {
  // Starts the program.
  'main.ts': { uses: 'cli host' },
  cli: { uses: 'commands render settings', knows: 'host plan' },
  commands: { uses: 'wiring render session config', knows: 'cli host plan' },
  // The one place where adapters meet.
  wiring: {
    uses: 'aws config keys mfa plan render session settings store',
    lazily: 'host',
    knows: 'cli host',
  },
  // Decides: pure.
  settings: { uses: 'plan', knows: 'host' },
  config: { knows: 'host plan' },
  plan: { uses: 'config render settings', knows: 'host' },
  // Does, over ports.
  session: { knows: 'plan' },
  // The adapters.
  aws: { uses: 'plan render session', knows: 'host' },
  keys: { uses: 'config host plan render', lazily: 'aws', knows: 'session' },
  mfa: { uses: 'render session store host' },
  store: { knows: 'plan session' },
  host: { uses: 'render' },
  // Words.
  render: { uses: 'plan session', knows: 'config host' },
};

/** Which room may import which packages; all others, none. */
const packages: Readonly<Record<string, RegExp>> = {
  aws: /^(?:@aws-sdk\/|@smithy\/|https?-proxy-agent$|proxy-from-env$)/,
  cli: /^commander$/,
  config: /^ini$/,
  mfa: /^prompts$/,
};

interface Import {
  readonly file: string;
  readonly room: string;
  readonly kind: keyof Directions;
  /** A path in src, or a package. */
  readonly target: string;
}

const statement = /^(?:import|export) (?<type>type )?(?:[^'";]*? from )?'(?<target>[^']+)'/gm;

const sourceFolder = join(projectRoot, 'src');
const files = readdirSync(sourceFolder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name, text: readFileSync(join(sourceFolder, name), 'utf8') }));
const imports = files.flatMap(({ name, text }) => importsOf(name, text));

function importsOf(file: string, text: string): readonly Import[] {
  const found = [...text.matchAll(statement)].map(({ groups = {} }): [keyof Directions, string] => [
    groups['type'] === undefined ? 'uses' : 'knows',
    groups['target'] ?? '',
  ]);
  const lazy = [...text.matchAll(/\bimport\('([^']+)'\)/g)].map(
    ([, target = '']): [keyof Directions, string] => ['lazily', target],
  );
  return [...found, ...lazy].map(([kind, target]) => ({
    file,
    room: roomOf(file),
    kind,
    target: target.startsWith('.') ? relative('.', join(dirname(file), target)) : target,
  }));
}

/** The folder in src, or the file where there is none. */
function roomOf(file: string): string {
  return file.split('/')[0] ?? '';
}

function isOwn({ target }: Import): boolean {
  return target.endsWith('.ts');
}

function isAllowed({ room, kind, target }: Import): boolean {
  const { uses = '', lazily = '', knows = '' } = directions[room] ?? {};
  const allowed = { uses, lazily: `${uses} ${lazily}`, knows: `${uses} ${lazily} ${knows}` }[kind];
  return [room, ...ground, ...allowed.split(' ')].includes(roomOf(target));
}

function describeImport({ file, kind, target }: Import): string {
  return `${file} ${kind} ${target}`;
}

test('rooms import each other only in the directions of the table', () => {
  const inside = imports.filter((each) => isOwn(each) && !ground.includes(each.room));
  expect(inside.length).toBeGreaterThan(100);
  const wrong = inside.filter((each) => !each.target.startsWith('..') && !isAllowed(each));
  expect(wrong.map(describeImport)).toEqual([]);
});

test('the ground imports nothing but ground', () => {
  const below = imports.filter(
    ({ room, target }) => ground.includes(room) && !ground.includes(target),
  );
  expect(below.map(describeImport)).toEqual([]);
});

test('each package is imported in the one room that is about it', () => {
  const outside = imports.filter((each) => !isOwn(each) && !/^node:|\.json$/.test(each.target));
  const wrong = outside.filter(({ room, target }) => packages[room]?.test(target) !== true);
  expect(wrong.map(describeImport)).toEqual([]);
  expect(new Set(outside.map(({ room }) => room))).toEqual(new Set(Object.keys(packages)));
});

test('nobody but main and host touches the process', () => {
  const touching = files.filter(({ text }) => /(?<![\w'"/.-])process\s*[.[;,)]/.test(code(text)));
  const rooms = new Set(touching.map(({ name }) => roomOf(name)));
  expect([...rooms].toSorted()).toEqual(['host', 'main.ts']);
  expect(imports.filter(({ target }) => /^(?:node:)?process$/.test(target))).toEqual([]);
});

function code(text: string): string {
  return text.replaceAll(/\/\*[^]*?\*\/|\/\/.*$/gm, '');
}

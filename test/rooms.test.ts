import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from './support/bundle.ts';

/**
 * The rooms of src, from the ground up: each imports only rooms above it in this list, types included.
 * docs/architecture.md draws it.
 */
const rooms = [
  'ground',
  'words',
  'config',
  'plan',
  'session',
  'setup',
  'doctor',
  'aws',
  'render',
  'host',
  'disk',
  'keychain',
  'keys',
  'store',
  'recall',
  'lock',
  'ask',
  'mfa',
  'run',
  'access-keys',
  'rotation',
  'commands',
  'cli',
  'main.ts',
  'standalone.ts',
];

/** The inner rooms, in the same way: a folder imports those above it; its own files lie on top of them. */
const innerRooms: Readonly<Record<string, readonly string[]>> = {
  config: ['dialect', 'files', 'lint', 'edit'],
  plan: ['model', 'sts', 'chain', 'steps'],
  setup: ['state'],
  doctor: ['model', 'config', 'lines', 'environment', 'machine'],
  session: ['codes'],
  aws: ['connection', 'client', 'iam', 'sts', 'providers', 'sign-in'],
  render: ['screen', 'values', 'export', 'list', 'completion'],
  'render/export': ['shells'],
  host: ['process', 'child', 'terminal'],
  mfa: ['text', 'memory', 'terminal', 'programs', 'windows'],
  run: ['lazy', 'lock', 'codes'],
  commands: ['credentials', 'profiles', 'setup', 'doctor', 'keys'],
  cli: ['arguments', 'specs', 'completion'],
};

/** Which rooms may import which packages; all others, none. */
const packages: Readonly<Record<string, RegExp>> = {
  ask: /^prompts$/,
  aws: /^(?:@aws-sdk\/|@smithy\/|https?-proxy-agent$)/,
  cli: /^commander$/,
  config: /^ini$/,
  host: /^cross-spawn$/,
  keychain: /^@napi-rs\/keyring$/,
  render: /^(?:string-width|diff)$/,
};

interface Import {
  readonly file: string;
  /** A path in src, or a package. */
  readonly target: string;
}

const sourceFolder = join(projectRoot, 'src');
const files = readdirSync(sourceFolder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name, text: readFileSync(join(sourceFolder, name), 'utf8') }));
const imports = files.flatMap(({ name, text }) => importsOf(name, text));
const inside = imports.filter(({ target }) => target.endsWith('.ts'));
const targets = new Map(
  files.map(({ name }) => [
    name,
    inside.filter(({ file }) => file === name).map(({ target }) => target),
  ]),
);

/** Outright, of types alone, and when needed: all count. */
function importsOf(file: string, text: string): readonly Import[] {
  const statements = text.matchAll(/^(?:import|export) (?:[^'";]*? from )?'([^']+)'/gm);
  const expressions = text.matchAll(/\bimport\('([^']+)'\)/g);
  return [...statements, ...expressions].map(([, target = '']) => ({
    file,
    target: target.startsWith('.') ? relative('.', join(dirname(file), target)) : target,
  }));
}

/** The first part of a path: a folder, or the file where there is none. */
function roomOf(path: string): string {
  return path.split('/')[0] ?? '';
}

function describeImport({ file, target }: Import): string {
  return `${file} imports ${target}`;
}

/** Imports from one part of a folder into a part that does not lie above it. */
function climbing(order: readonly string[], folder: string): readonly string[] {
  const prefix = folder === '' ? '' : `${folder}/`;
  const within = (path: string) => path.startsWith(prefix);
  const level = (path: string) => {
    const room = order.indexOf(roomOf(path.slice(prefix.length)));
    return room === -1 ? order.length : room;
  };
  return inside
    .filter(({ file, target }) => within(file) && within(target))
    .filter(({ file, target }) => level(target) > level(file))
    .map(describeImport);
}

/** The files on a way from a file back to itself; none where there is no such way. */
function circleThrough(start: string): readonly string[] {
  const cameFrom = new Map<string, string>();
  const waiting = [start];
  for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
    for (const next of targets.get(file) ?? []) {
      if (next === start) return wayTo(file, cameFrom);
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, file);
      waiting.push(next);
    }
  }
  return [];
}

function wayTo(file: string, cameFrom: ReadonlyMap<string, string>): readonly string[] {
  const before = cameFrom.get(file);
  return before === undefined ? [file] : [...wayTo(before, cameFrom), file];
}

function code(text: string): string {
  return text.replaceAll(/\/\*[^]*?\*\/|\/\/.*$/gm, '');
}

test('every room is in the list, and nothing else is', () => {
  expect(new Set(files.map(({ name }) => roomOf(name)))).toEqual(new Set(rooms));
});

test('a room imports only rooms above it', () => {
  expect(inside.length).toBeGreaterThan(100);
  expect(climbing(rooms, '')).toEqual([]);
});

test('every room with inner rooms is in the list of those', () => {
  const folders = files.map(({ name }) => dirname(name)).filter((folder) => folder.includes('/'));
  expect(new Set(folders.map(dirname))).toEqual(new Set(Object.keys(innerRooms)));
});

test.each(Object.entries(innerRooms))('so does an inner room of %s', (folder, order) => {
  const inner = files.filter(({ name }) => name.startsWith(`${folder}/`));
  const folders = inner.map(({ name }) => name.slice(folder.length + 1).split('/'));
  expect(new Set(folders.filter(({ length }) => length > 1).map(([first]) => first))).toEqual(
    new Set(order),
  );
  expect(climbing(order, folder)).toEqual([]);
});

test('no file imports itself by way of others', () => {
  expect(files.map(({ name }) => circleThrough(name)).filter(({ length }) => length > 0)).toEqual(
    [],
  );
});

test('no folder holds more than a dozen files side by side', () => {
  const folders = files.map(({ name }) => dirname(name));
  const crowded = folders.filter(
    (folder) => folders.filter((other) => other === folder).length > 12,
  );
  expect([...new Set(crowded)]).toEqual([]);
});

test('each package is imported in the one room that is about it', () => {
  const outside = imports.filter(({ target }) => !/\.ts$|^node:|\.json$/.test(target));
  const wrong = outside.filter(({ file, target }) => packages[roomOf(file)]?.test(target) !== true);
  expect(wrong.map(describeImport)).toEqual([]);
  expect(new Set(outside.map(({ file }) => roomOf(file)))).toEqual(new Set(Object.keys(packages)));
});

test('nobody but host and what is started touches the process', () => {
  const touching = files.filter(({ text }) => /(?<![\w'"/.-])process\s*[.[;,)]/.test(code(text)));
  const touchingRooms = new Set(touching.map(({ name }) => roomOf(name)));
  expect([...touchingRooms].toSorted()).toEqual(['host', 'main.ts', 'standalone.ts']);
  expect(imports.filter(({ target }) => /^(?:node:)?process$/.test(target))).toEqual([]);
});

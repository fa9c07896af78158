import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, vi } from 'vitest';
import {
  type Home,
  helperCall,
  isStandalone,
  program,
  programFile,
  testIn,
} from '../support/awsmfa.ts';
import { projectRoot } from '../support/bundle.ts';
import { fiveAccounts, fiveProfiles, jane, keySection, phone } from '../support/five-accounts.ts';
import { installed } from '../support/installed.ts';

/** What a hit may cost, counted and not timed: whoever adds to it sees it here. */
const test = testIn(fiveAccounts, {
  credentials: keySection('management', jane),
  config: fiveProfiles,
});
const isTraceable = canTrace();

function canTrace(): boolean {
  if (installed('strace').length === 0) return false;
  try {
    execFileSync('strace', ['-o', '/dev/null', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

interface Call {
  readonly name: string;
  readonly path: string;
  /** What the call returned: bytes, for those that read. */
  readonly result: number;
}

/** The system calls of a hit on files of ours: the program's and the home's, in their order. */
async function callsOfHit(home: Home): Promise<readonly Call[]> {
  const trace = home.path('trace');
  const strace = ['strace', '-f', '-y', '-s', '0', '-e', 'trace=%file,%desc', '-o', trace];
  const env = { NODE_OPTIONS: undefined, BUN_OPTIONS: undefined };
  const command = [...strace, ...program, ...helperCall('prod')];
  const { status } = await home.runProgram(command, { env, stdout: 'holds credentials' });
  expect(status).toBe(0);
  const lines = readFileSync(trace, 'utf8').split('\n');
  return lines.flatMap((line) => callIn(line, home));
}

function callIn(line: string, home: Home): readonly Call[] {
  const [, name = '', given = '', result = ''] = /^\d+ +(\w+)\((.*)\) += (-?\d+)/.exec(line) ?? [];
  const path = [...given.matchAll(/"(\/[^"]*)"|<(\/[^>]*)>/g)]
    .map(([, named, open]) => named ?? open ?? '')
    .map((each) => nameOf(each, home))
    .find((each) => each !== undefined);
  return path === undefined ? [] : [{ name, path, result: Number(result) }];
}

/** Short, and the same wherever home and project are; undefined for what is not ours. */
function nameOf(path: string, home: Home): string | undefined {
  const places = [
    [home.folder, '~'],
    [projectRoot, '.'],
    [dirname(realpathSync(programFile)), 'bin'],
  ] as const;
  const place = places.find(([folder]) => path.startsWith(`${folder}/`));
  if (place === undefined) return undefined;
  const name = place[1] + path.slice(place[0].length);
  return name.replace(/[0-9a-f]{64}/, 'KEY');
}

async function warm(home: Home): Promise<void> {
  await home.helper('prod', ['--token-code', home.code(phone)]);
  const isRemembered = () => existsSync(home.path('.aws/awsmfa/plans/70726f64.json'));
  await vi.waitUntil(() => home.helper('prod').then(isRemembered), { timeout: 20_000 });
}

/** Of the home: the plan and the session are read, the files that the plan was resolved from are only looked at. */
const inHome = [
  'open ~/.aws/awsmfa/plans/70726f64.json',
  'look ~/.aws/awsmfa/plans/70726f64.json',
  'read ~/.aws/awsmfa/plans/70726f64.json',
  'look ~/.aws/config',
  'look ~/.aws/credentials',
  'look ~/.aws/awsmfa/sessions',
  'open ~/.aws/awsmfa/sessions/KEY.json',
  'look ~/.aws/awsmfa/sessions/KEY.json',
  'read ~/.aws/awsmfa/sessions/KEY.json',
];

function describe({ name, path }: Call): string {
  const kinds = { open: /^open/, read: /^p?read/, look: /stat/ };
  const kind = Object.entries(kinds).find(([, names]) => names.test(name))?.[0];
  return `${kind ?? name} ${path}`;
}

test.skipIf(!isTraceable)(
  'a hit opens two files of the home and looks at four more things (needs strace)',
  async ({ home }) => {
    await warm(home);
    const calls = (await callsOfHit(home)).filter(({ path }) => path.startsWith('~'));
    const described = calls.filter(({ name }) => name !== 'close').map(describe);
    expect(described.filter((call) => call !== 'getcwd ~')).toEqual(inHome);
  },
);

test.skipIf(!isTraceable || isStandalone)(
  'a hit reads no more of the program than it needs (needs strace)',
  async ({ home }) => {
    await warm(home);
    const calls = await callsOfHit(home);
    const read = calls.filter(({ name, path }) => /^p?read/.test(name) && path.startsWith('./'));
    expect([...new Set(read.map(({ path }) => path))]).toEqual([
      './bin/awsmfa.cjs',
      './package.json',
      './dist/main.cjs',
    ]);
    const bytes = read.reduce((sum, { result }) => sum + result, 0);
    expect(bytes).toBeLessThan(45_000);
    const ours = calls.filter(({ path }) => path.startsWith('./'));
    expect(ours.length).toBeLessThan(40);
  },
);

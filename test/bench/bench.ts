// `npm run bench [-- --write]`: what a hit and a first run cost, each to a Node that does nothing. On a machine that does
// nothing else. With `--write`, into docs/benchmarks.md.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, release, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import packageInfo from '../../package.json' with { type: 'json' };
import { startStandIn, type StandIn } from '../stand-in/server.ts';
import { fiveAccounts } from '../support/five-accounts.ts';
import { call, createBenchHome } from './bench-home.ts';
import { compare, type Contestant, type Result } from './measure.ts';
import { nodeOf } from './nodes.ts';

const project = resolve(import.meta.dirname, '..');
const standalone = join(project, `dist-standalone/awsmfa-${process.platform}-${process.arch}`);
const script = join(project, 'bin/awsmfa.cjs');

interface Program {
  readonly name: string;
  readonly command: readonly string[];
}

async function bench(args: readonly string[]): Promise<void> {
  const nodes = [20, 22, 24, 26].map(nodeOf);
  const programs: readonly Program[] = [
    ...nodes.map(({ name, file }) => ({ name: `awsmfa on ${name}`, command: [file, script] })),
    ...(existsSync(standalone) ? [{ name: 'awsmfa, single file', command: [standalone] }] : []),
  ];
  const folder = mkdtempSync(join(tmpdir(), 'awsmfa-bench-'));
  const standIn = await startStandIn(fiveAccounts);
  const child = { folder, standIn, programs, nodes };
  try {
    const page = [
      head(nodes.map(({ name }) => name)),
      section('A cache hit, with 5 profiles', await hits(5, child)),
      section('A cache hit, with 5,000 profiles', await hits(5000, child)),
      section('A first run: GetSessionToken and AssumeRole', await firstRuns(child)),
    ].join('\n');
    process.stdout.write(page);
    if (args.includes('--write')) writeFileSync(join(project, 'docs/benchmarks.md'), page);
  } finally {
    await standIn.close();
    rmSync(folder, { recursive: true });
  }
}

interface Scene {
  readonly folder: string;
  readonly standIn: StandIn;
  readonly programs: readonly Program[];
  readonly nodes: readonly { readonly name: string; readonly file: string }[];
}

async function hits(
  profiles: number,
  { folder, standIn, programs, nodes }: Scene,
): Promise<readonly Result[]> {
  const contestants: Contestant[] = [];
  for (const [index, { name, command }] of programs.entries()) {
    const home = join(folder, `${profiles}-${index}`);
    await createBenchHome(home, profiles, command, standIn);
    contestants.push({ name, command: [...command, ...call], env: clean(home) });
  }
  return compare([...baselines(folder, nodes), ...contestants], { rounds: 30, runs: 5 });
}

async function firstRuns({ folder, standIn, programs, nodes }: Scene): Promise<readonly Result[]> {
  const contestants: Contestant[] = [];
  for (const [index, { name, command }] of programs.entries()) {
    const home = await createBenchHome(join(folder, `cold-${index}`), 5, command, standIn);
    const env = clean(home.folder);
    contestants.push({ name, command: [...command, ...call], env, prepare: home.cold });
  }
  return compare([...baselines(folder, nodes.slice(0, 1)), ...contestants], {
    rounds: 30,
    runs: 1,
  });
}

/** A Node that does nothing, the oldest first: it is what everything is compared to. */
function baselines(folder: string, nodes: Scene['nodes']): readonly Contestant[] {
  const empty = join(folder, 'empty.cjs');
  writeFileSync(empty, '');
  return nodes.map(({ name, file }) => ({
    name: `${name}, an empty file`,
    command: [file, empty],
    env: clean(folder),
  }));
}

function clean(home: string): Readonly<Record<string, string>> {
  return { HOME: home, PATH: '/usr/bin:/bin' };
}

function head(nodes: readonly string[]): string {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, Linux ${release()}`;
  return `# Benchmarks

What \`npm run bench -- --write\` measured: awsmfa ${packageInfo.version} (${commit}), ${nodes.join(', ')}, on ${machine}.

Each round runs every program in turn; the figures are medians of 30 rounds, in an environment of \`HOME\` and \`PATH\`. CPU is user and system time of the process and its children, and the ratio is to the first line of the table in the same round, with the middle half of all rounds. AWS is a stand-in on the same machine.
`;
}

function section(title: string, results: readonly Result[]): string {
  const rows = results.map(({ name, cpuMs, wallMs, ratio: [lower, median, upper] }) => [
    name,
    cpuMs.toFixed(1),
    wallMs.toFixed(1),
    median.toFixed(2),
    `${lower.toFixed(2)}–${upper.toFixed(2)}`,
  ]);
  const table = [
    ['program', 'CPU ms', 'wall ms', 'CPU ratio', 'middle half'],
    ['---', '--:', '--:', '--:', '--:'],
    ...rows,
  ];
  return `\n## ${title}\n\n${table.map((cells) => `| ${cells.join(' | ')} |\n`).join('')}`;
}

void bench(process.argv.slice(2));

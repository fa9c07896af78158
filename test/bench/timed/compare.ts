import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

export interface Contestant {
  readonly name: string;
  readonly command: readonly string[];
  /** All there is in its environment: what is measured in one that slows the baseline flatters. */
  readonly env: Readonly<Record<string, string>>;
  /** Makes ready for each run, which is then the only one of its round. Not measured. */
  readonly prepare?: () => Preparation;
}

export interface Preparation {
  /** More variables for this run. */
  readonly env: Readonly<Record<string, string>>;
  /** What is on standard input. */
  readonly input: string;
}

export interface CompareOptions {
  readonly rounds: number;
  /** Where standard input is put. */
  readonly folder: string;
  /** How many calls AWS has received so far. */
  readonly calls: () => number;
}

/** Of one run, in milliseconds; user and system time of the process and its children. */
interface Sample {
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly calls: number;
}

export interface Result {
  readonly name: string;
  readonly cpuMs: number;
  readonly wallMs: number;
  /** Calls to AWS in a run. */
  readonly calls: number;
  /** Of each round's CPU time to that of the first contestant in the same round: the quartiles. */
  readonly ratio: readonly [lower: number, median: number, upper: number];
  /** The CPU time in each round, in milliseconds. */
  readonly rounds: readonly number[];
}

/**
 * Runs everybody in turn, round by round, so that whatever else the machine does comes upon all alike.
 *
 * @throws Error where a program fails: a failure is quick
 */
export async function compare(
  contestants: readonly Contestant[],
  options: CompareOptions,
): Promise<readonly Result[]> {
  const runs: number[] = [];
  for (const contestant of contestants) runs.push(await runsInRound(contestant, options));
  const samples = contestants.map((): Sample[] => []);
  for (let round = 0; round < options.rounds; round += 1)
    for (const [index, contestant] of contestants.entries())
      samples[index]?.push(await measure(contestant, runs[index] ?? 1, options));
  const baseline = samples[0] ?? [];
  return contestants.map(({ name }, index) => resultOf(name, samples[index] ?? [], baseline));
}

/** Bash counts in thousandths of a second, so that a short program needs several runs. */
async function runsInRound(contestant: Contestant, options: CompareOptions): Promise<number> {
  if (contestant.prepare !== undefined) return 1;
  const { wallMs } = await measure(contestant, 1, options);
  return Math.min(5, Math.ceil(100 / wallMs));
}

const script = `TIMEFORMAT='%U %S %R'
time for ((run = 0; run < $1; run++)); do "\${@:3}" <"$2" >/dev/null || exit 1; done`;

/** In a process of its own, since AWS's stand-in is in this one; and in a session of its own, which has no terminal. */
async function measure(
  { name, command, env, prepare }: Contestant,
  runs: number,
  { folder, calls }: CompareOptions,
): Promise<Sample> {
  const { env: more, input } = prepare?.() ?? { env: {}, input: '' };
  const file = join(folder, 'input');
  writeFileSync(file, input);
  const before = calls();
  const args = ['-c', script, 'bash', String(runs), file, ...command];
  const options = { env: { ...env, ...more }, detached: true };
  const child = spawn('bash', args, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
  const stderr = await text(child.stderr);
  const times = /([\d.]+) ([\d.]+) ([\d.]+)\n$/.exec(stderr);
  if (times === null) throw new Error(`${name} failed: ${stderr}`);
  const [user = 0, system = 0, wall = 0] = times.slice(1).map(Number);
  return {
    cpuMs: ((user + system) * 1000) / runs,
    wallMs: (wall * 1000) / runs,
    calls: (calls() - before) / runs,
  };
}

function resultOf(name: string, samples: readonly Sample[], baseline: readonly Sample[]): Result {
  const ratios = samples.map(({ cpuMs }, round) => cpuMs / (baseline[round]?.cpuMs ?? NaN));
  const median = (of: (sample: Sample) => number) => quantile(samples.map(of), 0.5);
  return {
    name,
    cpuMs: median(({ cpuMs }) => cpuMs),
    wallMs: median(({ wallMs }) => wallMs),
    calls: median(({ calls }) => calls),
    ratio: [quantile(ratios, 0.25), quantile(ratios, 0.5), quantile(ratios, 0.75)],
    rounds: samples.map(({ cpuMs }) => cpuMs),
  };
}

export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * part)] ?? NaN;
}

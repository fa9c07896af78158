import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export interface Contestant {
  readonly name: string;
  readonly command: readonly string[];
  /** All there is in its environment: what is measured in one that slows the baseline flatters. */
  readonly env: Readonly<Record<string, string>>;
  /** Makes ready for each run, and gives variables for it. Not measured. */
  readonly prepare?: () => Readonly<Record<string, string>>;
}

/** Of one run, in milliseconds; user and system time of the process and its children. */
interface Sample {
  readonly cpuMs: number;
  readonly wallMs: number;
}

export interface Result {
  readonly name: string;
  readonly cpuMs: number;
  readonly wallMs: number;
  /** Of each round's CPU time to that of the first contestant in the same round: the quartiles. */
  readonly ratio: readonly [lower: number, median: number, upper: number];
}

/**
 * Runs everybody in turn, round by round, so that whatever else the machine does comes upon all alike.
 *
 * @param runs of each in a round: bash counts in thousandths of a second, and a short program needs several
 * @throws Error where a program fails: a failure is quick
 */
export async function compare(
  contestants: readonly Contestant[],
  { rounds, runs }: { readonly rounds: number; readonly runs: number },
): Promise<readonly Result[]> {
  const samples = contestants.map((): Sample[] => []);
  for (let round = 0; round < rounds; round += 1)
    for (const [index, contestant] of contestants.entries())
      samples[index]?.push(await measure(contestant, runs));
  const baseline = samples[0] ?? [];
  return contestants.map(({ name }, index) => resultOf(name, samples[index] ?? [], baseline));
}

const script = `TIMEFORMAT='%U %S %R'
time for ((run = 0; run < $1; run++)); do "\${@:2}" </dev/null >/dev/null || exit 1; done`;

/** In a process of its own, since AWS's stand-in is in this one. */
async function measure({ name, command, env, prepare }: Contestant, runs: number): Promise<Sample> {
  const args = ['-c', script, 'bash', String(runs), ...command];
  const { stderr } = await promisify(execFile)('bash', args, { env: { ...env, ...prepare?.() } });
  const times = /([\d.]+) ([\d.]+) ([\d.]+)\n$/.exec(stderr);
  if (times === null) throw new Error(`${name} failed: ${stderr}`);
  const [user = 0, system = 0, wall = 0] = times.slice(1).map(Number);
  return { cpuMs: ((user + system) * 1000) / runs, wallMs: (wall * 1000) / runs };
}

function resultOf(name: string, samples: readonly Sample[], baseline: readonly Sample[]): Result {
  const ratios = samples.map(({ cpuMs }, round) => cpuMs / (baseline[round]?.cpuMs ?? NaN));
  return {
    name,
    cpuMs: quantile(
      samples.map(({ cpuMs }) => cpuMs),
      0.5,
    ),
    wallMs: quantile(
      samples.map(({ wallMs }) => wallMs),
      0.5,
    ),
    ratio: [quantile(ratios, 0.25), quantile(ratios, 0.5), quantile(ratios, 0.75)],
  };
}

function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * part)] ?? NaN;
}

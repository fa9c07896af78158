import { execFileSync } from 'node:child_process';
import { cpus, release, type } from 'node:os';
import packageInfo from '../../package.json' with { type: 'json' };
import { processes } from './counted/at-once.ts';
import type { Count } from './counted/count.ts';
import { uses } from './counted/day.ts';
import type { Scene } from './scene.ts';
import { quantile, type Result } from './timed/compare.ts';

export interface Figures {
  readonly rounds: number;
  readonly hits: readonly [of5: readonly Result[], of5000: readonly Result[]];
  readonly firstRuns: readonly [of5: readonly Result[], of5000: readonly Result[]];
  readonly day: readonly Count[];
  readonly atOnce: readonly Count[];
}

/** `docs/benchmarks.md`. */
export function renderPage(scene: Scene, figures: Figures): string {
  const { hits, firstRuns, day, atOnce } = figures;
  return [
    head(scene, figures.rounds),
    section('A cache hit, with 5 profiles', timings(hits[0])),
    section('A cache hit, with 5,000 profiles', timings(hits[1])),
    section(
      'A first run, with 5 profiles',
      timings(firstRuns[0]),
      beyondCalls(scene, firstRuns[0]),
    ),
    section('A first run, with 5,000 profiles', timings(firstRuns[1])),
    section('A day of work', dayText, counts(day)),
    section(`${processes} at once`, atOnceText, counts(atOnce, processes)),
    section('What was run', whatText, commands(scene)),
    section('Not measured', list([...scene.missing, ...strangers(scene)])),
  ].join('\n');
}

function head({ nodes }: Scene, rounds: number): string {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, ${type()} ${release()}`;
  return `# Benchmarks

What \`npm run bench -- --write\` measured: awsmfa ${packageInfo.version} (${commit}), ${nodes.map(({ name }) => name).join(', ')}, on ${machine}.

Each round runs every program in turn; the figures are medians of ${rounds} rounds. CPU is user and system time of the process and its children, and the ratio is to the first line of the table in the same round, with the middle half of all rounds. The environment holds \`HOME\` and \`PATH\`, and for other tools what leads them to AWS: a stand-in on the same machine, which counts the calls. A first run begins with a code and ends with credentials.
`;
}

const dayText = `Each of five accounts is used every half hour from 9 to 18 o'clock, ${uses} times in all, with the durations that each tool has by default. Somebody at a terminal answers every question. Counted are the questions and the calls to STS that get credentials. The clock is moved by libfaketime.`;

const atOnceText = `${processes} programs are started at once on one terminal, over four profiles, with nothing cached. Somebody answers every question with a code of its own, for two minutes at most.`;

const whatText = `The profile \`prod\` is a role that wants MFA, from a long-term key. "The two calls" are those of a first run, made by the same client of the AWS SDK in a program that does nothing else. The AWS CLI asks who it is, which is a call by itself: what awsmfa adds to a command is what the rows through awsmfa have over the one with a session in a file. aws-mfa prints no credentials, but leaves them in \`~/.aws/credentials\`. Tools that do not know \`AWS_ENDPOINT_URL\` reach the stand-in over TLS, which costs them more.`;

function timings(results: readonly Result[]): string {
  const rows = results.map(({ name, cpuMs, wallMs, calls, ratio: [lower, median, upper] }) => [
    ...[name, cpuMs.toFixed(1), wallMs.toFixed(1), median.toFixed(2)],
    `${lower.toFixed(2)}–${upper.toFixed(2)}`,
    String(calls),
  ]);
  const titles = ['program', 'CPU ms', 'wall ms', 'CPU ratio', 'middle half', 'calls to AWS'];
  return table(titles, rows);
}

/**
 * What awsmfa adds to the calls, which cost any program on Node that much that makes them by the SDK's client: the
 * median of the rounds, as all ratios.
 */
function beyondCalls({ nodes }: Scene, results: readonly Result[]): string {
  const roundsOf = (name: string) => {
    const result = results.find((each) => each.name === name);
    if (result === undefined) throw new Error(`"${name}" was not measured`);
    return result.rounds;
  };
  const ratios = nodes.map(({ name }) => {
    const calls = roundsOf(`the two calls, on ${name}`);
    const empty = roundsOf(`${name}, an empty file`);
    const inRounds = roundsOf(`awsmfa on ${name}`).map(
      (run, round) => 1 + (run - (calls[round] ?? NaN)) / (empty[round] ?? NaN),
    );
    return `${quantile(inRounds, 0.5).toFixed(2)} on ${name}`;
  });
  return `Less the two calls, a first run costs this many times an empty Node: ${ratios.join(', ')}.`;
}

function counts(all: readonly Count[], outOf?: number): string {
  if (all.length === 0) return 'Not measured.';
  const titles = ['tool', 'questions', 'GetSessionToken', 'AssumeRole'];
  const rows = all.map(({ title, questions, sessionTokens, assumedRoles, endedWell }) => [
    ...[title, String(questions), String(sessionTokens), String(assumedRoles)],
    ...(outOf === undefined ? [] : [`${endedWell} of ${outOf}`]),
  ]);
  return table(outOf === undefined ? titles : [...titles, 'got credentials'], rows);
}

function commands({ present }: Scene): string {
  const names = new Map(present.map(({ peer }) => [peer.shown, peer.name]));
  const rows = [...names].map(([shown, name]) => [name, `\`${shown}\``]);
  return table(['tool', 'command'], rows);
}

/** Hosts that a tool would have called besides STS. */
function strangers({ aws }: Scene): readonly string[] {
  return [...new Set(aws.refused)].map((host) => `${host}: some tool wanted to reach it`);
}

function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const isNumber = (column: number) => /^\d/.test(rows[0]?.[column] ?? '');
  const ruler = titles.map((_, column) => (isNumber(column) ? '--:' : '---'));
  return [titles, ruler, ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

function list(lines: readonly string[]): string {
  return lines.length === 0 ? 'Nothing.\n' : lines.map((line) => `- ${line}\n`).join('');
}

function section(title: string, ...paragraphs: readonly string[]): string {
  return `\n## ${title}\n\n${paragraphs.map((text) => text.trimEnd()).join('\n\n')}\n`;
}

// `npm run bench [-- --write --rounds 30]`: what awsmfa and tools like it cost, in time and in questions, on a machine
// that does nothing else. With `--write`, into docs/benchmarks.md.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { countAtOnce } from './counted/at-once.ts';
import { countDay } from './counted/day.ts';
import { type Figures, renderPage } from './page.ts';
import { startAws } from './peers/aws.ts';
import { createScene, project, type Scene } from './scene.ts';
import { raceFirstRuns, raceHits } from './timed/race.ts';
import { warmHomes } from './timed/warm-homes.ts';

async function bench(rounds: number, options: { readonly write: boolean }): Promise<void> {
  const folder = scratchFolder();
  const aws = await startAws(folder);
  try {
    const scene = createScene(folder, aws);
    const page = renderPage(scene, await measure(scene, rounds));
    process.stdout.write(page);
    if (options.write) writePage(page);
  } finally {
    await aws.close();
  }
}

/** Is gone when this ends, if by Ctrl-C too. */
function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'awsmfa-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => process.exit(128 + constants.signals[signal]));
  return folder;
}

async function measure(scene: Scene, rounds: number): Promise<Figures> {
  for (const line of scene.missing) say(`without ${line}`);
  say('five profiles');
  const few = await warmHomes(scene, 5);
  const hitsOf5 = await raceHits(scene, few, rounds);
  const firstRunsOf5 = await raceFirstRuns(scene, few, rounds);
  say('five thousand profiles');
  const many = await warmHomes(scene, 5000);
  const hitsOf5000 = await raceHits(scene, many, rounds);
  const firstRunsOf5000 = await raceFirstRuns(scene, many, rounds);
  say('a day of work');
  const day = await countDay(scene);
  say('twenty at once');
  const atOnce = await countAtOnce(scene);
  return {
    ...{ rounds, day, atOnce },
    hits: [hitsOf5, hitsOf5000],
    firstRuns: [firstRunsOf5, firstRunsOf5000],
  };
}

function say(what: string): void {
  process.stderr.write(`bench: ${what}\n`);
}

function writePage(page: string): void {
  const file = join(project, 'docs/benchmarks.md');
  writeFileSync(file, page);
  execFileSync(join(project, 'node_modules/.bin/prettier'), ['--write', '--log-level=warn', file]);
}

const { values } = parseArgs({
  options: { write: { type: 'boolean' }, rounds: { type: 'string', default: '30' } },
});
void bench(Number(values.rounds), { write: values.write ?? false });

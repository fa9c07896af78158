// `npm run test:mutation [-- ROOM…]`: changes the sources of each room in every small way, one at a time, and counts
// the changes that the room's own tests notice. Fails where fewer than 97 in 100 are. Left out are changes that the
// compiler refuses, and those that equivalents.json lists. Instead of a room, a folder or a file of it can be named, as
// `plan/chain` or `plan/resolve.ts`.
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { relative } from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import { compiles } from './compiler.js';

const requiredPercent = 97;
const rooms = ['words', 'config', 'plan', 'session', 'render', 'disk', 'keys', 'store', 'lock'];

/** Changes after which the program behaves as before: `file`, the line `before` and `after`, and the `reason`. */
const equivalents = JSON.parse(readFileSync(new URL('equivalents.json', import.meta.url), 'utf8'));

const asked = process.argv.slice(2);
const results = [];
for (const place of asked.length > 0 ? asked : rooms) results.push(await mutate(place));
for (const result of results) console.log(summary(result));
process.exitCode = results.every(({ percent }) => percent >= requiredPercent) ? 0 : 1;

/** @param place A folder or a file of `src` */
async function mutate(place) {
  const begin = Date.now();
  const mutants = (await runStryker(place)).map(described);
  const unnoticed = mutants.filter(
    ({ isNoticed, path, text }) => !isNoticed && compiles(path, text),
  );
  const listed = equivalents.filter(({ file }) => `${file}/`.startsWith(`src/${place}/`));
  const survivors = unnoticed.filter((mutant) => !listed.some((entry) => isSame(entry, mutant)));
  const stale = listed.filter((entry) => !unnoticed.some((mutant) => isSame(entry, mutant)));

  for (const mutant of survivors) console.log(shown('survived', mutant));
  for (const entry of stale) console.log(shown('listed as equivalent, but killed or gone', entry));
  const killed = mutants.filter(({ isNoticed }) => isNoticed).length;
  return {
    place,
    killed,
    survived: survivors.length,
    equivalent: unnoticed.length - survivors.length,
    percent: (100 * killed) / (killed + survivors.length),
    seconds: (Date.now() - begin) / 1000,
  };
}

function runStryker(place) {
  process.env.AWSMFA_MUTATED_ROOM = place.split('/')[0];
  return new Stryker({
    mutate: [place.endsWith('.ts') ? `src/${place}` : `src/${place}/**/*.ts`],
    testRunner: 'vitest',
    vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
    coverageAnalysis: 'perTest',
    // What a module sets up once, a regular expression or a table, is behaviour like any other.
    ignoreStatic: false,
    // `taskset -c 0` makes it one, on a machine that others need.
    concurrency: availableParallelism(),
    timeoutMS: 10_000,
    tempDirName: '.stryker-tmp',
    reporters: [process.stdout.isTTY ? 'progress' : 'dots'],
    logLevel: 'error',
  }).runMutationTest();
}

/** A mutant as the line it changes, before and after, so that an edit elsewhere leaves it the same. */
function described({ fileName, location: { start, end }, replacement = '', status }) {
  const lines = readFileSync(fileName, 'utf8').split('\n');
  const head = lines[start.line - 1].slice(0, start.column - 1);
  const tail = lines[end.line - 1].slice(end.column - 1);
  const changed = `${head}${replacement}${tail}`;
  return {
    path: fileName,
    text: [...lines.slice(0, start.line - 1), changed, ...lines.slice(end.line)].join('\n'),
    file: relative('.', fileName),
    line: start.line,
    before: lines[start.line - 1].trim(),
    after: changed.trim().replaceAll(/\s+/g, ' '),
    isNoticed: ['Killed', 'Timeout', 'RuntimeError'].includes(status),
  };
}

function isSame(one, other) {
  return ['file', 'before', 'after'].every((part) => one[part] === other[part]);
}

function shown(what, { file, line, before, after }) {
  return `${what}: ${file}${line === undefined ? '' : `:${line}`}\n  - ${before}\n  + ${after}`;
}

function summary({ place, killed, survived, equivalent, percent, seconds }) {
  const counts = `${killed} killed, ${survived} survived, ${equivalent} equivalent`;
  return `${place}: ${counts}: ${percent.toFixed(1)} % (${seconds.toFixed(0)} s)`;
}

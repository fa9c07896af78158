import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { Environment } from '../../ground/environment.ts';
import { ownFileName } from '../../ground/program-name.ts';
import { findProgram } from './find-program.ts';
import { ancestors } from './process-info.ts';

/**
 * Whether this very call of awsmfa is made further up as well: an awsmfa with the same arguments, and with no sign
 * that it reads other files, waits for our output. The processes above us show it: no wrapper can hide them as `env -i`
 * or `sudo` hides variables.
 */
export async function isWithinSameCall(env: Environment): Promise<boolean> {
  let calls = 0;
  for await (const { pid, argv } of ancestors(generations)) {
    const args = argumentsOfOurs(argv);
    if (args === undefined) continue;
    calls += 1;
    if (isDeepStrictEqual(args, process.argv.slice(2)) && readsSameFiles(pid, env)) return true;
  }
  return calls >= mostCalls;
}

/** More than any chain of wrappers needs. */
const generations = 100;

/** For calls that differ each time. */
const mostCalls = 10;

/** What follows awsmfa's name; undefined for any other program, such as one that starts awsmfa. */
function argumentsOfOurs(argv: readonly string[]): readonly string[] | undefined {
  const program = findProgram(argv);
  if (program.kind !== 'named' || !ownFileName.test(program.name)) return undefined;
  const script = argv.findIndex((word) => word.endsWith(program.name));
  return script < 0 ? undefined : argv.slice(script + 1);
}

/** Another configuration may lead elsewhere. The variables of another user's process cannot be read. */
function readsSameFiles(pid: number, env: Environment): boolean {
  const theirs = variablesOf(pid);
  return theirs === undefined || places.every((name) => theirs.get(name) === env[name]);
}

const places = ['HOME', 'AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE'];

function variablesOf(pid: number): ReadonlyMap<string, string> | undefined {
  try {
    const lines = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
    return new Map(lines.map((line) => [line.split('=', 1)[0] ?? '', line.replace(/^[^=]*=/, '')]));
  } catch {
    return undefined;
  }
}

import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { ownFileName } from '../../src/ground/program-name.ts';

/** A command line that test/support/hooks/record.cjs wrote down. */
interface Entry {
  readonly kind: 'start' | 'child';
  readonly argv: readonly string[];
}

/** What Node processes were started, and what they started. */
export interface ProcessRecord {
  /** The arguments of every awsmfa that was started, by whomever. */
  awsmfa(): readonly (readonly string[])[];
  /** The command lines of what Node processes started. */
  children(): readonly (readonly string[])[];
}

export function openRecord(file: string): ProcessRecord {
  const read = (kind: Entry['kind']) =>
    entriesOf(file).flatMap((entry) => (entry.kind === kind ? [entry.argv] : []));
  return {
    awsmfa: () =>
      read('start').flatMap(([, program = '', ...rest]) => (isAwsmfa(program) ? [rest] : [])),
    children: () => read('child'),
  };
}

function entriesOf(file: string): readonly Entry[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Entry);
}

function isAwsmfa(program: string): boolean {
  return ownFileName.test(basename(program));
}

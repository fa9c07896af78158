import { printable } from '../../words/text.ts';
import { findProgram } from './find-program.ts';
import { ancestors } from './process-info.ts';

/**
 * The name of the program that started awsmfa, such as `terraform` or `aws`, safe to show; undefined where a person
 * did so in a shell, or where it cannot be known.
 */
export async function findCaller(): Promise<string | undefined> {
  for await (const { argv } of ancestors(generations)) {
    const program = findProgram(argv);
    if (program.kind !== 'wrapper')
      return program.kind === 'named' ? safe(program.name) : undefined;
  }
  return undefined;
}

/** Half of the SDKs run awsmfa with `sh -c`, and a wrapper script or two may stand in between. */
const generations = 5;

/** A program may call itself whatever it likes. */
function safe(name: string): string {
  return printable(name.slice(0, 60));
}

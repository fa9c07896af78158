import { credentialProcess } from '../commands/credentials/credential-process.ts';
import { exitStatus, Failure } from '../ground/failure.ts';
import type { Host } from '../host/host.ts';
import { commandNames } from '../plan/model/command-line.ts';
import { renderFailure } from '../render/failure.ts';
import { printable } from '../words/text.ts';
import { parseHelperCall } from './arguments/helper-call.ts';
import { defaultRunOptions } from '../run/run-options.ts';

/** Runs one command line (without the program's name) and resolves to the exit status. */
export async function runCommandLine(argv: readonly string[], host: Host): Promise<number> {
  try {
    const helper = parseHelperCall(argv);
    if (helper !== undefined) {
      await credentialProcess(helper.profile, defaultRunOptions, host);
      return 0;
    }
    const { runProgram } = await import('./program.ts');
    return await runProgram(argv, host);
  } catch (error) {
    const status = report(error, host);
    if (mayBeExport(argv)) await (await import('./failed-export.ts')).failExport(argv, host);
    return status;
  }
}

/** A command that is misspelt, missing or preceded by an option counts as one that an `eval` waits for. */
function mayBeExport([command]: readonly string[]): boolean {
  return command === 'export' || !commandNames.some((name) => name === command);
}

function report(error: unknown, host: Host): number {
  if (error instanceof Failure) {
    host.err(renderFailure(error));
    return exitStatus[error.kind];
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  host.err(`awsmfa: error: a bug: ${printable(message)}\n`);
  for (const line of stack?.split('\n').slice(1) ?? []) host.err(`${printable(line)}\n`);
  return 1;
}

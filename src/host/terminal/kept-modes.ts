import { spawnSync } from 'node:child_process';
import { closeSync, constants, openSync } from 'node:fs';
import { isCutOff } from '../process/cut-off.ts';
import { readProcess } from '../process/process-info.ts';
import { isInBackground } from './terminal.ts';

/**
 * Remembers the modes of the terminal before a program gets it, alone. One that asks for a passphrase turns the echo
 * off, and has no time to turn it on again where it is terminated.
 *
 * @returns how to put them back; that does nothing where there is no `stty`, the caller has gone, or another job has
 *   the terminal
 */
export async function keepModes(): Promise<() => Promise<void>> {
  const modes = await stty('-g');
  return async () => {
    if (modes !== undefined) await stty(modes);
  };
}

/** What it printed; undefined where there is no terminal, it is not ours, or there is no such program. */
async function stty(word: string): Promise<string | undefined> {
  if (process.platform === 'win32') return undefined;
  const descriptor = terminalDescriptor();
  if (descriptor === undefined) return undefined;
  try {
    // A job in the background that sets modes is stopped.
    if (isCutOff() || isInBackground(await readProcess(process.pid))) return undefined;
    const { status, stdout } = spawnSync('stty', [word], {
      stdio: [descriptor, 'pipe', 'ignore'],
      encoding: 'utf8',
      // It waits for a terminal that is suspended by Ctrl-S.
      timeout: 1_000,
    });
    return status === 0 ? stdout.trim() : undefined;
  } finally {
    closeSync(descriptor);
  }
}

function terminalDescriptor(): number | undefined {
  try {
    return openSync('/dev/tty', constants.O_RDONLY | constants.O_NOCTTY);
  } catch {
    return undefined;
  }
}

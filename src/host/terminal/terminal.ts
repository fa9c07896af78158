import { closeSync, constants, openSync, readSync } from 'node:fs';
import { ReadStream, WriteStream } from 'node:tty';
import { type ProcessInfo, readProcess } from '../process/process-info.ts';

/** The controlling terminal, or why nobody can be asked on it. */
export type TerminalResult = { readonly terminal: Terminal } | { readonly unavailable: string };

/** The controlling terminal, open for reading and writing, apart from stdin, stdout and stderr. */
export interface Terminal {
  /** For people: `/dev/pts/3`. */
  readonly name: string;
  readonly input: ReadStream;
  readonly output: WriteStream;
  /** Leaves the terminal as it was found. Safe to call twice. */
  close(): void;
}

/**
 * Opens the controlling terminal, whatever stdin, stdout and stderr are, or says why nobody can be asked on it.
 * Never waits and never stops the process: a background job that touched the terminal's modes would be stopped by
 * SIGTTOU without a word.
 */
export async function openTerminal(): Promise<TerminalResult> {
  const self = await readProcess(process.pid);
  if (self !== undefined && isInBackground(self))
    return { unavailable: 'awsmfa runs in the background' };
  try {
    return { terminal: terminalOn(openDevice(), self?.terminal) };
  } catch {
    // ENXIO where the process has no controlling terminal, EIO where it hung up, ENOENT where there is no /dev.
    return { unavailable: 'there is no terminal' };
  }
}

/**
 * Throws away what was typed and not yet read, so that it is not taken for the answer to a question nobody saw. The
 * terminal must be in raw mode: in cooked mode an unfinished line stays where it is.
 */
export function discardTypedAhead(): void {
  // A Windows console cannot be read without waiting.
  if (process.platform === 'win32') return;
  try {
    readAllPending();
  } catch {
    // No terminal any more, so nothing is pending.
  }
}

interface Device {
  readonly name: string;
  readonly input: number;
  readonly output: number;
}

function openDevice(): Device {
  if (process.platform === 'win32') {
    const input = openSync(String.raw`\\.\CONIN$`, 'r+');
    return { name: 'the console', input, output: openSync(String.raw`\\.\CONOUT$`, 'r+') };
  }
  const both = openSync('/dev/tty', constants.O_RDWR | quietly);
  return { name: '/dev/tty', input: both, output: both };
}

/** Neither waits for a modem line nor makes the terminal ours. Not on Windows, where these are undefined. */
const quietly = constants.O_NOCTTY | constants.O_NONBLOCK;

function isInBackground({ processGroup, foregroundGroup }: ProcessInfo): boolean {
  return foregroundGroup > 0 && processGroup !== foregroundGroup;
}

function terminalOn(device: Device, name = device.name): Terminal {
  const input = new ReadStream(device.input);
  const output = new WriteStream(device.output);
  // After a hang-up every write and every change of mode fails with EIO: whoever asks sees the input end.
  for (const stream of [input, output]) stream.on('error', () => undefined);
  const stopFollowing = followSize(output);
  const close = once(() => {
    stopFollowing();
    restore(input, output);
    // An open stream keeps Node from exiting.
    input.destroy();
    output.destroy();
    closeDevice(device);
  });
  return { name, input, output, close };
}

function restore(input: ReadStream, output: WriteStream): void {
  if (!input.isRaw) return;
  input.setRawMode(false);
  output.write(showCursor);
}

const showCursor = '\u001b[?25h';

/** Node keeps `columns` up to date for process.stdout alone. */
function followSize(output: WriteStream): () => void {
  const refresh = () => (output as WriteStream & { _refreshSize?(): void })._refreshSize?.();
  process.on('SIGWINCH', refresh);
  return () => process.off('SIGWINCH', refresh);
}

/**
 * A Unix terminal is opened anew by libuv for every stream, by its name, so the first descriptor is still ours; a
 * Windows console is not, and its streams have closed it.
 */
function closeDevice(device: Device): void {
  if (process.platform === 'win32') return;
  try {
    closeSync(device.input);
  } catch {
    // EBADF: libuv could not find the device's name and used this very descriptor.
  }
}

function readAllPending(): void {
  const terminal = openSync('/dev/tty', constants.O_RDONLY | quietly);
  const buffer = Buffer.alloc(4_096);
  try {
    // Ends with EAGAIN as a rule; the bound is for a terminal into which something types without end.
    for (let reads = 0; reads < 64 && readSync(terminal, buffer) > 0; reads += 1);
  } finally {
    closeSync(terminal);
  }
}

function once(action: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    action();
  };
}

import { closeSync, constants, openSync, readSync } from 'node:fs';
import { isatty, ReadStream } from 'node:tty';
import { errorCode } from '../../ground/error-code.ts';
import { isCutOff } from '../process/cut-off.ts';
import { isStandalone } from '../process/own-program.ts';

/** What was typed since the last look, possibly nothing, or why nothing will come any more. */
export type Typed =
  | { readonly kind: 'text'; readonly text: string }
  /** Ctrl-D at the start of a line. */
  | { readonly kind: 'end-of-input' }
  /** The terminal has gone, as with a closed window. */
  | { readonly kind: 'hung-up' }
  /** The caller has gone, and the terminal is somebody else's. */
  | { readonly kind: 'orphaned' };

/**
 * Reads what a person types, in whatever mode the terminal is.
 *
 * awsmfa changes the terminal's mode for two things: in `discardUnfinishedLine`, which restores it before it returns,
 * and in `hideTyping`, which restores it when what it returned is called. `ask` (ask/question.ts) does that however a
 * question ends, also at the signals that `Job` catches; any other, such as SIGKILL or SIGALRM, leaves the mode
 * changed. What another program leaves behind is undone by `keepModes` (kept-modes.ts). At an exit Node would set the
 * modes it found at its start: `endProcess` (host/process/end-process.ts) keeps it from that.
 */
export interface TerminalInput {
  /**
   * Never waits. In canonical mode it returns one whole line at a time, with its line feed; where the caller has the
   * terminal in raw mode, whatever keys were hit, Return as a carriage return.
   */
  read(): Typed;
  /**
   * Throws away a line that was begun and not ended, which would otherwise be the start of the shell's next command.
   */
  discardUnfinishedLine(): void;
  /**
   * Until what it returns is called, nothing that is typed is shown, and keys come one by one, Return as a carriage
   * return and Ctrl-C as a character.
   */
  hideTyping(): () => void;
  close(): void;
}

/**
 * The controlling terminal. It is polled, not awaited, because only then can awsmfa check before each read that its
 * caller is still there: what is typed after the caller has gone is for the shell.
 *
 * @throws errors of the system: ENXIO where there is no controlling terminal, EIO where it hung up
 */
export function openUnixInput(): TerminalInput {
  const { O_RDONLY, O_NOCTTY, O_NONBLOCK } = constants;
  const descriptor = openSync('/dev/tty', O_RDONLY | O_NOCTTY | O_NONBLOCK);
  const input: TerminalInput = {
    read: () => (isCutOff() ? { kind: 'orphaned' } : readNow(descriptor)),
    discardUnfinishedLine() {
      const stream = new ReadStream(descriptor);
      stream.on('error', () => undefined);
      // The line becomes readable only in raw mode. Nothing else runs in between, so that only a signal that is
      // not caught, within these microseconds, could leave the terminal in it.
      stream.setRawMode(true);
      discardTyped(input);
      stream.setRawMode(false);
      letGo(stream);
    },
    hideTyping() {
      const stream = new ReadStream(descriptor);
      stream.on('error', () => undefined);
      stream.setRawMode(true);
      return () => {
        stream.setRawMode(false);
        letGo(stream);
      };
    },
    close: () => closeSync(descriptor),
  };
  return input;
}

/** Node gave the stream a descriptor of its own, which goes with it. Bun gave it ours, which is still needed. */
function letGo(stream: ReadStream): void {
  if (!isStandalone()) stream.destroy();
}

/** Throws away what was typed until now, so that it is not taken for the answer to a question nobody has seen. */
export function discardTyped(input: Pick<TerminalInput, 'read'>): void {
  // The bound is for a terminal into which something types without end.
  for (let reads = 0; reads < 64 && isText(input.read()); reads += 1);
}

function isText(typed: Typed): boolean {
  return typed.kind === 'text' && typed.text !== '';
}

/** A hung-up terminal reads as an end of input or as EIO, and is a terminal no more. */
function readNow(descriptor: number): Typed {
  const buffer = Buffer.alloc(longestLine);
  try {
    const length = readSync(descriptor, buffer);
    if (length > 0) return { kind: 'text', text: buffer.toString('latin1', 0, length) };
    return isatty(descriptor) ? { kind: 'end-of-input' } : { kind: 'hung-up' };
  } catch (error) {
    if (errorCode(error) === 'EAGAIN') return { kind: 'text', text: '' };
    // EIO on a terminal: the shell that started the job has it back, though our own caller lives on.
    return isatty(descriptor) ? { kind: 'orphaned' } : { kind: 'hung-up' };
  }
}

/** The kernel keeps no more of a line than this, its line feed included. */
const longestLine = 4096;

/** The Windows console, which can be read without waiting only by a stream. */
export function openConsoleInput(): TerminalInput {
  const stream = new ReadStream(openSync(String.raw`\\.\CONIN$`, 'r+'));
  let text = '';
  let hasEnded = false;
  stream.on('data', (bytes: Buffer) => (text += bytes.toString('latin1')));
  for (const event of ['end', 'error']) stream.on(event, () => (hasEnded = true));
  return {
    read() {
      if (hasEnded && text === '') return { kind: 'end-of-input' };
      const typed = text;
      text = '';
      return { kind: 'text', text: typed };
    },
    // The console gives a line to whoever reads when it is finished.
    discardUnfinishedLine: () => undefined,
    hideTyping() {
      stream.setRawMode(true);
      return () => void stream.setRawMode(false);
    },
    close: () => void stream.destroy(),
  };
}

import { PassThrough, type Readable } from 'node:stream';
import type { KeySignal } from '../host/terminal/job.ts';

export interface Keyboard {
  /** What was typed and is fit for a line of text. */
  readonly keys: PassThrough;
  /** Stops listening to the terminal. */
  readonly release: () => void;
}

/**
 * Stands between a terminal in raw mode and `prompts`, which has no answer to Ctrl-Z and Ctrl-\, puts every control
 * character it does not know into the answer, and a function key as the text `undefined`.
 *
 * @param onSignal told of the keys that send a signal while a terminal is in cooked mode
 */
export function listenToKeys(input: Readable, onSignal: (signal: KeySignal) => void): Keyboard {
  const keys = new PassThrough();
  const onData = (bytes: Buffer) => {
    for (const [key] of bytes.toString('latin1').matchAll(eachKey)) {
      const signal = signalKeys[key];
      if (signal !== undefined) {
        onSignal(signal);
        return;
      }
      const meant = replaced[key] ?? key;
      if (isForLine(meant)) keys.write(meant);
      // What came in one go with Return is not for this question any more: `prompts` would still put it into the answer.
      if (meant === '\r' || meant === '\n') return;
    }
  };
  input.on('data', onData);
  // It was paused by the `release` before, if this is not the first time.
  input.resume();
  return {
    keys,
    release() {
      input.off('data', onData);
      input.pause();
    },
  };
}

/** A key: an escape sequence or a single character. */
const eachKey = /\u001b\[[0-?]*[ -/]*[@-~]|\u001bO[@-~]|[^]/g;

const signalKeys: Partial<Record<string, KeySignal>> = {
  '\u0003': 'SIGINT',
  '\u001a': 'SIGTSTP',
  '\u001c': 'SIGQUIT',
};

const escape = '\u001b';
const clearLine = '\u0007';

/** Ctrl-U clears the line everywhere; in `prompts` that is Ctrl-G. */
const replaced: Partial<Record<string, string>> = { '\u0015': clearLine };

/** Printable ASCII, Return, Backspace, and what moves within a line or leaves it (Esc, Ctrl-D). */
function isForLine(key: string): boolean {
  return /^[ -~]$/.test(key) || editingKeys.has(key);
}

const left = `${escape}[D`;
const right = `${escape}[C`;
const deleteForward = `${escape}[3~`;
const editingKeys = new Set([
  ...['\r', '\n', '\b', '\u007f', '\u0001', '\u0004', '\u0005', clearLine],
  ...[escape, left, right, deleteForward],
]);

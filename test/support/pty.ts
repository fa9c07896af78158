import type { Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { type IPty, spawn } from '@lydell/node-pty';
import { type Shown, showScreen } from './screen.ts';

export interface PtyOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly columns?: number;
  readonly rows?: number;
}

export interface PtyExit {
  readonly exitCode: number;
  /** The number of the signal that ended the program; 0 where none did. */
  readonly signal: number;
}

/** A program that has a pseudo-terminal as its controlling terminal, and the person in front of it. */
export interface Pty {
  readonly pid: number;
  /** Everything that was written to the terminal, with all escape sequences. */
  raw(): string;
  /** What a person sees now, and could scroll back to. */
  screen(): Shown;
  /**
   * Resolves once this is in what was written after the match before. Rejects, and shows the screen, where the program
   * has ended without it or 60 seconds have passed.
   */
  waitFor(expected: string | RegExp): Promise<void>;
  write(keys: string): void;
  resize(columns: number, rows: number): void;
  /** Sends a signal to the program itself. */
  kill(signal: NodeJS.Signals): void;
  /** Takes the terminal away, as a closed window does. */
  hangUp(): void;
  /** Resolves when the program has ended and all it wrote has arrived. */
  readonly exit: Promise<PtyExit>;
}

/** Runs a program on a pseudo-terminal of its own, as the leader of the terminal's session. */
export function spawnInPty(
  command: string,
  args: readonly string[],
  options: PtyOptions = {},
): Pty {
  const { columns = 100, rows = 24, cwd, env = process.env } = options;
  const place = { cols: columns, rows, env: { ...env }, ...(cwd === undefined ? {} : { cwd }) };
  const child = spawn(command, [...args], { name: 'xterm-256color', ...place });
  readToTheEnd(child);
  const transcript = createTranscript();
  let size = [columns, rows] as const;
  child.onData((data) => transcript.add(data));
  const exit = new Promise<PtyExit>((resolve) => {
    child.onExit(({ exitCode, signal = 0 }) => {
      transcript.end();
      resolve({ exitCode, signal });
    });
  });
  return {
    pid: child.pid,
    raw: () => transcript.text(),
    screen: () => showScreen(transcript.text(), ...size),
    waitFor: (expected) => transcript.waitFor(expected),
    write: (keys) => child.write(keys),
    resize(newColumns, newRows) {
      size = [newColumns, newRows];
      child.resize(newColumns, newRows);
    },
    kill: (signal) => child.kill(signal),
    hangUp: () => (child as unknown as { destroy(): void }).destroy(),
    exit,
  };
}

/**
 * node-pty stops reading 200 ms after the program's end, read or not. Where another test keeps this process busy for so
 * long, the end of what was written would be missing: it goes on until nothing more comes.
 */
function readToTheEnd(child: IPty): void {
  const { _socket: socket } = child as unknown as { readonly _socket: Socket };
  const stop = socket.destroy.bind(socket);
  let hasHeard = true;
  socket.on('data', () => (hasHeard = true));
  const whenQuiet = async () => {
    while (hasHeard) {
      hasHeard = false;
      for (let turn = 0; turn < 3; turn += 1) await setImmediate();
    }
    stop();
  };
  socket.destroy = () => {
    void whenQuiet();
    return socket;
  };
}

/** What has been written so far, and who waits for more. */
function createTranscript() {
  let text = '';
  let matched = 0;
  let hasEnded = false;
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const look of waiting) look();
  };
  /** Whether it is there; if so, the next search starts behind it. */
  const find = (expected: string | RegExp): boolean => {
    const match = new RegExp(patternOf(expected)).exec(text.slice(matched));
    if (match !== null) matched += match.index + match[0].length;
    return match !== null;
  };
  return {
    text: () => text,
    add(data: string) {
      text += data;
      wake();
    },
    end() {
      hasEnded = true;
      wake();
    },
    waitFor(expected: string | RegExp): Promise<void> {
      return new Promise((resolve, reject) => {
        const settle = (action: () => void) => {
          waiting.delete(look);
          clearTimeout(timer);
          action();
        };
        const lament = (why: string) =>
          settle(() =>
            reject(new Error(`${why} without ${String(expected)} after ${JSON.stringify(text)}`)),
          );
        const look = () => {
          if (find(expected)) settle(resolve);
          else if (hasEnded) lament('the program ended');
        };
        const timer = setTimeout(() => lament('60 seconds passed'), 60_000);
        waiting.add(look);
        look();
      });
    },
  };
}

function patternOf(expected: string | RegExp): string | RegExp {
  return typeof expected === 'string'
    ? expected.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)
    : expected;
}

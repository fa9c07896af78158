import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { installed } from './installed.ts';

/** Whether windows can be opened and answered here. */
export const hasDesktop = ['Xvfb', 'xdotool', 'zenity'].every((name) => installed(name).length > 0);

/** A screen that nobody sees, and the person in front of it. */
export interface Desktop {
  /** What a program needs to know of it. */
  readonly env: { readonly DISPLAY: string };
  /** Waits for the next window that asks for a code, types into it, and hits a key: `Return`, `Escape`. */
  answer(text: string, key?: string): Promise<void>;
  /** Waits until there is a window. */
  waitForOne(): Promise<void>;
  /** Waits until there are no more windows. */
  waitForNone(): Promise<void>;
  close(): Promise<void>;
}

export async function openDesktop(): Promise<Desktop> {
  // Without -noreset, whoever connects in the moment after the last program has gone finds no display.
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '800x600x24', '-nolisten', 'tcp', '-noreset'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const lines = createInterface({ input: server.stdio[3] as Readable });
  const [number] = (await once(lines, 'line')) as [string];
  const env = { DISPLAY: `:${number}` };
  const xdotool = async (...args: readonly string[]) => {
    const options = { env: { ...process.env, ...env } };
    return (await promisify(execFile)('xdotool', args, options)).stdout;
  };
  // It fails where it finds none.
  const search = () => xdotool('search', '--onlyvisible', '--name', '^awsmfa$').catch(() => '');
  const windows = async () => (await search()).split('\n').filter((line) => line !== '');
  const answered = new Set<string>();
  /** A window of a program that has not been answered: the numbers of windows are used again. */
  const next = async (): Promise<string | undefined> => {
    for (const window of await windows()) {
      const program = await xdotool('getwindowpid', window).catch(() => undefined);
      if (program === undefined || answered.has(program)) continue;
      answered.add(program);
      return window;
    }
    return undefined;
  };
  return {
    env,
    async answer(text, key = 'Return') {
      const window = await until(next);
      await xdotool('windowfocus', '--sync', window);
      if (text !== '') await xdotool('type', '--delay', '5', text);
      await xdotool('key', key);
    },
    async waitForOne() {
      await until(async () => (await windows())[0]);
    },
    async waitForNone() {
      await until(async () => ((await windows()).length === 0 ? true : undefined));
    },
    async close() {
      server.kill();
      await once(server, 'exit');
    },
  };
}

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (let looks = 0; looks < 400; looks += 1) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the window did not come, or did not go');
}

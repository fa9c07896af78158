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
  /** The windows that ask for a code now. */
  windows(): Promise<readonly string[]>;
  /** Waits until as many windows ask for a code, and returns them. */
  waitForWindows(count: number): Promise<readonly string[]>;
  /** Types into a window, and hits a key: `Return`, `Escape`. */
  type(window: string, text: string, key: string): Promise<void>;
  close(): Promise<void>;
}

export async function openDesktop(): Promise<Desktop> {
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '800x600x24', '-nolisten', 'tcp'],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  );
  const lines = createInterface({ input: server.stdio[3] as Readable });
  const [number] = (await once(lines, 'line')) as [string];
  const env = { DISPLAY: `:${number}` };
  const xdotool = async (...args: readonly string[]) => {
    const options = { env: { ...process.env, ...env } };
    return (await promisify(execFile)('xdotool', args, options)).stdout;
  };
  const windows = async () => {
    // It fails where it finds none.
    const found = await xdotool('search', '--onlyvisible', '--name', '^awsmfa$').catch(() => '');
    return found.split('\n').filter((line) => line !== '');
  };
  return {
    env,
    windows,
    async waitForWindows(count) {
      for (let looks = 0; looks < 400; looks += 1) {
        const found = await windows();
        if (found.length === count) return found;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`there are ${(await windows()).length} windows, not ${count}`);
    },
    async type(window, text, key) {
      await xdotool('windowfocus', '--sync', window);
      if (text !== '') await xdotool('type', '--delay', '5', text);
      await xdotool('key', key);
    },
    async close() {
      server.kill();
      await once(server, 'exit');
    },
  };
}

import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { beforeAll, expect, test } from 'vitest';
import { type Bundle, bundleFixture } from '../../support/bundle.ts';
import { spawnInPty } from '../../support/pty.ts';

let bundle: Bundle;
beforeAll(async () => {
  bundle = await bundleFixture('terminal');
});

const fixture = (): string => `'${process.execPath}' '${bundle.file}'`;

test('the controlling terminal is opened under its name, wherever stdin, stdout and stderr go, and left in its mode', async () => {
  const pty = spawnInPty('sh', [
    '-c',
    `tty; ${fixture()} </dev/null 2>/dev/null | cat; echo; stty -a`,
  ]);
  await pty.exit;
  const [device = '', written, opened = ''] = pty.screen().text.split('\n');
  expect(device).toMatch(/^\/dev\//);
  expect(written).toBe('written');
  expect(JSON.parse(opened)).toEqual({ name: device, columns: 100 });
  expect(pty.raw()).toMatch(/(?<!-)\bicanon\b/);
});

test('a process in a session without a terminal has none', async () => {
  const child = spawn(process.execPath, [bundle.file], { detached: true });
  expect(await text(child.stdout)).toBe('there is no terminal');
});

test('a background job has none, and is not stopped by asking', async () => {
  const pty = spawnInPty('sh', ['-c', `set -m; ${fixture()} & wait $!; echo "; status $?"`]);
  await pty.waitFor('awsmfa runs in the background; status 0');
  await pty.exit;
});

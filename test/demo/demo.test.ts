import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { rolldown } from 'rolldown';
import { loadConfig } from 'rolldown/config';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { projectRoot } from '../support/bundle.ts';
import { spawnInPty } from '../support/pty.ts';

const demo = join(projectRoot, 'dist-demo/demo.cjs');
const timeout = 60_000;

let folder: string;
let temporary: string;

/** The set-up of all tests builds the program alone. */
beforeAll(async () => {
  const config = await loadConfig(join(projectRoot, 'rolldown.config.js'));
  const all = typeof config === 'function' ? [] : [config].flat();
  const options = all.find(({ output }) => [output].flat()[0]?.dir === 'dist-demo');
  const bundle = await rolldown({ ...options, cwd: projectRoot });
  await bundle.write([options?.output].flat()[0]);
  await bundle.close();
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'awsmfa-demo-test-'));
  temporary = mkdtempSync(join(folder, 'tmp-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the demo without a terminal of its own: stdin is a pipe. */
function runDemo(args: readonly string[], path: string): Promise<Ended> {
  return new Promise((resolve) => {
    const env = { PATH: path, TMPDIR: temporary };
    execFile(process.execPath, [demo, ...args], { env }, (error, stdout, stderr) =>
      resolve({ status: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

/** A PATH on which there is Node and nothing else, so no AWS CLI. */
function nodeOnly(): string {
  const bin = mkdtempSync(join(folder, 'bin-'));
  symlinkSync(process.execPath, join(bin, 'node'));
  return bin;
}

/** What is left in the folder for temporary files. */
const left = () => readdirSync(temporary);

const asShown = /MFA codes accepted +1 +0\s+sts:GetSessionToken +1 +0\s+sts:AssumeRole +4 +0\s/;

test(
  'the demo runs where nobody is, with whatever client is there, and leaves nothing behind',
  async () => {
    const { status, stdout, stderr } = await runDemo([], process.env['PATH'] ?? '');
    expect(stderr).toBe('');
    expect(stdout).toMatch(asShown);
    expect(status).toBe(0);
    expect(left()).toEqual([]);
  },
  timeout,
);

test(
  'a person types one code, is asked once, and sees five accounts twice, with no AWS CLI installed',
  async () => {
    const env = { PATH: nodeOnly(), TMPDIR: temporary, TERM: 'xterm' };
    const pty = spawnInPty('node', [demo], { env, cwd: projectRoot });
    await pty.waitFor('Type the code when awsmfa asks for it');
    const [, first, second] = /shows (\d{3}) (\d{3}),/.exec(pty.raw()) ?? [];
    await pty.waitFor('MFA code for arn:aws:iam::111111111111:mfa/jane');
    pty.write(`${first} ${second}\r`);
    expect(await pty.exit).toMatchObject({ exitCode: 0 });
    const { text } = pty.screen();
    expect(text).toMatch(asShown);
    expect(text.match(/arn:aws:sts::555555555555:assumed-role\/admin\/jane/g)).toHaveLength(2);
    expect(left()).toEqual([]);
  },
  timeout,
);

test(
  'Ctrl-C at the prompt ends the demo and leaves nothing behind',
  async () => {
    const env = { PATH: nodeOnly(), TMPDIR: temporary, TERM: 'xterm' };
    const pty = spawnInPty('node', [demo], { env, cwd: projectRoot });
    await pty.waitFor('MFA code for arn:aws:iam::111111111111:mfa/jane');
    pty.write('\u0003');
    expect(await pty.exit).toMatchObject({ exitCode: 130 });
    expect(left()).toEqual([]);
  },
  timeout,
);

test('an option the demo does not know is a usage error', async () => {
  const { status, stderr } = await runDemo(['--no'], dirname(process.execPath));
  expect(stderr).toBe('demo: usage: npm run demo [-- --yes]\n');
  expect(status).toBe(2);
});

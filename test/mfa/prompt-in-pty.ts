import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type Bundle, bundleFixture } from '../support/bundle.ts';
import { type Pty, spawnInPty } from '../support/pty.ts';

export const enter = '\r';
export const escape = '\u001b';

/** What Ctrl with a letter sends. */
export function control(letter: string): string {
  return String.fromCharCode(letter.charCodeAt(0) & 0x1f);
}

/** The last words of the question: from here on keys are the answer. */
export const ready = 'mfa/jane ›';

/** What is wrong with an answer; from here on keys are another one. */
export const complaint = 'an MFA code has six digits ›';

/** A person in front of a prompt. */
export interface PromptRun extends Pty {
  /** What came of it: the code, or the Failure. */
  result(): unknown;
  /** The text of a file in the run's folder; undefined where it was not written. */
  file(name: string): string | undefined;
  readonly folder: string;
  /** The process that asks. */
  promptPid(): number;
}

export interface PromptRunner {
  /**
   * Runs a script in `sh` as the leader of the terminal's session. In it, `ask` runs the program that asks, with
   * stdout and stderr going to the files `out` and `err`.
   */
  run(script: string, variables?: Readonly<Record<string, string>>, size?: Size): PromptRun;
  /** Runs the program that asks where there is no terminal; resolves to its exit status and what came of it. */
  runWithoutTerminal(variables?: Readonly<Record<string, string>>): Promise<Outcome>;
  /** Removes what the runs left. */
  remove(): void;
}

export interface Outcome {
  readonly exitCode: unknown;
  readonly result: unknown;
}

interface Size {
  readonly columns?: number;
  readonly rows?: number;
}

export async function createPromptRunner(): Promise<PromptRunner> {
  const bundle = await bundleFixture('prompt');
  const folders: string[] = [];
  const makeFolder = () => {
    const folder = mkdtempSync(join(tmpdir(), 'awsmfa-prompt-'));
    folders.push(folder);
    return folder;
  };
  return {
    run(script, variables = {}, size = {}) {
      const folder = makeFolder();
      const env = { ...environment(bundle, folder), ...variables };
      const pty = spawnInPty('sh', ['-c', script.replaceAll(/\bask\b/g, askCommand)], {
        cwd: folder,
        env,
        ...size,
      });
      const file = (name: string) => read(join(folder, name));
      const result = (): unknown => JSON.parse(file('result') ?? 'null');
      return { ...pty, folder, file, result, promptPid: () => Number(file('pid')) };
    },
    async runWithoutTerminal(variables = {}) {
      const folder = makeFolder();
      const env = { ...environment(bundle, folder), ...variables };
      // Detached: in a session of its own, which has no terminal.
      const child = spawn(process.execPath, [bundle.file], {
        env,
        detached: true,
        stdio: 'ignore',
      });
      const [exitCode] = (await once(child, 'exit')) as unknown[];
      return { exitCode, result: JSON.parse(read(join(folder, 'result')) ?? 'null') as unknown };
    },
    remove() {
      for (const folder of folders) rmSync(folder, { recursive: true });
    },
  };
}

/** Once it has ended: the terminal's modes, which `stty -a` wrote into the file `modes`, are those of a shell. */
export async function expectCooked(run: PromptRun): Promise<void> {
  await run.exit;
  for (const mode of ['icanon', 'echo', 'isig', 'icrnl', 'iexten']) {
    expect(run.file('modes')).toMatch(new RegExp(String.raw`(?<!-)\b${mode}\b`));
  }
}

export function expectSilence(run: PromptRun): void {
  expect([run.file('out'), run.file('err')]).toEqual(['', '']);
}

/** The command that `ask` stands for. */
export const askCommand = '"$FIXTURE_NODE" "$FIXTURE_PROGRAM" >out 2>err';

function environment(bundle: Bundle, folder: string): Record<string, string | undefined> {
  return {
    PATH: process.env['PATH'],
    HOME: folder,
    FIXTURE_NODE: process.execPath,
    FIXTURE_PROGRAM: bundle.file,
    FIXTURE_FOLDER: folder,
    FIXTURE_CALLER: 'terraform',
  };
}

function read(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

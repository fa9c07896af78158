import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { test as base, expect, inject } from 'vitest';
import { startStandIn, type StandIn } from '../stand-in/server.ts';
import type { World } from '../stand-in/world.ts';
import { projectRoot } from './bundle.ts';
import { type Ended, type EndedInTerminal, runWithoutTerminal, startInTerminal } from './ended.ts';
import { enterCode } from './enter-code.ts';
import { LeakWatch } from './leak-watch.ts';
import type { Pty } from './pty.ts';
import { openRecord, type ProcessRecord } from './record.ts';

const standalone = process.env['AWSMFA_TEST_PROGRAM'];

/** The built program, as `node` runs it; or the single file that AWSMFA_TEST_PROGRAM names, an absolute path. */
export const programFile = standalone ?? join(projectRoot, 'bin/awsmfa.cjs');

/** Whether the program brings Node's place with it, so that nothing of ours is loaded one by one. */
export const isStandalone = standalone !== undefined;

/** What starts it, ahead of its arguments. */
export const program = standalone === undefined ? [process.execPath, programFile] : [programFile];

/** Variables to add to the clean environment; undefined takes one out. */
export type Variables = Readonly<Record<string, string | undefined>>;

export interface RunOptions {
  readonly env?: Variables;
  readonly cwd?: string;
  /** What is on standard input; nothing by default. */
  readonly input?: string;
  /** Default: of `credential-process` and `export` alone. */
  readonly stdout?: 'holds credentials';
}

/** A program on a terminal, and the person in front of it. */
export interface TerminalRun extends Pty {
  readonly ended: Promise<EndedInTerminal>;
  /** Waits until the code of this device is asked for, and types a good one, or the given one. */
  enterCode(serial: string, code?: string): Promise<void>;
}

/** The two files of AWS in a home, each only where it is given. */
export interface AwsFiles {
  readonly config?: string;
  readonly credentials?: string;
}

/**
 * `test` with a home that holds these files, and a stand-in for AWS of its own. After each test no secret may be
 * anywhere but where it belongs: see `LeakWatch`.
 */
export function testIn(world: World, files: AwsFiles = {}) {
  return base.extend<{ home: Home }>({
    // Vitest reads from the pattern which other fixtures this one needs.
    home: async ({}, use) => {
      const failure = inject('buildFailure');
      if (failure !== undefined) throw new Error(`the program cannot be built: ${failure}`);
      const home = new Home(world, await startStandIn(world));
      if (files.config !== undefined) home.config(files.config);
      if (files.credentials !== undefined) home.credentials(files.credentials);
      try {
        await use(home);
        expect(home.leaks()).toEqual([]);
      } finally {
        await home.close();
      }
    },
  });
}

/** A user's home folder, and what they run in it. Nothing it starts can reach the real AWS. */
export class Home {
  readonly standIn: StandIn;
  readonly folder = mkdtempSync(join(tmpdir(), 'awsmfa-e2e-'));
  /** The command lines of everything that ran on Node. */
  readonly record: ProcessRecord;
  readonly #watch: LeakWatch;
  readonly #outputs = mkdtempSync(join(tmpdir(), 'awsmfa-e2e-outputs-'));

  constructor(world: World, standIn: StandIn) {
    this.standIn = standIn;
    this.record = openRecord(join(this.#outputs, 'record'));
    this.#watch = new LeakWatch(world, standIn);
    mkdirSync(this.path('.aws'));
    mkdirSync(this.path('bin'));
    symlinkSync(programFile, this.path('bin/awsmfa'));
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  write(name: string, text: string): void {
    writeFileSync(this.path(name), text);
  }

  config(text: string): void {
    this.write('.aws/config', text);
  }

  credentials(text: string): void {
    this.write('.aws/credentials', text);
  }

  remove(name: string): void {
    rmSync(this.path(name), { recursive: true });
  }

  /** The files of the cached sessions, the oldest first. */
  sessionFiles(): readonly string[] {
    const folder = '.aws/awsmfa/sessions';
    const files = readdirSync(this.path(folder)).map((name) => `${folder}/${name}`);
    return files.toSorted((a, b) => this.#issuedAt(a) - this.#issuedAt(b));
  }

  #issuedAt(file: string): number {
    const session = JSON.parse(readFileSync(this.path(file), 'utf8')) as { IssuedAt: string };
    return Date.parse(session.IssuedAt);
  }

  /** The calls to STS so far. */
  get calls(): Readonly<Record<'GetSessionToken' | 'AssumeRole', number>> {
    const count = (action: string) => this.standIn.count(action);
    return { GetSessionToken: count('GetSessionToken'), AssumeRole: count('AssumeRole') };
  }

  /** The environment of everything that runs here: that of a login, and where AWS is. */
  env(more: Variables = {}): Variables {
    return {
      PATH: [this.path('bin'), process.env['PATH']].join(delimiter),
      HOME: this.folder,
      LC_ALL: 'C.UTF-8',
      AWS_ENDPOINT_URL: this.standIn.endpoint,
      AWS_EC2_METADATA_DISABLED: 'true',
      // The real AWS speaks TLS: whoever tries to call it ends here, where nobody listens.
      HTTPS_PROXY: 'http://127.0.0.1:9',
      ...preloading('record'),
      AWSMFA_TEST_RECORD: join(this.#outputs, 'record'),
      ...more,
    };
  }

  /** Runs awsmfa where there is no terminal. */
  run(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
    return this.runProgram(commandOf(args), withRightPlace(args, options));
  }

  /** Runs awsmfa as an SDK does that wants the credentials of a profile. */
  helper(profile: string, args: readonly string[] = [], options?: RunOptions): Promise<Ended> {
    return this.run([...helperCall(profile), ...args], options);
  }

  /** Runs any program where there is no terminal. */
  async runProgram(command: readonly string[], options: RunOptions = {}): Promise<Ended> {
    const ended = await runWithoutTerminal(this.#start(command, options), options.input);
    this.#watch.lookAt(ended, command, options.stdout);
    return ended;
  }

  /** Runs awsmfa on a terminal. */
  terminal(args: readonly string[], options: RunOptions = {}): TerminalRun {
    return this.programInTerminal(commandOf(args), withRightPlace(args, options));
  }

  /** The same as `helper`, on a terminal. */
  helperOnTerminal(
    profile: string,
    args: readonly string[] = [],
    options?: RunOptions,
  ): TerminalRun {
    return this.terminal([...helperCall(profile), ...args], options);
  }

  /** Runs any program on a terminal. */
  programInTerminal(command: readonly string[], options: RunOptions = {}): TerminalRun {
    const { pty, ended } = startInTerminal(this.#start(command, options));
    return {
      ...pty,
      ended: ended.then((result) => {
        this.#watch.lookAt(result, command, options.stdout);
        return result;
      }),
      enterCode: (serial, code = this.code(serial)) =>
        enterCode(pty, ended, serial, this.secretCode(code)),
    };
  }

  /** The next good code of a device. */
  code(serial: string): string {
    return this.secretCode(this.standIn.device(serial).next());
  }

  secretCode(code: string): string {
    this.#watch.addCode(code);
    return code;
  }

  /** Where secrets were seen so far that do not belong there. */
  leaks(): readonly string[] {
    return this.#watch.leaks(this.folder, this.record.children());
  }

  async close(): Promise<void> {
    await this.standIn.close();
    // What a test started may still be writing its last file.
    const options = { recursive: true, maxRetries: 10, retryDelay: 100 };
    for (const folder of [this.folder, this.#outputs]) rmSync(folder, options);
  }

  #start(command: readonly string[], { env, cwd = this.folder }: RunOptions) {
    return { command, env: this.env(env), cwd, folder: this.#outputs };
  }
}

/** Has Node, and Bun inside the single file, run a hook of `test/support/hooks` before the program. */
export function preloading(...hooks: readonly string[]): Variables {
  const files = hooks.map((hook) => join(projectRoot, `test/support/hooks/${hook}.cjs`));
  return {
    NODE_OPTIONS: files.map((file) => `--require=${file}`).join(' '),
    BUN_OPTIONS: files.map((file) => `--preload=${file}`).join(' '),
  };
}

/** The arguments with which an SDK runs awsmfa for a profile. */
export function helperCall(profile: string): readonly string[] {
  return ['credential-process', '--profile', profile];
}

function commandOf(args: readonly string[]): readonly string[] {
  return [...program, ...args];
}

function withRightPlace([command = '']: readonly string[], options: RunOptions): RunOptions {
  const rightful = ['credential-process', 'export'].includes(command);
  return rightful ? { ...options, stdout: 'holds credentials' } : options;
}

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { FailureKind } from '../../../src/ground/failure.ts';
import type { Holder } from '../../../src/lock/holder.ts';

/*
 * How a test and a process that uses the lock speak with each other: the test sends commands, the process answers each
 * with one report or, where it has to wait, with one that it waits and one of how that ended.
 */

/**
 * Tests of the lock need other processes, which do as they are asked: the test sends a `Command` over Node's channel to
 * fixtures/lock-user.ts, and awaits the `Report`s that come back in order. `acquire` is answered by `held`, or by
 * `gone` where whoever had the lock released it meanwhile, or by `failed`, which is that holder's failure; before any
 * of them `waiting` may come, once, and names the holder. `release` is answered by `released`. `contend` acquires the
 * lock, writes `enter` and `leave` into a log, releases it, and reports `done`. `exited` says that the process has
 * ended. A witness is an address that the kernel gives to one living process at a time: two holders at once would fail
 * there.
 */

export interface ToldFailure {
  readonly kind: FailureKind;
  readonly message: string;
  readonly hints: readonly string[];
}

export type Command =
  | { readonly do: 'acquire'; readonly key: string; readonly witness?: string }
  | {
      readonly do: 'contend';
      readonly key: string;
      readonly log: string;
      readonly witness?: string;
    }
  | { readonly do: 'release'; readonly key: string; readonly failure?: ToldFailure }
  | {
      readonly do: 'sleep, release, exit';
      readonly key: string;
      readonly alarm: string;
      readonly failure: ToldFailure;
    }
  | { readonly do: 'be left alone' };

export type Report =
  | { readonly event: 'held' | 'gone' | 'released' | 'asleep' | 'done' }
  | { readonly event: 'waiting'; readonly holder: Holder }
  | { readonly event: 'exited'; readonly code: number | null }
  | { readonly event: 'failed'; readonly failure: ToldFailure };

export interface LockUserOptions {
  readonly folder?: string;
  readonly platform?: string;
  readonly cwd?: string;
  /** Whose attempts are the same say the same here. */
  readonly attempt?: string;
}

/** Another process that uses the lock: it is sent commands, and its reports are awaited in order. */
export class LockUser {
  readonly process: ChildProcess;
  readonly exited: Promise<unknown>;
  readonly #reports: Report[] = [];
  readonly #readers: ((report: Report) => void)[] = [];

  constructor(program: string, folder: string, options: LockUserOptions = {}) {
    const { platform = process.platform, attempt = 'the same attempt' } = options;
    const args = [folder, platform, attempt];
    this.process = fork(program, args, { stdio: 'inherit', cwd: options.cwd });
    this.exited = once(this.process, 'close');
    this.process.on('message', (report: Report) => this.#receive(report));
    this.process.on('close', (code) => this.#receive({ event: 'exited', code }));
  }

  #receive(report: Report): void {
    const reader = this.#readers.shift();
    if (reader === undefined) this.#reports.push(report);
    else reader(report);
  }

  get pid(): number {
    return this.process.pid ?? 0;
  }

  tell(command: Command): void {
    this.process.send(command);
  }

  /** The next report. */
  next(): Promise<Report> {
    const report = this.#reports.shift();
    if (report !== undefined) return Promise.resolve(report);
    return new Promise((resolve) => this.#readers.push(resolve));
  }

  /** The next report that is not about waiting. */
  async result(): Promise<Report> {
    const report = await this.next();
    return report.event === 'waiting' ? this.result() : report;
  }

  /** Asks once. */
  async acquire(key: string): Promise<Report> {
    this.tell({ do: 'acquire', key });
    return this.result();
  }

  /** Asks until it has the lock. */
  async acquireAtLast(key: string, witness?: string): Promise<Report> {
    this.tell({ do: 'acquire', key, ...(witness !== undefined && { witness }) });
    const report = await this.result();
    return report.event === 'gone' ? this.acquireAtLast(key, witness) : report;
  }

  async release(key: string, failure?: ToldFailure): Promise<Report> {
    this.tell({ do: 'release', key, ...(failure && { failure }) });
    return this.result();
  }

  async kill(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.exited;
  }
}

import type { Environment } from '../ground/environment.ts';

/** Everything of the machine that the program touches. Only `main` makes one from the real process. */
export interface Host {
  readonly env: Environment;
  /** The home directory, absolute; undefined where there is none. */
  readonly home: string | undefined;
  readonly platform: NodeJS.Platform;
  /** Looked up (LDAP, SSSD) when it is read. */
  readonly userName: string | undefined;
  readonly workingDirectory: string;
  /** Undefined on Windows. */
  readonly uid: number | undefined;
  readonly pid: number;
  /** The file that holds this program, absolute. */
  readonly programFile: string;
  /** `20.19.0`; undefined where this is the single file, which needs no Node. */
  readonly nodeVersion: string | undefined;
  readonly now: () => Date;
  /**
   * Writes to standard output; resolves when it is written, also where the reader has gone away (EPIPE).
   *
   * @throws Failure of kind `storage` where it cannot be written.
   */
  out(text: string): Promise<void>;
  /** Whether a person reads standard output. */
  outIsTerminal(): Promise<boolean>;
  /** How wide the terminal is that standard output is; undefined where it is none, or does not say. */
  outColumns(): Promise<number | undefined>;
  /** Has a signal that would end this process wait for this, for two seconds at most. */
  finishFirst(work: Promise<unknown>): void;
  /** Writes to standard error. */
  err(text: string): void;
  /** Reads the first line of standard input. Only for options whose value is `-`. */
  readLine(): Promise<string | undefined>;
}

import type { Credentials, SessionCredentials } from '../ground/credentials.ts';
import type { Failure } from '../ground/failure.ts';
import type { KeySource, Plan, SessionKey, Step } from '../plan/model/plan.ts';
import type { Deadline } from './deadlines.ts';

/** A session as STS issued it. */
export interface IssuedSession extends SessionCredentials {
  readonly expiration: Date;
  /** When STS issued it. */
  readonly issuedAt: Date;
}

/** A session whose secrets only the keychain can open; the rest is readable without it. */
export interface SealedSession extends Omit<IssuedSession, 'secretAccessKey' | 'sessionToken'> {
  /** The secrets, encrypted, in base64. */
  readonly sealed: string;
}

/** A session as the cache keeps it. */
export type StoredSession = IssuedSession | SealedSession;

export function isSealed(session: StoredSession): session is SealedSession {
  return 'sealed' in session;
}

/** Seals MFA sessions with a key that is in the keychain, so that their files alone open nothing. */
export interface SessionSeal {
  /** Opens the keychain, before a code is spent. @throws Failure where it cannot be opened. */
  prepare(): Promise<void>;
  /** @throws Failure where the keychain cannot be opened. */
  seal(key: SessionKey, session: IssuedSession): Promise<SealedSession>;
  /**
   * Undefined where it can never be opened: it was sealed with another key or for another session key, or was changed.
   *
   * @throws Failure where the keychain cannot be opened.
   */
  open(key: SessionKey, session: SealedSession): Promise<IssuedSession | undefined>;
}

/**
 * The cache. It may forget, but never makes a run fail: what cannot be read is a miss, and what cannot be written is
 * reported to the caller, who still has the session.
 */
export interface SessionStore {
  get(key: SessionKey): StoredSession | undefined;
  /** @throws Failure of kind `storage`, saying why nothing was kept. */
  put(key: SessionKey, session: StoredSession): void;
  /**
   * Removes what is kept under a key, whatever it is. Returns whether there was anything.
   *
   * @throws Failure of kind `storage` where it is there and cannot be removed.
   */
  remove(key: SessionKey): boolean;
  /**
   * Removes everything that was ever kept, including sessions that have expired, cannot be read or are half written.
   * Returns how many there were.
   *
   * @throws Failure of kind `storage` where any of it is still there.
   */
  clear(): number;
  /**
   * Why a session could not be kept right now, found by trying; undefined where it could. Called before a code is
   * asked for and by `doctor`, never on a hit.
   */
  obstacle(): Failure | undefined;
}

/** One process at a time per session key. */
export interface Lock {
  /**
   * Resolves to a lease when the key is ours, or to undefined after somebody else held it and let go: look into
   * the store again, then ask again.
   *
   * @throws Failure: what ended the holder's attempt, where asking again would only repeat it; or, past the
   * waiter's deadline, one that names the holder.
   */
  acquire(key: SessionKey): Promise<Lease | undefined>;
}

export interface Lease {
  /** Lets go; with a failure, tells those who wait why, so that they need not try themselves. */
  release(failure?: Failure): Promise<void>;
}

/** The calls to STS. Errors come out as `Failure`s, among them `RejectedCode` and `RejectedSigner`. */
export interface Sts {
  call(step: Step, signer: Credentials, tokenCode: string | undefined): Promise<IssuedSession>;
}

export interface TokenCodeRequest {
  readonly mfaSerial: string;
  readonly profile: string;
  /** Where the serial is set, for hints: `~/.aws/config:12`. */
  readonly serialOrigin?: string;
  /** The command that gets its session ahead of time, for hints; undefined where there is none. */
  readonly login?: string;
  /** What AWS said of the code before this one; undefined on the first attempt. */
  readonly rejected?: string;
  /** Why the session cannot be kept, so that the next call would ask again; undefined where it can. */
  readonly notKept?: string;
  /** The time for all questions about a code together. */
  readonly deadline: Deadline;
}

/** Why a source has no code, in a few words: `there is no terminal`. */
export interface NoCode {
  readonly because: string;
}

/** One place a token code may come from. */
export interface TokenCodeSource {
  readonly name: string;
  /**
   * A six-digit code. `NoCode` where it cannot ask, undefined where none was given: the next source is asked. After AWS
   * has rejected its code, it is asked again, but not the sources before it.
   *
   * @throws Failure if it has asked and nobody else may be asked.
   */
  code(request: TokenCodeRequest): Promise<string | NoCode | undefined>;
}

export interface ExecutorPorts {
  readonly store: SessionStore;
  readonly seal: SessionSeal;
  readonly lock: Lock;
  readonly sts: Sts;
  readonly keys: (source: KeySource, plan: Plan) => Promise<Credentials>;
  /** Asked in this order. */
  readonly codes: readonly TokenCodeSource[];
  /** Started when a code is needed. @throws Failure of kind `configuration` where it is set to what is no duration. */
  readonly codeDeadline: () => Deadline;
  /**
   * The command that gets the code's session ahead of time, for hints; undefined where later runs would not find it.
   */
  readonly login: () => string | undefined;
  readonly now: () => Date;
  readonly warn: (message: string) => void;
  /** Is told why a session could not be renewed if what is left of it is handed out instead. */
  readonly onRenewalFailed: (error: unknown) => void;
}

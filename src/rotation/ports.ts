import type { UserKeys } from '../aws/iam/access-keys.ts';
import { NoSuchKey } from '../aws/iam/key-errors.ts';
import type { AccessKey } from '../ground/credentials.ts';
import type { Journal, JournalEntry } from './journal.ts';
import type { KeyHome } from './key-home.ts';

export interface RotationPorts {
  readonly iam: UserKeys;
  /** The same, for when the old key is no longer good to sign with. */
  readonly iamBy: (key: AccessKey) => UserKeys;
  /** Whether AWS accepts a key just now. */
  readonly accepts: (key: AccessKey) => Promise<boolean>;
  readonly home: KeyHome;
  readonly journal: Journal;
  /** Forgets every session that was opened with this key. */
  readonly forgetSessions: (accessKeyId: string) => number;
  readonly now: () => Date;
  readonly pause: (ms: number) => Promise<void>;
  /** Says what was done, in a line. */
  readonly say: (line: string) => Promise<void>;
}

export interface RotationRequest {
  /** The profile that was asked for, for messages. */
  readonly profile: string;
  /** The key that the profile has now. */
  readonly current: string;
  /** What becomes of the old key once the new one is in its place. */
  readonly oldKey: 'deactivated' | 'deleted';
}

/** A new key that is to take the place of `entry.old`. */
export interface Created {
  readonly entry: JournalEntry;
  readonly key: AccessKey;
}

export async function deleteIfThere(accessKeyId: string, iam: UserKeys): Promise<void> {
  await ifThere(iam.delete(accessKeyId));
}

export async function ifThere(call: Promise<void>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof NoSuchKey)) throw error;
  }
}

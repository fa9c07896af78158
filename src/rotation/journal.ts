import { readdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { makePrivateFolder, type UserId } from '../disk/private-folder.ts';
import { readPrivateFile, writePrivateFile } from '../disk/private-file.ts';
import { errorCode } from '../ground/error-code.ts';
import { Failure } from '../ground/failure.ts';
import { storageFailure } from '../store/storage-failure.ts';
import { sha256 } from '../words/hash.ts';
import { parseJsonObject } from '../words/json-object.ts';
import { printable } from '../words/text.ts';

/** How far a rotation has come. It names keys, and holds no secret. */
export interface JournalEntry {
  /** The key that is replaced. */
  readonly old: string;
  /** The keys that the user had before the new one was created. */
  readonly known: readonly string[];
  readonly startedAt: Date;
  /** The new key; undefined while AWS has not said which it is. */
  readonly created?: string;
  /** Whether any profile keeps the keys in the keychain: otherwise it is never opened. */
  readonly keychain: 'used' | 'not used';
  /** `done`: only the old key, which is inactive, is still to be deleted. */
  readonly stage: 'creating' | 'created' | 'done';
}

export interface Journal {
  /** The rotation that is about this key, as the old or the new one. */
  find(accessKeyId: string): JournalEntry | undefined;
  /** @throws Failure of kind `storage` */
  write(entry: JournalEntry): void;
  clear(entry: JournalEntry): void;
}

/** One file for each rotation, named for its old key. */
export function createJournal(folder: string, uid: UserId): Journal {
  const fileOf = ({ old }: JournalEntry) => join(folder, `${sha256(old)}.json`);
  return {
    find: (id) => entriesIn(folder, uid).find(({ old, created }) => [old, created].includes(id)),
    write(entry) {
      try {
        makePrivateFolder(folder, uid);
        writePrivateFile(fileOf(entry), JSON.stringify(entry));
      } catch (error) {
        throw storageFailure(folder, error);
      }
    },
    clear(entry) {
      try {
        unlinkSync(fileOf(entry));
      } catch (error) {
        if (errorCode(error) !== 'ENOENT') throw storageFailure(folder, error);
      }
    },
  };
}

function entriesIn(folder: string, uid: UserId): readonly JournalEntry[] {
  return namesIn(folder)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => {
      const fields = parseJsonObject(read(join(folder, name), uid) ?? '');
      return fields === undefined ? [] : (parseEntry(fields) ?? []);
    });
}

/** @throws Failure where it cannot be looked at: it may tell of a key that nobody else knows. */
function read(file: string, uid: UserId): string | undefined {
  try {
    return readPrivateFile(file, uid);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT') return undefined;
    if (code === undefined) throw error;
    throw new Failure(
      'storage',
      `"${printable(file)}" may tell of a rotation that was cut short, and cannot be read (${code})`,
      [
        'make it your own and readable',
        'or remove it, once `aws iam list-access-keys` shows no key that you do not know',
      ],
    );
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function parseEntry(fields: Readonly<Record<string, unknown>>): JournalEntry | undefined {
  const { old, known, startedAt, created, keychain, stage } = fields;
  if (typeof old !== 'string' || !Array.isArray(known) || typeof startedAt !== 'string')
    return undefined;
  if (stage !== 'creating' && stage !== 'created' && stage !== 'done') return undefined;
  return {
    old,
    known: known.map(String),
    startedAt: new Date(startedAt),
    keychain: keychain === 'used' ? 'used' : 'not used',
    ...(typeof created === 'string' && { created }),
    stage,
  };
}

import type { ListedKey } from '../aws/iam/access-keys.ts';
import type { JournalEntry } from './journal.ts';
import { deleteIfThere, type Created, type RotationPorts } from './ports.ts';

/** The new key of a rotation that was interrupted; undefined where there is none, or none that is of any use. */
export async function resume(
  entry: JournalEntry,
  keys: readonly ListedKey[],
  ports: RotationPorts,
): Promise<Created | undefined> {
  const { home, journal, say } = ports;
  const accessKeyId = entry.created ?? (await createdKey(entry, keys, ports));
  const secretAccessKey = accessKeyId && (await home.secretOf(accessKeyId, entry.keychain));
  if (accessKeyId && secretAccessKey) {
    await say(`going on with the rotation from ${entry.old} to ${accessKeyId}`);
    return { entry: { ...entry, created: accessKeyId }, key: { accessKeyId, secretAccessKey } };
  }
  if (accessKeyId !== undefined) {
    await deleteIfThere(accessKeyId, ports.iam);
    await say(`deleted ${accessKeyId}: an interrupted rotation created it, and its secret is lost`);
  }
  journal.clear(entry);
  return undefined;
}

/**
 * The key that the interrupted process created without learning its id: not there before, created just then, and never
 * used. It may take a moment until IAM lists it.
 */
async function createdKey(
  entry: JournalEntry,
  keys: readonly ListedKey[],
  { iam, pause }: RotationPorts,
): Promise<string | undefined> {
  const isOurs = ({ accessKeyId, createdAt }: ListedKey) =>
    !entry.known.includes(accessKeyId) &&
    Math.abs(createdAt.getTime() - entry.startedAt.getTime()) < interruptedWithinMs;
  let listed = keys;
  for (let attempt = 1; ; attempt++) {
    const found = listed.find(isOurs);
    if (found !== undefined && (await iam.wasUsed(found.accessKeyId))) return undefined;
    if (found !== undefined || attempt === listings) return found?.accessKeyId;
    await pause(pauseMs);
    listed = await iam.list();
  }
}

/** A call to IAM takes seconds; the clocks may differ by minutes. */
const interruptedWithinMs = 10 * 60_000;
const listings = 4;
const pauseMs = 500;

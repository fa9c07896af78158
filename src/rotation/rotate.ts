import type { ListedKey } from '../aws/iam/access-keys.ts';
import { TooManyKeys } from '../aws/iam/key-errors.ts';
import { Failure } from '../ground/failure.ts';
import { finish } from './finish.ts';
import type { JournalEntry } from './journal.ts';
import { deleteIfThere, type Created, type RotationPorts, type RotationRequest } from './ports.ts';
import { resume } from './resume.ts';
import * as wrong from './rotation-failures.ts';

/**
 * Puts a new access key into the place of the old one. At every moment the profile has a key that AWS accepts; what a
 * killed process has left half done, the next one finishes or takes back, by the journal.
 *
 * The secret of a new key is nowhere but in this process until it is stored. A key that was created and not stored is
 * therefore of no use to anybody, and is deleted.
 */
export async function rotateKey(request: RotationRequest, ports: RotationPorts): Promise<void> {
  const { iam, journal, home } = ports;
  const entry = journal.find(request.current);
  const keys = await iam.list();
  if (entry !== undefined && entry.stage !== 'done') {
    const resumed = await resume(entry, keys, ports);
    if (resumed !== undefined) return finish(resumed, request, ports);
  }
  if (entry?.stage === 'done' && (await deleteReplaced(entry, keys, request, ports))) return;
  const before = (await iam.list()).filter((key) => !isDeleted(key, entry));
  refuseSecondKey(request, before);
  home.checkWritable(request.current);
  await finishOrTakeBack(await create(request, before, ports), request, ports);
}

/** @returns whether nothing else is left to do */
async function deleteReplaced(
  entry: JournalEntry,
  keys: readonly ListedKey[],
  { oldKey }: RotationRequest,
  ports: RotationPorts,
): Promise<boolean> {
  const { home, journal, say } = ports;
  const old = keys.find(({ accessKeyId }) => accessKeyId === entry.old);
  if (old?.status === 'active') return false;
  if (old !== undefined) {
    await deleteIfThere(entry.old, ports.iam);
    await say(`deleted ${entry.old}, which an earlier rotation had replaced`);
  }
  if (entry.keychain === 'used') await home.drop(entry.old);
  journal.clear(entry);
  return old !== undefined && oldKey === 'deleted';
}

/** A listing may still show what was deleted a moment ago. */
function isDeleted({ accessKeyId, status }: ListedKey, entry: JournalEntry | undefined): boolean {
  return entry?.stage === 'done'
    ? accessKeyId === entry.old && status === 'inactive'
    : accessKeyId === entry?.created;
}

function refuseSecondKey({ current }: RotationRequest, keys: readonly ListedKey[]): void {
  const others = keys.filter(({ accessKeyId }) => accessKeyId !== current);
  if (others.length > 0) throw wrong.twoKeys(current, others);
}

async function create(
  { current, profile }: RotationRequest,
  keys: readonly ListedKey[],
  { iam, home, journal, now, say }: RotationPorts,
): Promise<Created> {
  const known = keys.map(({ accessKeyId }) => accessKeyId);
  const keychain = home.usesKeychain(current) ? 'used' : 'not used';
  const entry: JournalEntry = {
    old: current,
    known,
    startedAt: now(),
    keychain,
    stage: 'creating',
  };
  journal.write(entry);
  try {
    const key = await iam.create();
    const created: JournalEntry = { ...entry, created: key.accessKeyId, stage: 'created' };
    journal.write(created);
    await say(`created access key ${key.accessKeyId}`);
    return { entry: created, key };
  } catch (error) {
    if (error instanceof TooManyKeys) throw wrong.unlistedKey(profile);
    // Of every other failure nobody knows whether there is a key now: the next run looks.
    if (error instanceof Failure && error.kind === 'refused') journal.clear(entry);
    throw error;
  }
}

/** A new key that could not be put into its place is deleted again, unless some profile has it by then. */
async function finishOrTakeBack(
  created: Created,
  request: RotationRequest,
  ports: RotationPorts,
): Promise<void> {
  const { entry, key } = created;
  try {
    await finish(created, request, ports);
  } catch (error) {
    if (ports.home.profilesOf(key.accessKeyId).length > 0) throw error;
    await deleteIfThere(key.accessKeyId, ports.iam);
    ports.journal.clear(entry);
    await ports.say(`deleted access key ${key.accessKeyId} again; ${request.current} stays in use`);
    throw error;
  }
}

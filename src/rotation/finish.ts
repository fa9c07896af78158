import type { AccessKey } from '../ground/credentials.ts';
import {
  deleteIfThere,
  ifThere,
  type Created,
  type RotationPorts,
  type RotationRequest,
} from './ports.ts';
import * as wrong from './rotation-failures.ts';
import { listed } from '../words/text.ts';
import { profileWord } from '../words/shell-word.ts';

/** Everything from the new key's creation to the old one's end. Each step may be repeated. */
export async function finish(
  { entry, key }: Created,
  request: RotationRequest,
  ports: RotationPorts,
): Promise<void> {
  const { home, journal, forgetSessions, say } = ports;
  const iam = ports.iamBy(key);
  await waitUntilAccepted(key, acceptedInARow, ports);
  await home.replace(entry.old, key);
  await prove({ entry, key }, ports);
  await say(`${describeProfiles(home.profilesOf(key.accessKeyId))} it now`);
  await ifThere(iam.deactivate(entry.old));
  await say(`deactivated access key ${entry.old}`);
  forgetSessions(entry.old);
  if (request.oldKey === 'deleted') {
    await deleteIfThere(entry.old, iam);
    if (entry.keychain === 'used') await home.drop(entry.old);
    journal.clear(entry);
    await say(`deleted access key ${entry.old}`);
  } else {
    journal.write({ ...entry, stage: 'done' });
    await say(
      `\`awsmfa rotate ${profileWord(request.profile)} --delete\` deletes it; otherwise the next rotation does`,
    );
  }
}

/** A new key reaches AWS's servers one by one: that one accepts it does not mean that the next one does. */
async function waitUntilAccepted(
  key: AccessKey,
  timesInARow: number,
  ports: RotationPorts,
): Promise<void> {
  let inARow = 0;
  for (let attempt = 1; inARow < timesInARow; attempt++) {
    if (attempt > 1) await ports.pause(pauseMs);
    inARow = (await ports.accepts(key)) ? inARow + 1 : 0;
    if (attempt >= mostAttempts && inARow === 0) throw wrong.neverAccepted(key.accessKeyId);
  }
}

const acceptedInARow = 5;
const mostAttempts = 120;
const pauseMs = 500;

/** @throws Failure unless what is stored now is what AWS accepts. */
async function prove({ entry, key }: Created, ports: RotationPorts): Promise<void> {
  const stored = await ports.home.secretOf(key.accessKeyId, entry.keychain);
  if (stored?.reveal() !== key.secretAccessKey.reveal()) throw wrong.notStored(key.accessKeyId);
  await waitUntilAccepted({ ...key, secretAccessKey: stored }, 1, ports);
}

function describeProfiles(profiles: readonly string[]): string {
  const names = listed(profiles.map((name) => `"${name}"`));
  return profiles.length === 1 ? `profile ${names} uses` : `profiles ${names} use`;
}

import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createJournal, type JournalEntry } from '../../rotation/journal.ts';
import { createKeyHome, type KeyHome } from '../../rotation/key-home.ts';
import type { RotationRequest } from '../../rotation/ports.ts';
import { rotateKey } from '../../rotation/rotate.ts';
import { locateConfigFiles } from '../../config/files/locations.ts';
import { awsmfaHome } from '../../disk/awsmfa-home.ts';
import type { AccessKey } from '../../ground/credentials.ts';
import { Failure } from '../../ground/failure.ts';
import { removeDrafts } from '../../config/files/drafts.ts';
import type { Host } from '../../host/host.ts';
import type { Plan } from '../../plan/model/plan.ts';
import { createLazyKeychain } from '../../run/lazy/lazy-keychain.ts';
import { exclusively } from '../../run/lock/exclusively.ts';
import type { RunOptions } from '../../run/run-options.ts';
import { startRun } from '../../run/run.ts';
import { whoAmI } from '../../run/who-am-i.ts';
import { RejectedSigner } from '../../session/rejections.ts';
import { homelessFailure } from '../../store/storage-failure.ts';
import { describeProfile } from '../../words/profile-name.ts';
import { printable } from '../../words/text.ts';
import { forgetSessionsOf } from './forget-sessions.ts';
import { callWithNewKey } from './new-key.ts';
import { openUserKeys } from './open-user-keys.ts';
import { refuseUnrotatable } from './rotatable.ts';
import { profileWord } from '../../words/shell-word.ts';

export type RotateOptions = Pick<RotationRequest, 'oldKey'>;

/** Puts a new access key into the place of a profile's old one, wherever it is kept. */
export async function rotate(
  named: string | undefined,
  { oldKey }: RotateOptions,
  options: RunOptions,
  host: Host,
): Promise<void> {
  const folder = awsmfaHome(host.env, host.home);
  if (folder === undefined) throw homelessFailure();
  const first = startRun(host, options).resolve(named, 'renewing').plan;
  refuseUnrotatable(first);
  await exclusively('rotation of access keys', host, folder, async () => {
    // What another process rotated while this one waited is not rotated again.
    const { plan } = startRun(host, options).resolve(named, 'renewing');
    const { accessKeyId: current } = refuseUnrotatable(plan);
    if (current !== refuseUnrotatable(first).accessKeyId)
      return host.out(`another process has just rotated it: the key is ${current} now\n`);
    await rotateWith(plan, { profile: plan.profile, current, oldKey }, folder, options, host);
  });
}

async function rotateWith(
  plan: Plan,
  request: RotationRequest,
  folder: string,
  options: RunOptions,
  host: Host,
): Promise<void> {
  const { env, home: homeFolder, platform, now } = host;
  const files = locateConfigFiles(env, homeFolder, platform);
  // A rotation that was killed may have left one, with the secret of a key.
  removeDrafts(files.credentials);
  const home = createKeyHome(files, createLazyKeychain(host));
  const journal = createJournal(join(folder, 'rotations'), host.uid);
  const key = await keyOf(request, plan, home);
  const { arn, userName } = await callerOf(key, plan, journal.find(request.current), host);
  if (userName === undefined) throw rootKey(arn);
  await host.out(`access key ${key.accessKeyId} belongs to ${printable(arn)}\n`);
  const userKeys = await openUserKeys({ userName, key, plan, options, host });
  await rotateKey(request, {
    ...userKeys,
    home,
    journal,
    now,
    pause,
    accepts: (candidate) => isAccepted(candidate, plan, host),
    forgetSessions: (id) => forgetSessionsOf(id, startRun(host, options)),
    say: (line) => host.out(`${printable(line)}\n`),
  });
}

async function keyOf(
  { current, profile }: RotationRequest,
  { source }: Plan,
  home: KeyHome,
): Promise<AccessKey> {
  const secretAccessKey = await home.secretOf(
    current,
    source.kind === 'keychain' ? 'used' : 'not used',
  );
  if (secretAccessKey !== undefined) return { accessKeyId: current, secretAccessKey };
  throw new Failure(
    'configuration',
    `the secret of access key ${current} of ${describeProfile(profile)} was not found, neither in a file nor in the keychain`,
    [`\`awsmfa explain ${profileWord(profile)}\` shows where it should be`],
  );
}

/** A key of an interrupted rotation may be so new that AWS does not know it everywhere. */
function callerOf(key: AccessKey, plan: Plan, entry: JournalEntry | undefined, host: Host) {
  const attempts = entry?.created === key.accessKeyId ? 60 : 1;
  return callWithNewKey(attempts, () => whoAmI(key, plan, host));
}

async function isAccepted(key: AccessKey, plan: Plan, host: Host): Promise<boolean> {
  try {
    await whoAmI(key, plan, host);
    return true;
  } catch (error) {
    if (error instanceof RejectedSigner) return false;
    throw error;
  }
}

function rootKey(arn: string): Failure {
  return new Failure('refused', `the key belongs to no IAM user but to "${arn}"`, [
    'delete the keys of a root user, and use those of an IAM user',
  ]);
}

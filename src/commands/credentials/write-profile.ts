import { chmodSync, statSync } from 'node:fs';
import {
  graphOfFiles,
  readConfigFiles,
  withEdits,
  writeFile,
  type ConfigFile,
} from '../../access-keys/config-files.ts';
import { refuseTarget } from '../../access-keys/refuse-target.ts';
import { sessionEdits } from '../../access-keys/session-edits.ts';
import { locateConfigFiles } from '../../config/files/locations.ts';
import { isSession, type Credentials } from '../../ground/credentials.ts';
import { Failure } from '../../ground/failure.ts';
import { Secret } from '../../ground/secret.ts';
import type { Host } from '../../host/host.ts';
import type { Plan } from '../../plan/model/plan.ts';
import type { Resolved } from '../../plan/model/resolved.ts';
import { whyNoCode } from '../../plan/no-code.ts';
import { isLongTerm } from '../../plan/steps/mfa.ts';
import type { RunOptions } from '../../run/run-options.ts';
import { startRun, type Run } from '../../run/run.ts';
import { whoAmI } from '../../run/who-am-i.ts';
import { toHandOut } from '../../session/demand.ts';
import { remainingMs } from '../../session/freshness.ts';
import { describeRemaining } from '../../words/duration.ts';
import { describeProfile } from '../../words/profile-name.ts';
import { printable } from '../../words/text.ts';
import { describeTime } from '../../words/time.ts';
import { handOutOnce } from './hand-out-once.ts';
import { resolveOnce } from './resolve-once.ts';

export interface WriteProfileOptions {
  /** The name in the credentials file. */
  readonly as: string;
  /** The id of a long-term key that may be replaced there. */
  readonly replacedKey: string | undefined;
}

/** Puts the session into the credentials file, for tools that read nothing else. */
export async function writeProfile(
  profile: string | undefined,
  target: WriteProfileOptions,
  options: RunOptions,
  host: Host,
): Promise<void> {
  const run = startRun(host, options);
  const resolved = resolveOnce(profile, options.settings, run, host);
  refuseWithoutSession(resolved.plan);
  refuseOwnChain(resolved, target.as);
  // What cannot be written is not worth a code.
  prepare(placeholder, target, host);
  await introduce(resolved.plan, run, host);
  const credentials = await handOutOnce(resolved.plan, profile, run, host);
  if (!isSession(credentials)) throw noSession(resolved.plan);
  // The files may have changed while a code was asked for.
  const { before, after } = prepare(credentials, target, host);
  closeToOthers(before.path, host);
  writeFile(before, after);
  await host.out(describe(credentials, target.as, after.path, host));
}

function refuseWithoutSession(plan: Plan): void {
  if (plan.steps.length === 0 && isLongTerm(plan.source)) throw noSession(plan);
}

function noSession(plan: Plan): Failure {
  return new Failure(
    'configuration',
    `${describeProfile(plan.profile)} has no session to write, only a long-term key: ${whyNoCode(plan) ?? 'it assumes no role'}`,
    ['name a profile that has an MFA device or a role'],
  );
}

/** Else the next session would start from this one. */
function refuseOwnChain({ plan, chain }: Resolved, name: string): void {
  if (!chain.profiles.some((profile) => profile.name === name)) return;
  throw new Failure(
    'configuration',
    `${describeProfile(plan.profile)} gets its credentials ${plan.profile === name ? 'by its own settings' : `from ${describeProfile(name)}`}, so its session cannot be written there`,
    ['write to another name'],
  );
}

const placeholder: Credentials = {
  accessKeyId: 'ASIA',
  secretAccessKey: new Secret('-'),
  sessionToken: new Secret('-'),
};

interface Change {
  readonly before: ConfigFile;
  readonly after: ConfigFile;
}

/** @throws Failure where the session must not, or cannot, be written under that name */
function prepare(
  credentials: Credentials,
  { as, replacedKey }: WriteProfileOptions,
  { env, home, platform }: Host,
): Change {
  const files = readConfigFiles(locateConfigFiles(env, home, platform));
  refuseTarget(as, graphOfFiles(files), replacedKey);
  const [, before] = files;
  return { before, after: withEdits(before, sessionEdits(as, credentials)) };
}

/** Says who will have the session, and which device shows the code, before it is asked for. */
async function introduce(plan: Plan, run: Run, host: Host): Promise<void> {
  const isCached = run.forecast(plan, toHandOut.fixed) === 'cached';
  if (isLongTerm(plan.source)) {
    const caller = await whoAmI(await run.base(plan), plan, host).catch((error: unknown) => {
      // Whoever has a session already can do without AWS.
      if (isCached && error instanceof Failure) return undefined;
      throw error;
    });
    if (caller !== undefined) await host.out(`you are ${printable(caller.arn)}\n`);
  }
  for (const step of plan.steps) {
    if (step.mfaSerial !== undefined)
      await host.out(`your MFA device is ${printable(step.mfaSerial)}\n`);
    if (step.kind === 'AssumeRole') await host.out(`your role is ${printable(step.roleArn)}\n`);
  }
}

function describe(credentials: Credentials, name: string, path: string, { now }: Host): string {
  const where = `${describeProfile(name)} in ${printable(path)} has the session`;
  const expiration = isSession(credentials) ? credentials.expiration : undefined;
  if (expiration === undefined) return `${where}\n`;
  const left = describeRemaining(remainingMs({ expiration }, now()));
  return `${where}\nit lasts ${left}, until ${describeTime(expiration)}\n`;
}

/** The session is for its owner alone, and whoever replaces a file keeps its mode. A new one is closed already. */
function closeToOthers(path: string, { platform }: Host): void {
  if (platform === 'win32') return;
  try {
    const mode = statSync(path, { throwIfNoEntry: false })?.mode;
    if (mode !== undefined && (mode & 0o077) !== 0) chmodSync(path, mode & 0o700);
  } catch {
    // It is somebody else's, who let us write it, or whoever writes it says what is wrong.
  }
}

import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import {
  helperCall,
  type Home,
  program,
  type RunOptions,
  type TerminalRun,
  testIn,
} from '../../support/awsmfa.ts';
import { wiped } from '../../support/enter-code.ts';
import type { Ended } from '../../support/ended.ts';
import {
  accounts,
  fiveAccounts,
  fiveProfiles,
  hardwareToken,
  jane,
  keySection,
  otherRoles,
  phone,
} from '../../support/five-accounts.ts';
import { whoAmI } from '../../support/identity.ts';

/**
 * Where the hard tests play: one home with jane's key and six profiles, of which four share the device `phone` and
 * differ in the account, `other-device` has a device of its own, and `deep` is behind two roles. Each test starts with
 * an empty cache, brings what it needs into it with `warm`, lets many processes or faults loose on it, and then asks
 * with `roleOf` whether everyone got the role of their own profile. What is left behind is looked at with `locks` and
 * `sessionPaths`, the terminal with `inShell` and `expectCookedTerminal`.
 */

/** `AWSMFA_HARD=full` runs all of it; any other value, a part. */
export const isFull = process.env['AWSMFA_HARD'] === 'full';

/** Roles of four accounts behind one device, one behind another, and one behind two hops. */
const profiles = `${fiveProfiles}
[profile other-device]
role_arn = ${otherRoles.long}
source_profile = management
mfa_serial = ${hardwareToken}

[profile deep]
role_arn = ${otherRoles.second}
source_profile = prod
`;

/** `test` with the profiles above in the home. */
export const test = testIn(fiveAccounts, {
  credentials: keySection('management', jane),
  config: profiles,
}).extend<{ outputs: string }>({
  /** A folder outside the home, where credentials may be printed to. */
  outputs: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'awsmfa-hard-'));
    await use(folder);
    rmSync(folder, { recursive: true });
  },
});

/** How an SDK asks for a profile. */
export { helperCall as call };

/** Asks without a terminal, giving the code if one is needed. */
export function runWithCode(home: Home, profile: string, options?: RunOptions): Promise<Ended> {
  return home.helper(profile, ['--token-code', home.code(phone)], options);
}

/** Brings the session of a profile into the cache. */
export async function warm(home: Home, profile: string): Promise<void> {
  expect(await runWithCode(home, profile)).toMatchObject({ status: 0, stderr: '' });
}

/**
 * The role whose credentials a run printed, at an account: `555555555555:admin`. It must have ended well and silently.
 */
export async function roleOf(home: Home, { status, stdout, stderr }: Ended): Promise<string> {
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const fields = JSON.parse(stdout) as Record<string, string>;
  const arn = await whoAmI(home, {
    AWS_ACCESS_KEY_ID: fields['AccessKeyId'],
    AWS_SECRET_ACCESS_KEY: fields['SecretAccessKey'],
    AWS_SESSION_TOKEN: fields['SessionToken'],
  });
  return arn.replace(/^arn:aws:sts::(\d+):assumed-role\/([^/]+)\/.*/, '$1:$2');
}

/** Who the profile `deep` becomes, as `roleOf` tells it. */
export const deepRole = `${accounts.prod}:second`;

/** What a refused run says, after it said nothing on stdout. */
export function errorOf({ status, stdout, stderr }: Ended): string {
  expect({ status: status !== 0, stdout }).toEqual({ status: true, stdout: '' });
  return /^awsmfa: error: (.*)\n/.exec(stderr)?.[1] ?? `no error in ${JSON.stringify(stderr)}`;
}

/** The last words of a question; from here on keys are the answer. */
export const question = `MFA code for ${phone} ›`;

/** Types a code, by default a good one, at a question that is there. */
export async function answer(home: Home, run: TerminalRun, code = home.code(phone)): Promise<void> {
  run.write(`${home.secretCode(code)}\r`);
  await run.waitFor(wiped);
}

/**
 * Runs awsmfa under a shell of the terminal, which writes the terminal's modes down when awsmfa has ended.
 *
 * @param args the profile's call by default
 */
export function inShell(
  home: Home,
  args: readonly string[],
  options: RunOptions = {},
): TerminalRun {
  const script = '"$@"; status=$?; stty -a >modes; exit $status';
  const command = ['sh', '-c', script, 'sh', ...program, ...args];
  return home.programInTerminal(command, { ...options, stdout: 'holds credentials' });
}

/** The modes that `inShell` wrote down are those in which a shell leaves a terminal. */
export function expectCookedTerminal(home: Home): void {
  const modes = textOf(home, 'modes');
  for (const mode of ['icanon', 'echo', 'isig', 'icrnl', 'iexten'])
    expect(modes).toMatch(new RegExp(String.raw`(?<!-)\b${mode}\b`));
}

/** Resolves when a condition holds that no event tells of. The test's own time limit ends it. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await pause(10);
}

/** The text of a file in the home. */
export function textOf(home: Home, name: string): string {
  return readFileSync(home.path(name), 'utf8');
}

export const locksFolder = '.aws/awsmfa/locks';

/** The names of the locks that are taken or were left behind, drafts not among them. */
export function locks(home: Home): readonly string[] {
  return namesIn(home.path(locksFolder)).filter((name) => !name.startsWith('.'));
}

/** When anything was last made or removed in the folder of locks; undefined where there is none. */
export function lockActivity(home: Home): number | undefined {
  return statSync(home.path(locksFolder), { throwIfNoEntry: false })?.mtimeMs;
}

function namesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

export const sessionsFolder = '.aws/awsmfa/sessions';

/** Lets a cached session look as if it were issued for so long, with so much of it left. */
export function age(home: Home, file: string, life: { ofSeconds: number; left: number }): void {
  const path = home.path(file);
  const session = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  const end = Date.now() + life.left * 1000;
  const IssuedAt = new Date(end - life.ofSeconds * 1000).toISOString();
  const aged = { ...session, IssuedAt, Expiration: new Date(end).toISOString() };
  writeFileSync(path, JSON.stringify(aged));
}

/** The files of the sessions in the order of a plan: that of the MFA session first. */
export function sessionPaths(home: Home): readonly string[] {
  const byKind = (name: string) =>
    Number(
      readFileSync(join(home.path(sessionsFolder), name), 'utf8').includes('"AccountId":"1111'),
    );
  const names = namesIn(home.path(sessionsFolder)).filter((name) => name.endsWith('.json'));
  return names.toSorted((a, b) => byKind(b) - byKind(a)).map((name) => `${sessionsFolder}/${name}`);
}

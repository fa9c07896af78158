import type { Caller } from '../../aws/iam/caller.ts';
import type { MfaDevices } from '../../aws/iam/mfa-devices.ts';
import type { ProfileGraph } from '../../config/graph.ts';
import { Failure } from '../../ground/failure.ts';
import { noOverrides } from '../../plan/model/chain-profile.ts';
import { isSecurityKey } from '../../plan/steps/mfa.ts';
import { renderCaller, renderDevice } from '../../render/setup.ts';
import { devicesOf, whoAmI } from '../../run/who-am-i.ts';
import { lastPart, parseIamArn } from '../../words/arn.ts';
import { printable, quoted } from '../../words/text.ts';
import type { Scene } from './scene.ts';

/** Says who signs with the key of a profile. @throws Failure where AWS does not say so */
export async function introduce(
  profile: string,
  graph: ProfileGraph,
  scene: Scene,
): Promise<Caller> {
  const { plan } = scene.plan(graph, profile, noOverrides);
  const caller = await whoAmI(await scene.run(graph).base(plan), plan, scene.host);
  await scene.host.out(renderCaller(caller, profile));
  return caller;
}

/** Says whose keys these profiles start from, and goes on if AWS does not say. */
export async function greet(
  keyProfiles: ReadonlySet<string>,
  graph: ProfileGraph,
  scene: Scene,
): Promise<void> {
  for (const profile of keyProfiles) {
    try {
      await introduce(profile, graph, scene);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      await scene.host.out(
        `Could not find out whose key profile ${quoted(profile)} has: ${error.message}\n`,
      );
    }
  }
}

/**
 * The MFA device of whoever holds the key of a profile: the one that was named, else theirs, else what they say.
 *
 * @returns undefined where they have none that shows codes, which is said
 */
export async function findDevice(
  profile: string,
  graph: ProfileGraph,
  scene: Scene,
): Promise<string | undefined> {
  const given = scene.given('mfa_serial');
  if (given !== undefined) return checked(given);
  const { plan } = scene.plan(graph, profile, noOverrides);
  const caller = await introduce(profile, graph, scene);
  const devices = await devicesOf(await scene.run(graph).base(plan), caller, plan, scene.host);
  const serial = await chooseDevice(devices, caller, scene);
  if (serial !== undefined) await scene.host.out(renderDevice(serial));
  return serial;
}

async function chooseDevice(
  devices: MfaDevices | undefined,
  caller: Caller,
  { host, person }: Scene,
): Promise<string | undefined> {
  if (devices === undefined) {
    await host.out(
      'Your MFA devices cannot be looked up with this key. The AWS console shows them\nin IAM, under “Security credentials”.\n',
    );
    return person.text({ ...deviceQuestion, ...suggestion(caller), validate: judge });
  }
  const { codeDevices, securityKeys } = devices;
  if (securityKeys.length > 0) await host.out(describeSecurityKeys(securityKeys));
  const [first, ...others] = codeDevices;
  if (first === undefined) {
    await host.out(
      'You have no MFA device that shows codes. The AWS console adds one\nin IAM, under “Security credentials”.\n',
    );
    return undefined;
  }
  if (others.length === 0) return first;
  const choice = (serial: string) => ({ label: serial, value: serial });
  return person.choose({
    message: 'Which of your MFA devices?',
    choices: [choice(first), ...others.map(choice)],
    instead: deviceQuestion.instead,
  });
}

const deviceQuestion = {
  message: 'ARN or serial of your MFA device',
  instead: '`--mfa-serial SERIAL`',
};

/** A virtual device is as a rule named for its user. */
function suggestion({ arn }: Caller): { readonly suggestion?: string } {
  const user = parseIamArn(arn);
  if (!user?.resource.startsWith('user/')) return {};
  return { suggestion: `arn:${user.partition}:iam::${user.accountId}:mfa/${lastPart(user)}` };
}

function judge(serial: string): true | string {
  if (isSecurityKey(serial)) return 'that is a security key, which cannot be used with access keys';
  const isArn = /^arn:aws[\w-]*:iam::\d{12}:mfa\/[\w+=,.@/-]+$/.test(serial);
  const isNumber = /^[A-Za-z0-9-]{9,20}$/.test(serial);
  return isArn || isNumber || 'such as arn:aws:iam::111111111111:mfa/jane or GAHT12345678';
}

function checked(serial: string): string {
  const verdict = judge(serial);
  if (verdict === true) return serial;
  throw new Failure('usage', `\`--mfa-serial\` does not accept "${serial}": ${verdict}`, [
    'look for it in IAM’s “Security credentials”',
  ]);
}

function describeSecurityKeys(serials: readonly string[]): string {
  const keys = serials.map((serial) => `  ${printable(serial)}\n`).join('');
  return `Security keys work only for the AWS console, so these are passed over:\n${keys}`;
}

import { createBudget } from '../../aws/client/budget.ts';
import type { StsOptions } from '../../aws/client/sts-options.ts';
import type { Credentials } from '../../ground/credentials.ts';
import { askWhoAmI, type Caller } from '../../aws/iam/caller.ts';
import { createUserKeys, type ListedKey } from '../../aws/iam/access-keys.ts';
import { listMfaDevices } from '../../aws/iam/mfa-devices.ts';
import { openProfileGraph } from '../../config/graph.ts';
import { locateConfigFiles } from '../../config/files/locations.ts';
import type {
  ExaminedKey,
  ExaminedProfile,
  KeyIdentity,
  SerialPlace,
} from '../../doctor/model/surroundings.ts';
import { Failure } from '../../ground/failure.ts';
import { describeOrigin } from '../../ground/origin.ts';
import type { Host } from '../../host/host.ts';
import { showingProgress } from '../../host/terminal/progress.ts';
import { createKeys } from '../../keys/keys.ts';
import type { Resolved } from '../../plan/model/resolved.ts';
import { createLazyKeychain } from '../../run/lazy/lazy-keychain.ts';
import { awsCallsMs } from '../../session/deadlines.ts';

/** Asks AWS about every long-term key that a profile starts from, each once. No code is needed for that. */
export async function askAws(
  profiles: readonly ExaminedProfile[],
  host: Host,
): Promise<readonly ExaminedKey[]> {
  const resolved = profiles.flatMap(({ outcome }) => (outcome instanceof Failure ? [] : outcome));
  const byKey = new Map<string, Resolved[]>();
  for (const each of resolved) {
    const id = longTermKey(each);
    if (id !== undefined) byKey.set(id, [...(byKey.get(id) ?? []), each]);
  }
  const answers = [...byKey].map(([id, users]) => examineKey(id, users, host));
  return showingProgress('AWS', Promise.all(answers));
}

function longTermKey({ plan: { source } }: Resolved): string | undefined {
  const isOwn = source.kind === 'static' || source.kind === 'keychain';
  return isOwn && !source.temporary ? source.accessKeyId : undefined;
}

async function examineKey(
  accessKeyId: string,
  users: readonly Resolved[],
  host: Host,
): Promise<ExaminedKey> {
  const [first] = users;
  if (first === undefined) throw new Error('a key that nothing starts from');
  const { source } = first.plan;
  const origin = source.origins['accessKeyId'];
  return {
    profile: source.profile ?? '',
    accessKeyId,
    at: origin?.kind === 'file' ? { file: origin.file, line: origin.line } : undefined,
    serials: serialsOf(users),
    identity: await identityOf(first, host).catch(orFailure),
  };
}

function serialsOf(users: readonly Resolved[]): readonly SerialPlace[] {
  const serials = users.flatMap(({ device }): [string, SerialPlace][] => {
    if (device === undefined) return [];
    const at = describeOrigin(device.origin);
    return [[at, { serial: device.value, at }]];
  });
  return [...new Map(serials).values()];
}

async function identityOf({ plan }: Resolved, host: Host): Promise<KeyIdentity> {
  const { env, home, platform, now } = host;
  const budget = createBudget(awsCallsMs);
  const graph = () => openProfileGraph(locateConfigFiles(env, home, platform));
  const keychain = createLazyKeychain(host);
  const keys = createKeys({ graph, env, platform, now, keychain, budget });
  const credentials = await keys(plan.source, plan);
  const options = { target: plan.sts, profile: plan.profile, budget, env, now };
  const caller = await askWhoAmI(credentials, options);
  const { arn, accountId, clockOffsetMs: skewMs } = caller;
  const devices = await listMfaDevices(credentials, caller, options);
  const keysOfUser = await keysOf(caller, credentials, options);
  const createdAt = keysOfUser.find(
    (key) => key.accessKeyId === credentials.accessKeyId,
  )?.createdAt;
  return { arn, accountId, skewMs, devices: devices?.codeDevices, createdAt };
}

/** None where IAM does not tell. */
async function keysOf(
  { userName }: Caller,
  credentials: Credentials,
  options: StsOptions,
): Promise<readonly ListedKey[]> {
  if (userName === undefined) return [];
  return createUserKeys(userName, credentials, options)
    .list()
    .catch(() => []);
}

function orFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  throw error;
}

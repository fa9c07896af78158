import { chmodSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect } from 'vitest';
import { createBudget } from '../../src/aws/client/budget.ts';
import { createSts } from '../../src/aws/sts/sts.ts';
import type { ProfileGraph } from '../../src/config/graph.ts';
import { createKeys } from '../../src/keys/keys.ts';
import type { KeySource, Plan } from '../../src/plan/model/plan.ts';
import { Secret } from '../../src/ground/secret.ts';
import { chooseProfile } from '../../src/plan/model/request.ts';
import { asOptions, planOf } from '../plan/planning.ts';
import { graphOf } from '../support/config-texts.ts';
import type { RecordingSts } from './recording-sts.ts';

export type CallParameters = Readonly<Record<string, string | number>>;

/** A base as the suite names it, or a call. */
export type Link =
  | { readonly static: string }
  | { readonly env: string }
  | { readonly process: string }
  | { readonly namedSource: string }
  | { readonly webIdentity: string; readonly RoleSessionName?: string }
  | { readonly sso: { readonly startUrl?: string; readonly session?: string } }
  | { readonly assumeRole: CallParameters };

export interface Case {
  readonly id: string;
  readonly config: string;
  readonly credentials?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly profile: string | null;
  readonly expect: { readonly chain: readonly Link[] } | { readonly error: string };
}

/** The case on this machine: its files lie in the folder, and its paths lead there. */
export function placed(each: Case, folder: string): Case {
  const program = join(folder, 'process');
  const files = { ...each.files, process: `#!/bin/sh\nprintf '%s' '${processAnswer}'\n` };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  chmodSync(program, 0o755);
  const text = JSON.stringify(each)
    .replaceAll('$DIR', folder)
    .replaceAll('$CREDENTIAL_PROCESS', program);
  return JSON.parse(text) as Case;
}

const processAnswer = JSON.stringify({ Version: 1, AccessKeyId: 'PROCESS', SecretAccessKey: 's' });

export function planFor(each: Case, settings: Parameters<typeof asOptions>[0] = {}): Plan {
  const overrides = asOptions(settings);
  const env = each.env ?? {};
  const profile = chooseProfile(each.profile ?? undefined, overrides, env);
  return planOf(graphFor(each), { profile, overrides, env });
}

function graphFor({ config, credentials }: Case): ProfileGraph {
  return graphOf(config, credentials);
}

/** The base in the suite's words. */
export function baseOf(source: KeySource): Link {
  switch (source.kind) {
    case 'static':
      return { static: source.accessKeyId };
    case 'environment':
      return { env: source.accessKeyId };
    case 'process':
      return { process: 'PROCESS' };
    case 'ec2':
      return { namedSource: 'Ec2InstanceMetadata' };
    case 'container':
      return { namedSource: 'EcsContainer' };
    case 'web-identity':
      return { webIdentity: source.roleArn };
    case 'sso':
      return { sso: source.session ? { session: source.session } : { startUrl: source.startUrl } };
    case 'login':
    case 'keychain':
      throw new Error(`the suite knows no ${source.kind}`);
  }
}

/** Makes every call of the plan, and says what arrived, apart from what botocore leaves to AWS. */
export async function callsOf(
  plan: Plan,
  each: Case,
  sts: RecordingSts,
): Promise<readonly CallParameters[]> {
  const before = sts.calls.length;
  const options = {
    target: { ...plan.sts, endpoint: sts.endpoint },
    profile: plan.profile,
    budget: createBudget(10_000),
    env: {},
    now: () => new Date(),
  };
  await fetchBase({ ...plan, sts: options.target }, each);
  const signer = { accessKeyId: 'AKIASIGNER', secretAccessKey: new Secret('signer') };
  for (const step of plan.steps) {
    await createSts(options).call(step, signer, step.mfaSerial && '123456');
  }
  return sts.calls.slice(before).map((call) => withoutDefaults(call, each));
}

/** Those that can be fetched here: the others have servers of their own, in test/aws. */
async function fetchBase(plan: Plan, each: Case): Promise<void> {
  if (!['static', 'environment', 'process', 'web-identity'].includes(plan.source.kind)) return;
  const keys = createKeys({
    graph: () => graphFor(each),
    env: each.env ?? {},
    platform: 'linux',
    now: () => new Date(),
    keychain: { get: () => Promise.resolve(undefined) },
    budget: createBudget(10_000),
  });
  const { accessKeyId } = await keys(plan.source, plan);
  if (plan.source.kind === 'process') expect(accessKeyId).toBe('PROCESS');
}

/** An hour is AWS's own default; a session name has to be sent, and botocore makes one up, too. */
function withoutDefaults(
  { Action, Version: _version, ...call }: Readonly<Record<string, string>>,
  { config, env = {} }: Case,
): CallParameters {
  if (Action === 'GetSessionToken') return { Action, ...call };
  const { RoleSessionName = '', DurationSeconds, WebIdentityToken, ...rest } = call;
  const isNamed = `${config}${env['AWS_ROLE_SESSION_NAME'] ?? ''}`.includes(RoleSessionName);
  const name = isNamed ? { RoleSessionName } : {};
  const duration = DurationSeconds === '3600' ? {} : { DurationSeconds: Number(DurationSeconds) };
  if (WebIdentityToken !== undefined) return { WebIdentityToken, ...rest, ...name };
  return { ...rest, ...name, ...duration };
}

/** The chain as its calls: a web identity is one, too. */
export function chainOf(chain: readonly Link[], each: Case): readonly (Link | CallParameters)[] {
  return chain.flatMap((link): readonly (Link | CallParameters)[] => {
    if ('assumeRole' in link) return [link.assumeRole];
    if (!('webIdentity' in link)) return [withoutCacheFile(link)];
    const { webIdentity: RoleArn, ...name } = link;
    const WebIdentityToken = tokenOf(each);
    return [{ webIdentity: RoleArn }, { RoleArn, WebIdentityToken, ...name }];
  });
}

/** What is in the file that the profile names, or else the environment. */
function tokenOf({ config, env = {}, files = {} }: Case): string {
  const named = /web_identity_token_file = (.*)/.exec(config)?.[1];
  const path = named ?? env['AWS_WEB_IDENTITY_TOKEN_FILE'] ?? '';
  return files[basename(path)] ?? '';
}

/** Which file the SDK's package looks into is not the plan's to say. */
function withoutCacheFile(link: Link): Link {
  if (!('sso' in link)) return link;
  const { session, startUrl = '' } = link.sso;
  return { sso: session === undefined ? { startUrl } : { session } };
}

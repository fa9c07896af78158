import type { ProfileGraph } from '../config/graph.ts';
import type { Environment } from '../host/host.ts';
import type { ChainProfile } from './chain-profile.ts';
import * as wrong from './config-errors.ts';
import { parseOwnCommand, type OwnCommand } from './own-command.ts';
import type { KeySource } from './plan.ts';
import type { Sourced } from './request.ts';
import { ssoSource } from './sso-source.ts';

/** What a profile that asks for no role comes to: credentials of its own, or awsmfa run for another profile. */
export type Base =
  { readonly source: KeySource } | { readonly own: OwnCommand; readonly line: Sourced };

export interface BaseContext {
  readonly graph: ProfileGraph;
  readonly env: Environment;
  readonly platform: NodeJS.Platform;
}

/**
 * The credentials a profile holds itself, in botocore's order: Identity Center, keys in the credentials file,
 * a console login, a process, keys in the config file; after them, the environment's keys.
 *
 * @throws Failure of kind `configuration` where there are none, or only half of them.
 */
export function baseOf(profile: ChainProfile, context: BaseContext): Base {
  const line = profile.plain('credential_process');
  const own = line && parseOwnCommand(line, context.platform);
  const leadsBack = own?.profile === profile.name;
  const keys = staticSource(profile);
  const inCredentialsFile = keys?.file === context.graph.credentialsPath;

  const sso = ssoSource(profile, context.graph);
  if (sso !== undefined) return { source: sso };
  if (keys !== undefined && inCredentialsFile) return keys;
  const login = profile.plain('login_session');
  if (login !== undefined) return { source: loginSource(profile, login) };
  if (line !== undefined && own !== undefined && !leadsBack) return { own, line };
  if (line !== undefined && own === undefined) return { source: processSource(profile, line) };
  if (keys !== undefined) return keys;

  const environment = environmentSource(context.env);
  if (environment !== undefined) return { source: environment };
  throw line === undefined ? wrong.noCredentials(profile) : wrong.onlyItself(profile, line);
}

interface StaticBase {
  readonly source: KeySource;
  /** The file the pair stands in. */
  readonly file: string | undefined;
}

/** @throws Failure where only half a pair is there. */
export function staticSource(profile: ChainProfile): StaticBase | undefined {
  const id = profile.plain('aws_access_key_id');
  const secret = profile.plain('aws_secret_access_key');
  if (id === undefined) {
    if (secret === undefined) return undefined;
    throw wrong.halfKeyPair(profile, secret, 'aws_access_key_id');
  }
  if (secret === undefined) throw wrong.halfKeyPair(profile, id, 'aws_secret_access_key');
  const token = profile.plain('aws_session_token');
  return {
    file: id.origin.kind === 'file' ? id.origin.file : undefined,
    source: {
      kind: 'static',
      profile: profile.name,
      accessKeyId: id.value,
      temporary: token !== undefined || isTemporary(id.value),
      ...account(profile.plain('aws_account_id')?.value),
      origins: { accessKeyId: id.origin },
    },
  };
}

/**
 * The environment's key pair.
 *
 * @throws Failure where only half of it is set.
 */
export function environmentSource(env: Environment): KeySource | undefined {
  const id = env['AWS_ACCESS_KEY_ID'] ?? '';
  const secret = env['AWS_SECRET_ACCESS_KEY'] ?? '';
  if (id === '' && secret === '') return undefined;
  if (id === '') throw wrong.halfEnvironmentPair('AWS_ACCESS_KEY_ID');
  if (secret === '') throw wrong.halfEnvironmentPair('AWS_SECRET_ACCESS_KEY');
  return {
    kind: 'environment',
    accessKeyId: id,
    temporary: (env['AWS_SESSION_TOKEN'] ?? '') !== '' || isTemporary(id),
    ...account(env['AWS_ACCOUNT_ID']),
    origins: { accessKeyId: { kind: 'environment', name: 'AWS_ACCESS_KEY_ID' } },
  };
}

function processSource(profile: ChainProfile, line: Sourced): KeySource {
  return {
    kind: 'process',
    profile: profile.name,
    command: line.value,
    ...account(profile.plain('aws_account_id')?.value),
    origins: { command: line.origin },
  };
}

function loginSource(profile: ChainProfile, login: Sourced): KeySource {
  return {
    kind: 'login',
    profile: profile.name,
    session: login.value,
    origins: { session: login.origin },
  };
}

/** STS's own access key ids begin with ASIA, those of IAM users with AKIA. */
function isTemporary(accessKeyId: string): boolean {
  return accessKeyId.startsWith('ASIA');
}

function account(accountId: string | undefined): { accountId?: string } {
  return accountId === undefined || accountId === '' ? {} : { accountId };
}

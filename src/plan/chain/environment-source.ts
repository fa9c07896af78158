import { originsOf, type Origin } from '../../ground/origin.ts';
import type { Environment } from '../../ground/environment.ts';
import * as wrong from './config-errors.ts';
import { hash } from '../../words/hash.ts';
import { isTemporary, looksSecret } from '../../words/key-text.ts';
import type { KeySource } from '../model/plan.ts';
import type { Machine } from '../model/request.ts';
import { tokenIdentity } from './token-identity.ts';
import { chosenRoleSessionName, defaultRoleSessionName } from './role-session-name.ts';

export interface EnvironmentContext {
  readonly env: Environment;
  readonly machine: Machine;
}

const relativeUri = 'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI';
const fullUri = 'AWS_CONTAINER_CREDENTIALS_FULL_URI';

/** Where ECS serves the relative form of the address. */
const ecsEndpoint = 'http://169.254.170.2';

/**
 * What the environment alone says, in the order of the SDKs' default chain: keys, a web identity, a container's
 * credentials. The instance metadata are not asked unless a profile names them: off EC2, every typo would wait for
 * their timeout.
 *
 * @throws Failure of kind `configuration` where only half of it is set.
 */
export function ambientSource(context: EnvironmentContext): KeySource | undefined {
  const { env } = context;
  const hasContainer = env[relativeUri] || env[fullUri];
  return (
    environmentSource(env) ??
    webIdentityOfEnvironment(context) ??
    (hasContainer ? containerSource(context) : undefined)
  );
}

/**
 * The environment's key pair.
 *
 * @throws Failure where only half of it is set, or the two halves are swapped.
 */
export function environmentSource(env: Environment): KeySource | undefined {
  const { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret, AWS_ACCOUNT_ID: accountId } = env;
  if (!id && !secret) return undefined;
  if (!id) throw wrong.halfEnvironmentPair('AWS_ACCESS_KEY_ID');
  if (!secret) throw wrong.halfEnvironmentPair('AWS_SECRET_ACCESS_KEY');
  if (looksSecret(id)) throw wrong.notAccessKeyId('AWS_ACCESS_KEY_ID');
  return {
    kind: 'environment',
    accessKeyId: id,
    temporary: Boolean(env['AWS_SESSION_TOKEN']) || isTemporary(id),
    ...(accountId && { accountId }),
    origins: { accessKeyId: variable('AWS_ACCESS_KEY_ID') },
  };
}

/** EKS and CI systems set these two; the role alone, which others set as well, says nothing. */
function webIdentityOfEnvironment({ env, machine }: EnvironmentContext): KeySource | undefined {
  const tokenFile = env['AWS_WEB_IDENTITY_TOKEN_FILE'];
  if (!tokenFile) return undefined;
  const roleArn = env['AWS_ROLE_ARN'];
  if (!roleArn) throw wrong.webIdentityWithoutRole();
  const name = chosenRoleSessionName(undefined, env);
  return {
    kind: 'web-identity',
    roleArn,
    tokenFile,
    identity: tokenIdentity(machine.fileText(tokenFile)),
    roleSessionName: name?.value ?? defaultRoleSessionName(undefined, machine),
    origins: {
      roleArn: variable('AWS_ROLE_ARN'),
      tokenFile: variable('AWS_WEB_IDENTITY_TOKEN_FILE'),
      ...originsOf({ roleSessionName: name }),
    },
  };
}

/** A container's credentials; without an endpoint where no variable says where they are. */
export function containerSource({ env, machine }: EnvironmentContext): KeySource {
  const endpoint = containerEndpoint(env);
  const tokenFile = env['AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE'];
  const token = tokenFile
    ? tokenIdentity(machine.fileText(tokenFile))
    : (env['AWS_CONTAINER_AUTHORIZATION_TOKEN'] ?? '');
  // The address and the token are secrets, so that only their hash is kept.
  const identity = hash([env[relativeUri] ?? '', env[fullUri] ?? '', token]);
  const name = env[relativeUri] ? relativeUri : fullUri;
  return endpoint === undefined
    ? { kind: 'container', identity, origins: {} }
    : { kind: 'container', endpoint, identity, origins: { endpoint: variable(name) } };
}

/** Only the server: on ECS, whoever knows the rest of the address gets the credentials. */
function containerEndpoint(env: Environment): string | undefined {
  if (env[relativeUri]) return ecsEndpoint;
  const full = env[fullUri];
  return full && URL.canParse(full) ? new URL(full).origin : undefined;
}

function variable(name: string): Origin {
  return { kind: 'environment', name };
}

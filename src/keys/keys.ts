import type { Budget } from '../aws/client/budget.ts';
import type { ProfileGraph } from '../config/graph.ts';
import { isSession, type AccessKey, type Credentials } from '../ground/credentials.ts';
import { Failure } from '../ground/failure.ts';
import type { Environment } from '../ground/environment.ts';
import { isSendable } from '../words/key-text.ts';
import type { Keychain } from '../keychain/keychain.ts';
import { describeOrigin } from '../ground/origin.ts';
import { describeProfile } from '../words/profile-name.ts';
import { endOfKeys, whyExpired } from '../plan/expired-keys.ts';
import type { KeySource, Plan } from '../plan/model/plan.ts';
import { Secret } from '../ground/secret.ts';

export interface KeysOptions {
  readonly graph: () => ProfileGraph;
  readonly env: Environment;
  readonly platform: NodeJS.Platform;
  readonly now: () => Date;
  readonly keychain: Pick<Keychain, 'get'>;
  /** For what is fetched over the network. */
  readonly budget: Budget;
}

/** Fetches the credentials a chain starts from, long-term secrets among them. */
export function createKeys(options: KeysOptions) {
  return async (source: KeySource, plan: Plan): Promise<Credentials> => {
    const credentials = await fetchKeys(source, plan, options);
    // Credentials with which we sign nothing are handed out unchecked.
    if (plan.steps.length > 0) refuseUnsendable(credentials, source);
    return credentials;
  };
}

async function fetchKeys(
  source: KeySource,
  plan: Plan,
  options: KeysOptions,
): Promise<Credentials> {
  switch (source.kind) {
    case 'static':
      return staticKey(source, options);
    case 'environment':
      return environmentKey(source, options.env);
    case 'keychain': {
      const { keyFromKeychain } = await import('./from-keychain.ts');
      return keyFromKeychain(source, options.keychain);
    }
    case 'process': {
      const { keyFromProcess } = await import('./process.ts');
      return keyFromProcess(source, options);
    }
    case 'ec2':
    case 'container':
    case 'web-identity':
    case 'sso':
    case 'login': {
      const { keyFromProvider } = await import('../aws/providers/providers.ts');
      return keyFromProvider(source, plan, options);
    }
  }
}

type Static = Extract<KeySource, { kind: 'static' }>;

/** @throws Failure where their file says that they have expired. */
function staticKey(source: Static, options: KeysOptions): Credentials {
  const expired = whyExpired(source, options.now());
  if (expired !== undefined) throw expired;
  const graph = options.graph();
  const secret = (name: 'aws_secret_access_key' | 'aws_session_token') =>
    graph.secret(source.profile, name);
  const found = credentials(source, secret('aws_secret_access_key'), secret('aws_session_token'));
  const expiration = endOfKeys(source);
  return expiration === undefined ? found : { ...found, expiration };
}

type FromEnvironment = Extract<KeySource, { kind: 'environment' }>;

function environmentKey(source: FromEnvironment, env: Environment): Credentials {
  const secret = (name: string) => (env[name] ? new Secret(env[name]) : undefined);
  return credentials(source, secret('AWS_SECRET_ACCESS_KEY'), secret('AWS_SESSION_TOKEN'));
}

/** @throws Failure where no request can carry the credentials: a token, say, that was pasted over several lines. */
function refuseUnsendable(credentials: Credentials, { profile, origins }: KeySource): void {
  const parts: readonly [string, string | undefined][] = [
    ['access key id', credentials.accessKeyId],
    ['secret access key', credentials.secretAccessKey.reveal()],
    ['session token', isSession(credentials) ? credentials.sessionToken.reveal() : undefined],
  ];
  const bad = parts.find(([, value]) => value !== undefined && !isSendable(value));
  if (bad === undefined) return;
  const [origin] = Object.values(origins);
  const where = origin === undefined ? '' : ` (${describeOrigin(origin)})`;
  throw new Failure(
    'configuration',
    `the ${bad[0]} of ${describeProfile(profile)}${where} holds a character that no key has`,
    ['copy it again, in one line and without blanks'],
  );
}

function credentials(
  { accessKeyId, accountId }: Static | FromEnvironment,
  secretAccessKey: Secret | undefined,
  sessionToken: Secret | undefined,
): Credentials {
  if (secretAccessKey === undefined) throw new Error('a plan names a key that has no secret');
  const key: AccessKey = {
    accessKeyId,
    secretAccessKey,
    ...(accountId === undefined ? {} : { accountId }),
  };
  return sessionToken === undefined ? key : { ...key, sessionToken };
}

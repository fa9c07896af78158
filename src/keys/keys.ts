import type { Budget } from '../aws/budget.ts';
import type { ProfileGraph } from '../config/graph.ts';
import type { AccessKey, Credentials } from '../credentials.ts';
import type { Environment } from '../host/host.ts';
import type { KeySource, Plan } from '../plan/plan.ts';
import { Secret } from '../secret.ts';

export interface KeysOptions {
  readonly graph: () => ProfileGraph;
  readonly env: Environment;
  readonly platform: NodeJS.Platform;
  readonly now: () => Date;
  /** For what is fetched over the network. */
  readonly budget: Budget;
}

/** Fetches the credentials a chain starts from. The only place where a long-term secret is read. */
export function createKeys(options: KeysOptions) {
  return async (source: KeySource, plan: Plan): Promise<Credentials> => {
    switch (source.kind) {
      case 'static':
        return staticKey(source, options.graph());
      case 'environment':
        return environmentKey(source, options.env);
      case 'process': {
        const { keyFromProcess } = await import('./process.ts');
        return keyFromProcess(source, options);
      }
      case 'ec2':
      case 'container':
      case 'web-identity':
      case 'sso':
      case 'login': {
        const { keyFromProvider } = await import('../aws/providers.ts');
        return keyFromProvider(source, plan, options);
      }
    }
  };
}

type Static = Extract<KeySource, { kind: 'static' }>;

function staticKey(source: Static, graph: ProfileGraph): Credentials {
  const profile = source.profile ?? '';
  const secret = (name: 'aws_secret_access_key' | 'aws_session_token') =>
    graph.secret(profile, name);
  return credentials(source, secret('aws_secret_access_key'), secret('aws_session_token'));
}

type FromEnvironment = Extract<KeySource, { kind: 'environment' }>;

function environmentKey(source: FromEnvironment, env: Environment): Credentials {
  const secret = (name: string) => (env[name] ? new Secret(env[name]) : undefined);
  return credentials(source, secret('AWS_SECRET_ACCESS_KEY'), secret('AWS_SESSION_TOKEN'));
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

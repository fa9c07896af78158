import type { Provided, ProvidedSource, ProviderContext } from './provided.ts';
import type { SessionCredentials } from '../../ground/credentials.ts';
import { Failure } from '../../ground/failure.ts';
import type { Environment } from '../../ground/environment.ts';
import type { Plan } from '../../plan/model/plan.ts';
import { Secret } from '../../ground/secret.ts';
import { isKeyTriple } from '../../words/key-text.ts';
import type { Budget } from '../client/budget.ts';
import { translateNetworkError } from '../client/network-errors.ts';

export interface ProviderOptions {
  readonly env: Environment;
  readonly now: () => Date;
  readonly budget: Budget;
}

/**
 * Fetches temporary credentials from where the SDK's own packages know how to. They are handed out as they are and not
 * kept: each of these sources is a cache itself, and after signing out nothing must be left.
 *
 * @throws Failure of kind `network` where it cannot be reached, `refused` where it refuses, `configuration` where what
 * it needs is missing.
 */
export async function keyFromProvider(
  source: ProvidedSource,
  plan: Plan,
  { env, now, budget }: ProviderOptions,
): Promise<SessionCredentials> {
  try {
    const provided = await budget.spend((signal) => fetchFrom(source, { plan, env, signal }));
    return sessionFrom(source, provided, now());
  } catch (error) {
    throw (error as Error).name === 'TimeoutError' ? translateNetworkError(error) : error;
  }
}

/** Each loads its own package and no other. */
async function fetchFrom(source: ProvidedSource, context: ProviderContext): Promise<Provided> {
  switch (source.kind) {
    case 'ec2':
      return (await import('./ec2.ts')).fromEc2(context);
    case 'container':
      return (await import('./container.ts')).fromContainer(context);
    case 'web-identity':
      return (await import('./web-identity.ts')).fromWebIdentity(source, context);
    case 'sso':
      return (await import('./identity-center.ts')).fromIdentityCenter(source, context);
    case 'login':
      return (await import('./login.ts')).fromLogin(source, context);
  }
}

function sessionFrom(source: ProvidedSource, provided: Provided, now: Date): SessionCredentials {
  const { accessKeyId, secretAccessKey, sessionToken = '', expiration } = provided;
  if (!isKeyTriple(accessKeyId, secretAccessKey, sessionToken)) throw notCredentials('none');
  if (expiration !== undefined && !(expiration > now)) throw notCredentials('expired');
  const accountId = source.kind === 'sso' ? source.accountId : provided.accountId;
  return {
    accessKeyId,
    secretAccessKey: new Secret(secretAccessKey),
    sessionToken: new Secret(sessionToken),
    ...(expiration && { expiration }),
    ...(accountId && { accountId }),
  };
}

/** A response, but nothing to sign with. */
function notCredentials(what: 'none' | 'expired'): Failure {
  return what === 'none'
    ? new Failure('network', 'the credential source returned no credentials', [
        'check for a proxy or a captive portal between here and AWS',
      ])
    : new Failure(
        'refused',
        'the credential source returned credentials that have already expired',
        ['check the clock of this machine, and renew them where they come from'],
      );
}

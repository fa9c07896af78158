import { createHmac } from 'node:crypto';
import { isSession, type Credentials } from '../../ground/credentials.ts';
import type { Environment } from '../../ground/environment.ts';
import type { KeySource, Plan } from '../../plan/model/plan.ts';
import { hash } from '../../words/hash.ts';

/** What a process is doing when it holds a lock or waits for one. */
export interface Attempt {
  readonly plan: Plan;
  readonly keys: (source: KeySource, plan: Plan) => Promise<Credentials>;
  /** A code that was given, and may be another one than somebody else's. */
  readonly tokenCode: string | undefined;
}

/**
 * Signs a text with the secret that would sign the calls to AWS, over everything else that decides whether they
 * succeed. So only a process with the same secret, endpoint, proxies and certificates can make the same signature; and
 * whoever reads it learns nothing, as from a signature that goes to AWS.
 *
 * Undefined where that secret is not at hand (it would have to be fetched), or where the code may be another one.
 */
export async function signAttempt(
  text: string,
  { plan, keys, tokenCode }: Attempt,
  env: Environment,
): Promise<string | undefined> {
  const { kind } = plan.source;
  if ((kind !== 'static' && kind !== 'environment') || tokenCode) return undefined;
  const credentials = await keys(plan.source, plan);
  const { origins: _, ...target } = plan.sts;
  const token = isSession(credentials) ? credentials.sessionToken.reveal() : undefined;
  const inputs = [text, target, token, routeVariables(env)];
  const secret = credentials.secretAccessKey.reveal();
  return createHmac('sha256', secret).update(hash(inputs)).digest('hex');
}

/** The variables that decide how, and whether, a server is reached. */
function routeVariables(env: Environment): Environment {
  const names = Object.keys(env).filter((name) => /_proxy$|^AWS_CA_BUNDLE$|^NODE_/i.test(name));
  return Object.fromEntries(names.map((name) => [name, env[name]]));
}

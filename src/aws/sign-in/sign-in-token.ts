import type { SessionCredentials } from '../../ground/credentials.ts';
import type { Environment } from '../../ground/environment.ts';
import { Failure } from '../../ground/failure.ts';
import { Secret } from '../../ground/secret.ts';
import type { Budget } from '../client/budget.ts';
import { answeredByAnother, translateNetworkError } from '../client/network-errors.ts';
import { postForm } from './post-form.ts';

export interface SignInRequest {
  readonly credentials: SessionCredentials;
  /** The sign-in endpoint, without a slash at its end. */
  readonly endpoint: string;
  /** How long the console is to stay open; undefined: as long as AWS has it by default. */
  readonly sessionSeconds: number | undefined;
}

/**
 * Has AWS's federation endpoint make a token of a session, which opens the console for fifteen minutes from now on. The
 * session goes in the body of a POST: a URL ends up in the logs of proxies.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_enable-console-custom-url.html
 *
 * @throws Failure of kind `refused` or `network`
 */
export async function askSignInToken(
  { credentials, endpoint, sessionSeconds }: SignInRequest,
  budget: Budget,
  env: Environment,
): Promise<Secret> {
  const fields = {
    Action: 'getSigninToken',
    ...(sessionSeconds === undefined ? {} : { SessionDuration: String(sessionSeconds) }),
    Session: JSON.stringify({
      sessionId: credentials.accessKeyId,
      sessionKey: credentials.secretAccessKey.reveal(),
      sessionToken: credentials.sessionToken.reveal(),
    }),
  };
  try {
    const url = new URL(`${endpoint}/federation`);
    const answer = await budget.spend((signal) => postForm(url, fields, env, signal));
    if (answer.status === 400 || answer.status === 403) throw refused(answer.status);
    if (answer.status !== 200) throw withStatus(answer.status);
    return tokenIn(answer.body);
  } catch (error) {
    throw translateNetworkError(error);
  }
}

/** As the SDK's clients say it. */
function withStatus(httpStatusCode: number): Error {
  return Object.assign(new Error(`HTTP ${httpStatusCode}`), { $metadata: { httpStatusCode } });
}

/** AWS says no more than that. */
function refused(status: number): Failure {
  return new Failure(
    'refused',
    `AWS does not sign these credentials in to the console (HTTP ${status})`,
    [
      'check that they belong to a role: AWS does not sign users in this way',
      'get a new session with `--refresh`: this one may have been revoked',
    ],
  );
}

function tokenIn(body: string): Secret {
  try {
    const { SigninToken: token } = JSON.parse(body) as { readonly SigninToken?: unknown };
    if (typeof token === 'string' && token !== '') return new Secret(token);
  } catch {
    // It is a page for people.
  }
  throw answeredByAnother(200);
}

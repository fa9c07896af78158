import { fromLoginCredentials } from '@aws-sdk/credential-provider-login';
import { Failure } from '../../ground/failure.ts';
import { agentsFor } from '../connection/agents.ts';
import { unsignedClientConfig } from '../client/client-config.ts';
import { translateNetworkError } from '../client/network-errors.ts';
import { withConfigFile } from './own-config-file.ts';
import { isNetworkError, readProviderError, type ProviderError } from './provider-errors.ts';
import type { Provided, ProvidedSource, ProviderContext } from './provided.ts';

type Login = Extract<ProvidedSource, { kind: 'login' }>;

/**
 * The credentials of a console login, which `aws login` left in `~/.aws/login/cache`; the package renews them where it
 * can.
 *
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-login-credentials.html
 */
export async function fromLogin(source: Login, context: ProviderContext): Promise<Provided> {
  const clientConfig = await configFor(source, context);
  const text = `[profile awsmfa]\nlogin_session = ${source.session}\n`;
  try {
    return await withConfigFile(text, (files) =>
      fromLoginCredentials({ ...files, clientConfig })(),
    );
  } catch (error) {
    throw error instanceof Failure ? error : translate(readProviderError(error), source);
  }
}

async function configFor({ endpoint }: Login, { plan, env }: ProviderContext) {
  const place = new URL(endpoint ?? `https://${plan.sts.region}.signin.aws.amazon.com`);
  const agents = await agentsFor(place, env);
  return { ...unsignedClientConfig(plan.sts, endpoint, agents), maxAttempts: 2 };
}

/** The package advises to sign in again whatever is wrong, the network included. */
function translate(error: ProviderError, source: Login): Failure {
  if (isNetworkError(error)) return translateNetworkError(error);
  return error.message.includes('insufficient permissions')
    ? mayNotRenew(source)
    : notLoggedIn(source);
}

function notLoggedIn({ session, profile = 'default' }: Login): Failure {
  return new Failure('configuration', `console login "${session}" is missing or has expired`, [
    `run \`aws login --profile ${profile}\``,
  ]);
}

function mayNotRenew({ session }: Login): Failure {
  return new Failure('refused', `AWS does not let you renew console login "${session}"`, [
    'ask for the permission `signin:CreateOAuth2Token`',
  ]);
}

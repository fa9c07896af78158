import { fromSSO } from '@aws-sdk/credential-provider-sso';
import { Failure } from '../../ground/failure.ts';
import { withoutSecrets } from '../../words/without-secrets.ts';
import { agentsFor } from '../connection/agents.ts';
import { unsignedClientConfig } from '../client/client-config.ts';
import { foreignText } from '../client/foreign-text.ts';
import { translateNetworkError } from '../client/network-errors.ts';
import { withConfigFile } from './own-config-file.ts';
import { isNetworkError, readProviderError, type ProviderError } from './provider-errors.ts';
import type { Provided, ProvidedSource, ProviderContext } from './provided.ts';

type IdentityCenter = Extract<ProvidedSource, { kind: 'sso' }>;

/**
 * A role of IAM Identity Center, for the access token that `aws sso login` left in `~/.aws/sso/cache`; with an
 * `sso_session` the package renews that token where it can.
 *
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html
 */
export async function fromIdentityCenter(
  source: IdentityCenter,
  context: ProviderContext,
): Promise<Provided> {
  const clientConfig = await configFor(source, context);
  try {
    return await withConfigFile(configText(source), (files) =>
      fromSSO({
        ...files,
        ssoStartUrl: source.startUrl,
        ssoRegion: source.region,
        ssoAccountId: source.accountId,
        ssoRoleName: source.roleName,
        ...(source.session === undefined ? {} : { ssoSession: source.session }),
        clientConfig,
      })(),
    );
  } catch (error) {
    throw error instanceof Failure ? error : translate(readProviderError(error), source);
  }
}

/**
 * The package calls the portal and, to renew a token, the OIDC service with the same settings: a custom endpoint is
 * both.
 */
async function configFor({ region, endpoint }: IdentityCenter, { plan, env }: ProviderContext) {
  const place = new URL(endpoint ?? `https://portal.sso.${region}.amazonaws.com`);
  const agents = await agentsFor(place, env);
  return { ...unsignedClientConfig({ ...plan.sts, region }, endpoint, agents), maxAttempts: 2 };
}

/** All that the package looks for in a file: which session's token to take, and where it is renewed. */
function configText({ session, startUrl, region }: IdentityCenter): string {
  if (session === undefined) return '';
  return `[profile awsmfa]
sso_session = ${session}
[sso-session ${session}]
sso_start_url = ${startUrl}
sso_region = ${region}
`;
}

function translate(error: ProviderError, source: IdentityCenter): Failure {
  if (error.message.includes('aws sso login')) return notSignedIn(source);
  switch (error.name) {
    case 'UnauthorizedException':
      return signedOut(source);
    case 'ForbiddenException':
    case 'InvalidRequestException':
    case 'ResourceNotFoundException':
    case 'TooManyRequestsException':
      return refused(error, source);
    default:
      return isNetworkError(error) ? translateNetworkError(error) : inTrouble(source);
  }
}

/** The package keeps nothing of a response that it cannot read, not even its status. */
function inTrouble({ startUrl }: IdentityCenter): Failure {
  return new Failure(
    'network',
    `IAM Identity Center "${startUrl}" answered with a server error, or something else answered in its place`,
    ['try again in a minute'],
  );
}

/** The package's own messages for a token that is missing, unreadable or expired all end in the advice to sign in. */
function notSignedIn(source: IdentityCenter): Failure {
  return new Failure(
    'configuration',
    `you are not signed in to IAM Identity Center "${source.startUrl}", or your sign-in has expired`,
    [signIn(source)],
  );
}

function signedOut(source: IdentityCenter): Failure {
  return new Failure(
    'refused',
    `IAM Identity Center "${source.startUrl}" no longer accepts your sign-in`,
    [signIn(source)],
  );
}

function refused(
  { name, message }: ProviderError,
  { accountId, roleName }: IdentityCenter,
): Failure {
  return new Failure(
    'refused',
    `IAM Identity Center does not give you role "${roleName}" in account "${accountId}": ${foreign(name)}: ${foreign(message)}`,
    ['check `sso_account_id` and `sso_role_name`, and what is assigned to you in its portal'],
  );
}

/** The access token is known to the package alone. */
function foreign(text: string): string {
  return foreignText(withoutSecrets(text), []);
}

function signIn({ session, profile = 'default' }: IdentityCenter): string {
  return session === undefined
    ? `run \`aws sso login --profile ${profile}\``
    : `run \`aws sso login --sso-session ${session}\``;
}

import { AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { Failure } from '../../ground/failure.ts';
import { readRegularFile } from '../../ground/regular-file.ts';
import { parseIamArn } from '../../words/arn.ts';
import { agentsFor } from '../connection/agents.ts';
import { unsignedClientConfig } from '../client/client-config.ts';
import { defaultEndpoint } from '../client/endpoint.ts';
import { readServiceError, type ServiceError } from '../client/service-error.ts';
import { translateNetworkError } from '../client/network-errors.ts';
import type { Provided, ProvidedSource, ProviderContext } from './provided.ts';

type WebIdentity = Extract<ProvidedSource, { kind: 'web-identity' }>;

/**
 * A role for a token of an OpenID Connect provider; STS is called without a signature, at the endpoint of the plan.
 *
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
 */
export async function fromWebIdentity(
  source: WebIdentity,
  context: ProviderContext,
): Promise<Provided> {
  const token = readRegularFile(source.tokenFile);
  if (token === undefined) throw unreadable(source.tokenFile);
  try {
    return await assumeRole(source, token, context);
  } catch (error) {
    const refusal = readServiceError(error, [token]);
    throw refusal === undefined ? translateNetworkError(error) : refused(refusal, source);
  }
}

async function assumeRole(
  { roleArn, roleSessionName }: WebIdentity,
  token: string,
  { plan: { sts }, env, signal }: ProviderContext,
): Promise<Provided> {
  const client = new STSClient({
    ...unsignedClientConfig(sts, sts.endpoint, await agentsFor(defaultEndpoint(sts), env)),
    useGlobalEndpoint: sts.globalEndpoint,
    maxAttempts: 3,
  });
  const command = new AssumeRoleWithWebIdentityCommand({
    RoleArn: roleArn,
    RoleSessionName: roleSessionName,
    WebIdentityToken: token,
  });
  const response = await client.send(command, { abortSignal: signal });
  const {
    AccessKeyId = '',
    SecretAccessKey = '',
    SessionToken = '',
    Expiration,
  } = response.Credentials ?? {};
  const accountId = parseIamArn(response.AssumedRoleUser?.Arn ?? '')?.accountId;
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    ...(Expiration && { expiration: Expiration }),
    ...(accountId && { accountId }),
  };
}

function unreadable(tokenFile: string): Failure {
  return new Failure('configuration', `the web identity token file "${tokenFile}" cannot be read`, [
    'check that it is a file, and that you may read it',
  ]);
}

const hints: Readonly<Record<string, string>> = {
  ExpiredToken: 'let whatever writes the token file write a new one',
  InvalidIdentityToken:
    "check that the token's issuer is an identity provider of the role's account in IAM",
  IDPRejectedClaim: 'check the token: its issuer rejected it',
  AccessDenied: "check the role's trust policy: the provider, the audience and the subject",
};

function refused({ name, message }: ServiceError, { roleArn }: WebIdentity): Failure {
  const hint = hints[name.replace(/Exception$/, '')];
  return new Failure(
    'refused',
    `AWS does not give role "${roleArn}" for the web identity token: ${name}: ${message}`,
    hint === undefined ? [] : [hint],
  );
}

import { AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import {
  fromTokenFile,
  type AssumeRoleWithWebIdentityParams,
} from '@aws-sdk/credential-provider-web-identity';
import { Failure } from '../../ground/failure.ts';
import { parseIamArn } from '../../words/arn.ts';
import { createAgents } from '../client/agents.ts';
import { unsignedClientConfig } from '../client/client-config.ts';
import { defaultEndpoint } from '../client/endpoint.ts';
import { isServiceError, type ServiceError } from '../client/service-error.ts';
import { translateNetworkError } from '../client/network-errors.ts';
import type { Provided, ProvidedSource, ProviderContext } from './provided.ts';

type WebIdentity = Extract<ProvidedSource, { kind: 'web-identity' }>;

/**
 * A role for a token of an OpenID Connect provider. The package reads the token; STS is called as for any other role,
 * where the plan says it is.
 *
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
 */
export async function fromWebIdentity(
  source: WebIdentity,
  context: ProviderContext,
): Promise<Provided> {
  try {
    return await fromTokenFile({
      webIdentityTokenFile: source.tokenFile,
      roleArn: source.roleArn,
      roleSessionName: source.roleSessionName,
      roleAssumerWithWebIdentity: (params) => assumeRole(params, context),
    })();
  } catch (error) {
    throw translate(error, source);
  }
}

async function assumeRole(
  params: AssumeRoleWithWebIdentityParams,
  { plan: { sts }, env, signal }: ProviderContext,
): Promise<Provided> {
  const agents = await createAgents(defaultEndpoint(sts), env);
  const client = new STSClient({
    ...unsignedClientConfig(sts, sts.endpoint, agents),
    useGlobalEndpoint: sts.globalEndpoint,
    maxAttempts: 3,
  });
  try {
    const command = new AssumeRoleWithWebIdentityCommand(params);
    const answer = await client.send(command, { abortSignal: signal });
    const {
      AccessKeyId = '',
      SecretAccessKey = '',
      SessionToken = '',
      Expiration,
    } = answer.Credentials ?? {};
    const accountId = parseIamArn(answer.AssumedRoleUser?.Arn ?? '')?.accountId;
    return {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
      ...(Expiration && { expiration: Expiration }),
      ...(accountId && { accountId }),
    };
  } finally {
    client.destroy();
  }
}

function translate(error: unknown, { tokenFile, roleArn }: WebIdentity): Failure {
  if (error instanceof Failure) return error;
  if (isServiceError(error)) return refused(error, roleArn);
  if ((error as NodeJS.ErrnoException).syscall === 'open') return unreadable(tokenFile);
  return translateNetworkError(error);
}

function unreadable(tokenFile: string): Failure {
  return new Failure('configuration', `the web identity token file "${tokenFile}" cannot be read`, [
    'check that the file is there, and that you may read it',
  ]);
}

const hints: Readonly<Record<string, string>> = {
  ExpiredToken: 'let whatever writes the token file write a new one',
  InvalidIdentityToken:
    "check that the token's issuer is an identity provider of the role's account in IAM",
  IDPRejectedClaim: 'check the token: its issuer no longer stands by it',
  AccessDenied: 'check what the role trusts: the provider, the audience and the subject',
};

function refused({ name, message }: ServiceError, roleArn: string): Failure {
  const hint = hints[name.replace(/Exception$/, '')];
  return new Failure(
    'refused',
    `AWS does not give role "${roleArn}" for the web identity token: ${name}: ${message}`,
    hint === undefined ? [] : [hint],
  );
}

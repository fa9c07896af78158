import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Credentials } from '../../ground/credentials.ts';
import { lastPart, parseIamArn } from '../../words/arn.ts';
import { agentsFor } from '../connection/agents.ts';
import { clientConfig } from '../client/client-config.ts';
import { defaultEndpoint } from '../client/endpoint.ts';
import { answeredByAnother } from '../client/network-errors.ts';
import type { StsOptions } from '../client/sts-options.ts';
import { translateKeyError } from './key-errors.ts';

/** Whose credentials these are. */
export interface Caller {
  readonly arn: string;
  /** Twelve digits. */
  readonly accountId: string;
  /** Undefined for the account's root user, and for whoever is no user. */
  readonly userName: string | undefined;
  /** AWS's clock less ours, in milliseconds, to a second or so; 0 where nobody has looked. */
  readonly clockOffsetMs: number;
}

/**
 * Asks AWS, which needs no permission; up to three times, as the SDK does by itself.
 *
 * @throws Failure where AWS rejects the credentials or cannot be reached.
 */
export async function askWhoAmI(
  credentials: Credentials,
  { target, budget, env }: StsOptions,
  maxAttempts = 3,
): Promise<Caller> {
  const agents = await agentsFor(defaultEndpoint(target), env);
  const config = clientConfig(target, credentials, target.endpoint, agents);
  const client = new STSClient({ ...config, maxAttempts });
  try {
    const { Arn: arn = '', $metadata } = await budget.spend((abortSignal) =>
      client.send(new GetCallerIdentityCommand({}), { abortSignal }),
    );
    const parsed = parseIamArn(arn);
    if (parsed === undefined) throw answeredByAnother($metadata.httpStatusCode);
    const isUser = parsed.resource.startsWith('user/');
    return {
      arn,
      accountId: parsed.accountId,
      userName: isUser ? lastPart(parsed) : undefined,
      // The SDK has learnt it from the response.
      clockOffsetMs: client.config.systemClockOffset,
    };
  } catch (error) {
    throw translateKeyError(error, credentials, 'sts:GetCallerIdentity');
  }
}

import { IAMClient } from '@aws-sdk/client-iam';
import { STSClient, type Credentials } from '@aws-sdk/client-sts';
import type { StandIn } from './server.ts';

interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** AWS's own client, which tries once and never looks around for credentials. */
export function sts(standIn: StandIn, credentials: Keys, region = 'eu-west-1'): STSClient {
  return new STSClient({ endpoint: standIn.endpoint, region, credentials, maxAttempts: 1 });
}

export function iam(standIn: StandIn, credentials: Keys): IAMClient {
  const region = 'us-east-1';
  return new IAMClient({ endpoint: standIn.endpoint, region, credentials, maxAttempts: 1 });
}

/** What the client made of an answer's credentials, in the shape that the next client accepts. */
export function keysOf(credentials: Credentials | undefined): Required<Keys> {
  return {
    accessKeyId: credentials?.AccessKeyId ?? '',
    secretAccessKey: credentials?.SecretAccessKey ?? '',
    sessionToken: credentials?.SessionToken ?? '',
  };
}

/** The error that the client shows, as the table of AWS's errors would put it. */
export async function errorOf(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt;
    return 'there was no error';
  } catch (thrown) {
    const { name, message, $metadata } = thrown as ServiceError;
    return `${$metadata?.httpStatusCode ?? 'no answer:'} ${name}: ${message}`;
  }
}

type ServiceError = Error & { readonly $metadata?: { readonly httpStatusCode?: number } };

import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { expect } from 'vitest';
import { sts } from '../stand-in/clients.ts';
import type { Home } from './awsmfa.ts';
import type { Ended } from './ended.ts';

/** Whose the credentials in these variables are, as AWS tells it. */
export async function whoAmI(
  { standIn }: Home,
  variables: Partial<Record<string, string>>,
): Promise<string> {
  const client = sts(standIn, {
    accessKeyId: variables['AWS_ACCESS_KEY_ID'] ?? '',
    secretAccessKey: variables['AWS_SECRET_ACCESS_KEY'] ?? '',
    ...(variables['AWS_SESSION_TOKEN'] && { sessionToken: variables['AWS_SESSION_TOKEN'] }),
  });
  const { Arn } = await client.send(new GetCallerIdentityCommand({}));
  return Arn ?? '';
}

/** Whose the credentials are that a run printed as JSON. It must have ended well and without a word. */
export function whoHas(home: Home, { status, stdout, stderr }: Ended): Promise<string> {
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const fields = JSON.parse(stdout) as Partial<Record<string, string>>;
  return whoAmI(home, {
    AWS_ACCESS_KEY_ID: fields['AccessKeyId'],
    AWS_SECRET_ACCESS_KEY: fields['SecretAccessKey'],
    AWS_SESSION_TOKEN: fields['SessionToken'],
  });
}

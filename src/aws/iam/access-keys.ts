import {
  CreateAccessKeyCommand,
  DeleteAccessKeyCommand,
  GetAccessKeyLastUsedCommand,
  ListAccessKeysCommand,
  UpdateAccessKeyCommand,
  type AccessKey as IamAccessKey,
  type AccessKeyMetadata,
  type IAMClient,
} from '@aws-sdk/client-iam';
import type { AccessKey, Credentials } from '../../ground/credentials.ts';
import { Failure } from '../../ground/failure.ts';
import { Secret } from '../../ground/secret.ts';
import { isKeyTriple } from '../../words/key-text.ts';
import type { StsOptions } from '../client/sts-options.ts';
import { callIam } from './call-iam.ts';
import { translateKeyError } from './key-errors.ts';

/** An access key as IAM lists it. */
export interface ListedKey {
  readonly accessKeyId: string;
  readonly status: 'active' | 'inactive';
  readonly createdAt: Date;
}

/**
 * The access keys of one user. Each call throws a Failure: among them `KeyCallDenied`, `TooManyKeys` and `NoSuchKey`.
 */
export interface UserKeys {
  list(): Promise<readonly ListedKey[]>;
  create(): Promise<AccessKey>;
  /** Whether it has ever signed a call. */
  wasUsed(accessKeyId: string): Promise<boolean>;
  deactivate(accessKeyId: string): Promise<void>;
  delete(accessKeyId: string): Promise<void>;
}

/** @param signer a key of the user, or a session that was opened with one and a code */
export function createUserKeys(
  UserName: string,
  signer: Credentials,
  options: StsOptions,
): UserKeys {
  const call = <T>(
    name: string,
    attempts: number,
    send: (iam: IAMClient, abortSignal: AbortSignal) => Promise<T>,
  ) => translated(callIam(attempts, send, signer, options), signer, `iam:${name}`);
  return {
    async list() {
      const { AccessKeyMetadata: keys = [] } = await call('ListAccessKeys', 3, (iam, abortSignal) =>
        iam.send(new ListAccessKeysCommand({ UserName }), { abortSignal }),
      );
      return keys.map(asListed);
    },
    async create() {
      // Once: a second attempt could leave two keys behind.
      const { AccessKey: key } = await call('CreateAccessKey', 1, (iam, abortSignal) =>
        iam.send(new CreateAccessKeyCommand({ UserName }), { abortSignal }),
      );
      return asKey(key);
    },
    async wasUsed(AccessKeyId) {
      const command = new GetAccessKeyLastUsedCommand({ AccessKeyId });
      const { AccessKeyLastUsed } = await call('GetAccessKeyLastUsed', 3, (iam, abortSignal) =>
        iam.send(command, { abortSignal }),
      );
      return AccessKeyLastUsed?.LastUsedDate !== undefined;
    },
    async deactivate(AccessKeyId) {
      const command = new UpdateAccessKeyCommand({ UserName, AccessKeyId, Status: 'Inactive' });
      await call('UpdateAccessKey', 3, (iam, abortSignal) => iam.send(command, { abortSignal }));
    },
    async delete(AccessKeyId) {
      const command = new DeleteAccessKeyCommand({ UserName, AccessKeyId });
      await call('DeleteAccessKey', 3, (iam, abortSignal) => iam.send(command, { abortSignal }));
    },
  };
}

function asListed({ AccessKeyId, Status, CreateDate }: AccessKeyMetadata): ListedKey {
  return {
    accessKeyId: AccessKeyId ?? '',
    status: Status === 'Inactive' ? 'inactive' : 'active',
    createdAt: CreateDate ?? new Date(0),
  };
}

function asKey(created: IamAccessKey | undefined): AccessKey {
  const { AccessKeyId: accessKeyId = '', SecretAccessKey: secret = '' } = created ?? {};
  if (isKeyTriple(accessKeyId, secret, '-'))
    return { accessKeyId, secretAccessKey: new Secret(secret) };
  throw new Failure('network', 'AWS returned no access key', [
    'check for a proxy or a captive portal between here and AWS',
  ]);
}

async function translated<T>(call: Promise<T>, signer: Credentials, action: string): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw translateKeyError(error, signer, action);
  }
}

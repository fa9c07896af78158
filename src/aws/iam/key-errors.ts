import type { Credentials } from '../../ground/credentials.ts';
import { Failure } from '../../ground/failure.ts';
import { RejectedSigner } from '../../session/rejections.ts';
import { translateNetworkError } from '../client/network-errors.ts';
import { readServiceError, type ServiceError } from '../client/service-error.ts';
import { secretsOf, wrongSignature } from '../client/signer-errors.ts';

/** A call about access keys that policies do not allow: to some, only with MFA. */
export class KeyCallDenied extends Failure {
  readonly denied: string;

  constructor(action: string, message: string, hints: readonly string[]) {
    super('refused', message, hints);
    this.denied = action;
  }
}

/** The user has as many keys as a user may have. */
export class TooManyKeys extends Failure {
  readonly limit = 'access keys of a user';
}

/** There is no such key any more. */
export class NoSuchKey extends Failure {
  readonly missing = 'access key';
}

interface Refusal {
  readonly code: RegExp;
  readonly failure: (error: ServiceError, signer: Credentials, action: string) => Failure;
}

const refusals: readonly Refusal[] = [
  {
    code: /^InvalidClientTokenId$/,
    failure: (_error, { accessKeyId }) =>
      new RejectedSigner('refused', `AWS does not recognize access key "${accessKeyId}"`, [
        'check in IAM that the key exists and is active',
      ]),
  },
  {
    code: /^SignatureDoesNotMatch$/,
    failure: wrongSignature,
  },
  {
    code: /^ExpiredToken/,
    failure: () => new RejectedSigner('refused', 'the session that signed the call has expired'),
  },
  {
    code: /^AccessDenied/,
    failure: ({ message }, _signer, action) => new KeyCallDenied(action, message, []),
  },
  {
    code: /^LimitExceeded/,
    failure: ({ message }) => new TooManyKeys('refused', message),
  },
  {
    code: /^NoSuchEntity/,
    failure: ({ message }) => new NoSuchKey('refused', message),
  },
];

/** Words any error of a call about access keys. What is not a response of AWS is of kind `network`. */
export function translateKeyError(error: unknown, signer: Credentials, action: string): Failure {
  if (error instanceof Failure) return error;
  const refused = readServiceError(error, secretsOf(signer));
  if (refused === undefined) return translateNetworkError(error);
  const refusal = refusals.find(({ code }) => code.test(refused.name));
  return (
    refusal?.failure(refused, signer, action) ??
    new Failure('refused', `AWS rejected ${action} with ${refused.name}: ${refused.message}`)
  );
}

import { readServiceError, type ServiceError } from '../client/service-error.ts';
import { Failure } from '../../ground/failure.ts';
import { describeDuration } from '../../words/duration.ts';
import { describeSerialSetting } from '../../words/profile-name.ts';
import { RejectedCode, RejectedSigner } from '../../session/rejections.ts';
import { quoted } from '../../words/text.ts';
import { describeOrigin } from '../../ground/origin.ts';
import { denied } from './denials.ts';
import { invalidSetting } from './invalid-setting.ts';
import { translateNetworkError } from '../client/network-errors.ts';
import { secretsOf, wrongSignature } from '../client/signer-errors.ts';
import { describeProfileOf, type StsCall } from './sts-call.ts';

interface Refusal {
  /** The error code; several cases share one. */
  readonly code?: RegExp;
  /** The text, where the code alone does not tell. */
  readonly text?: RegExp;
  failure(error: ServiceError, call: StsCall): Failure;
}

/**
 * What STS refuses, and what a person can do about it; the first that fits. AWS's texts are matched because several of
 * these share a code. What fits none is a setting that AWS does not accept (invalid-setting.ts), or is shown with AWS's
 * code and text. What AWS says of access keys is in ../iam/key-errors.ts.
 */
const refusals: readonly Refusal[] = [
  {
    text: /invalid MFA one time pass code/,
    failure: (_error, call) =>
      new RejectedCode('refused', `AWS rejected the code for MFA device "${device(call)}"`, [
        'a code works only once: wait for the device to show the next one',
        'check that the code is from this device, and that its clock is right',
      ]),
  },
  {
    text: /unable to validate MFA code/,
    failure: (_error, call) =>
      new Failure(
        'refused',
        `AWS does not recognize "${device(call)}"${whereSet(call)} as an MFA device of this user`,
        ['set `mfa_serial` to a device of yours: `awsmfa doctor --online` names them'],
      ),
  },
  {
    text: /must provide both MFA serial number/,
    failure: (_error, call) =>
      new Failure('refused', `AWS requires an MFA code for ${describeProfileOf(call)}`, [
        `set ${describeSerialSetting(call.step.profile)}`,
      ]),
  },
  {
    text: /at 'tokenCode' failed to satisfy constraint/,
    failure: () => new RejectedCode('refused', 'AWS accepts only six digits as a code', []),
  },
  {
    text: /^Cannot call GetSessionToken with session credentials/,
    failure: (_error, call) =>
      new Failure(
        'refused',
        `the credentials of ${describeProfileOf(call)} are temporary, and cannot start an MFA session`,
        ['use the long-term access key of an IAM user as the base'],
      ),
  },
  {
    text: /exceeds the MaxSessionDuration/,
    failure: (_error, call) =>
      new Failure(
        'refused',
        `role ${role(call)} does not allow sessions of ${describeDuration(call.step.durationSeconds)}`,
        [
          `lower \`duration_seconds\` in ${describeProfileOf(call)}, or raise the role's maximum in IAM`,
        ],
      ),
  },
  {
    text: /1 hour session limit for roles assumed by role chaining/,
    failure: (_error, call) =>
      new Failure(
        'refused',
        `role ${role(call)} is assumed from temporary credentials, so its session can last an hour at most`,
        [`lower \`duration_seconds\` in ${describeProfileOf(call)} to 3600`],
      ),
  },
  {
    text: /is not authorized to perform: sts:/,
    failure: (error, call) => denied(error, call),
  },
  {
    code: /^(?:ExpiredToken|ExpiredTokenException|RequestExpired)$/,
    failure: (_error, call) =>
      new RejectedSigner(
        'refused',
        `the credentials behind ${describeProfileOf(call)} have expired`,
        ['renew them where they come from, and run the command again'],
      ),
  },
  {
    code: /^InvalidClientTokenId$/,
    failure: (_error, { signer }) =>
      new RejectedSigner(
        'refused',
        `AWS does not recognize access key ${quoted(signer.accessKeyId)}`,
        [
          ...(/^["']/.test(signer.accessKeyId)
            ? ['remove the quotes around the key: they are read as part of it']
            : []),
          'check in IAM that the key exists, is active, and belongs to the same partition as the role',
        ],
      ),
  },
  {
    code: /^SignatureDoesNotMatch$/,
    failure: (error, { signer }) => wrongSignature(error, signer),
  },
  {
    code: /^RegionDisabled(?:Exception)?$/,
    failure: (error) =>
      new Failure(
        'refused',
        `AWS STS is not activated for this account in this region: ${error.message}`,
        ['activate it in the account settings of IAM, or use another region with `--region`'],
      ),
  },
  {
    code: /^(?:Throttling(?:Exception)?|RequestLimitExceeded|TooManyRequestsException)$/,
    failure: () =>
      new Failure('refused', 'AWS is throttling requests', ['wait a minute and try again']),
  },
];

/** Words any error of a call to STS. What is not a response of AWS is of kind `network`. */
export function translateError(error: unknown, call: StsCall): Failure {
  if (error instanceof Failure) return error;
  const code = call.tokenCode === undefined ? [] : [call.tokenCode];
  const refused = readServiceError(error, [...secretsOf(call.signer), ...code]);
  if (refused === undefined) return translateNetworkError(error);
  const { name, message } = refused;
  const refusal = refusals.find(
    ({ code, text }) => (code?.test(name) ?? true) && (text?.test(message) ?? true),
  );
  return (
    refusal?.failure(refused, call) ??
    invalidSetting(refused, call) ??
    new Failure('refused', `AWS rejected ${call.step.kind} with ${name}: ${message}`)
  );
}

function device({ step }: StsCall): string {
  return step.mfaSerial ?? '';
}

function whereSet({ step }: StsCall): string {
  const { mfaSerial } = step.origins;
  return mfaSerial === undefined ? '' : ` (${describeOrigin(mfaSerial)})`;
}

function role({ step }: StsCall): string {
  return step.kind === 'AssumeRole' ? `"${step.roleArn}"` : '';
}

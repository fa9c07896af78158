import { isServiceError, type ServiceError } from '../client/service-error.ts';
import type { Credentials } from '../../ground/credentials.ts';
import { Failure } from '../../ground/failure.ts';
import { describeDuration } from '../../words/duration.ts';
import { describeProfile } from '../../words/profile-name.ts';
import type { Step } from '../../plan/model/plan.ts';
import { RejectedCode, RejectedSigner } from '../../session/rejections.ts';
import { denied } from './denials.ts';
import { translateNetworkError } from '../client/network-errors.ts';

interface Refusal {
  /** The error code; several cases share one. */
  readonly code?: RegExp;
  /** The text, where the code alone does not tell. */
  readonly text?: RegExp;
  failure(error: ServiceError, step: Step, signer: Credentials): Failure;
}

/**
 * What STS refuses, and what a person can do about it; the first that fits. The texts are AWS's own, since three
 * of these share a code.
 */
const refusals: readonly Refusal[] = [
  {
    text: /invalid MFA one time pass code/,
    failure: (_error, step) =>
      new RejectedCode('refused', `AWS rejected the code for MFA device "${device(step)}"`, [
        'a code works only once: wait for the device to show the next one',
        'check that the code is from this device, and that the device has the right time',
      ]),
  },
  {
    text: /unable to validate MFA code/,
    failure: (_error, step) =>
      new Failure('refused', `AWS does not know "${device(step)}" as an MFA device of this user`, [
        'set `mfa_serial` to the ARN that `aws iam list-mfa-devices` shows',
      ]),
  },
  {
    text: /must provide both MFA serial number/,
    failure: (_error, step) =>
      new Failure('refused', `AWS wants an MFA code for ${describeProfile(step.profile)}`, [
        `set \`mfa_serial\` in ${describeProfile(step.profile)}`,
      ]),
  },
  {
    text: /at 'tokenCode' failed to satisfy constraint/,
    failure: () => new RejectedCode('refused', 'AWS takes only six digits for a code', []),
  },
  {
    text: /^Cannot call GetSessionToken with session credentials/,
    failure: (_error, step) =>
      new Failure(
        'refused',
        `the credentials of ${describeProfile(step.profile)} are temporary, and cannot open an MFA session`,
        ['use the long-term access key of an IAM user as the base'],
      ),
  },
  {
    text: /exceeds the MaxSessionDuration/,
    failure: (_error, step) =>
      new Failure(
        'refused',
        `role ${role(step)} does not allow sessions of ${describeDuration(step.durationSeconds)}`,
        [
          `lower \`duration_seconds\` in ${describeProfile(step.profile)}, or raise the role's maximum in IAM`,
        ],
      ),
  },
  {
    text: /1 hour session limit for roles assumed by role chaining/,
    failure: (_error, step) =>
      new Failure(
        'refused',
        `role ${role(step)} is assumed from temporary credentials, so that its session can last an hour at most`,
        [`lower \`duration_seconds\` in ${describeProfile(step.profile)} to 3600`],
      ),
  },
  {
    text: /is not authorized to perform: sts:/,
    failure: (error, step) => denied(error, step),
  },
  {
    code: /^(?:ExpiredToken|ExpiredTokenException|RequestExpired)$/,
    failure: (_error, step) =>
      new RejectedSigner(
        'refused',
        `the credentials behind ${describeProfile(step.profile)} have expired`,
        ['renew them where they come from, and run the command again'],
      ),
  },
  {
    code: /^InvalidClientTokenId$/,
    failure: (_error, _step, signer) =>
      new RejectedSigner('refused', `AWS does not know access key "${signer.accessKeyId}"`, [
        'check in IAM that the key exists and is active, and that it is of the same partition as the role',
      ]),
  },
  {
    code: /^SignatureDoesNotMatch$/,
    text: /^Signature (?:expired|not yet current)/,
    failure: (error) =>
      new Failure('refused', `the clock of this machine is off: ${error.message}`, [
        'set the clock, for example `sudo timedatectl set-ntp true`',
      ]),
  },
  {
    code: /^SignatureDoesNotMatch$/,
    failure: (_error, _step, signer) =>
      new Failure(
        'refused',
        `the secret access key does not belong to access key "${signer.accessKeyId}"`,
        ['copy both halves of the key pair again, or make a new one'],
      ),
  },
  {
    code: /^RegionDisabled(?:Exception)?$/,
    failure: (error) =>
      new Failure('refused', `AWS does not serve this account in that region: ${error.message}`, [
        'activate the region in the account, or use another one with `--region`',
      ]),
  },
  {
    code: /^(?:Throttling(?:Exception)?|RequestLimitExceeded|TooManyRequestsException)$/,
    failure: () =>
      new Failure('refused', 'AWS answers that it gets too many calls', [
        'wait a minute and try again',
      ]),
  },
];

/** Words any error of a call to STS. What is no answer of AWS at all is of kind `network`. */
export function translateError(error: unknown, step: Step, signer: Credentials): Failure {
  if (error instanceof Failure) return error;
  if (!isServiceError(error)) return translateNetworkError(error);
  const refusal = refusals.find(
    ({ code, text }) => (code?.test(error.name) ?? true) && (text?.test(error.message) ?? true),
  );
  return (
    refusal?.failure(error, step, signer) ??
    new Failure('refused', `AWS answered ${error.name} to ${step.kind}: ${error.message}`)
  );
}

function device(step: Step): string {
  return step.mfaSerial ?? '';
}

function role(step: Step): string {
  return step.kind === 'AssumeRole' ? `"${step.roleArn}"` : '';
}

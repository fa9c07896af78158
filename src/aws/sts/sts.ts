import type { StsOptions } from '../client/sts-options.ts';
import {
  AssumeRoleCommand,
  GetSessionTokenCommand,
  STSClient,
  type AssumeRoleCommandOutput,
  type GetSessionTokenCommandOutput,
} from '@aws-sdk/client-sts';
import { isSession, type Credentials } from '../../ground/credentials.ts';
import { Failure } from '../../ground/failure.ts';
import { describeOrigin } from '../../ground/origin.ts';
import { parseIamArn } from '../../words/arn.ts';
import type { AssumeRole, GetSessionToken, Step, StsTarget } from '../../plan/model/plan.ts';
import type { IssuedSession, Sts } from '../../session/ports.ts';
import { NeverSent } from '../../session/rejections.ts';
import { withoutUser } from '../../words/text.ts';
import { agentsFor } from '../connection/agents.ts';
import { readSession } from './answer.ts';
import { clientConfig } from '../client/client-config.ts';
import { defaultEndpoint } from '../client/endpoint.ts';
import { RoleDenied } from './denials.ts';
import { translateError } from './errors.ts';
import { answeredByAnother } from '../client/network-errors.ts';
import type { StsCall } from './sts-call.ts';

/** What STS returns for either call. */
type Answer = GetSessionTokenCommandOutput | AssumeRoleCommandOutput;

/** The calls of a plan, by the AWS SDK. */
export function createSts(options: StsOptions): Sts {
  return {
    async call(step, signer, tokenCode) {
      const client = await createClient(options, signer, tokenCode);
      try {
        const issuedAt = options.now();
        const answer = await options.budget.spend((signal) =>
          sendAgainIfClockIsOff(() => send(client, step, tokenCode, signal)),
        );
        return sessionFrom(answer, step, issuedAt);
      } catch (error) {
        const made = { step, signer, tokenCode, profile: options.profile };
        const failure = await withDevices(translateError(error, made), made, options);
        throw withEndpoint(failure, options.target);
      }
    },
  };
}

/** A role may have been denied to a long-term key because the call was made without MFA. */
async function withDevices(failure: Failure, made: StsCall, options: StsOptions): Promise<Failure> {
  const withoutMfa = made.step.mfaSerial === undefined && !isSession(made.signer);
  if (!(failure instanceof RoleDenied) || !withoutMfa) return failure;
  const { suggestDevices } = await import('./suggest-devices.ts');
  return suggestDevices(failure, made, options);
}

/** Where calls go somewhere else than to AWS, a variable that was forgotten is as likely a reason as the network. */
function withEndpoint(failure: Failure, { endpoint, origins }: StsTarget): Failure {
  const origin = origins['endpoint'];
  if (failure.kind !== 'network' || endpoint === undefined || origin === undefined) return failure;
  const hint = `or remove the endpoint "${withoutUser(endpoint)}" (${describeOrigin(origin)}), unless you mean to call it`;
  const Kind = failure instanceof NeverSent ? NeverSent : Failure;
  return new Kind(failure.kind, failure.message, [...failure.hints, hint]);
}

/** A code works once, so a call that carries one is never repeated; the SDK repeats the others where it makes sense. */
async function createClient(
  { target, env }: StsOptions,
  signer: Credentials,
  tokenCode: string | undefined,
): Promise<STSClient> {
  const agents = await agentsFor(defaultEndpoint(target), env);
  return new STSClient({
    ...clientConfig(target, signer, target.endpoint, agents),
    useGlobalEndpoint: target.globalEndpoint,
    maxAttempts: tokenCode === undefined ? 3 : 1,
  });
}

/**
 * A call that AWS rejected for its date alone did not spend its code. By then the SDK has learnt AWS's time from the
 * response, and the second call carries it.
 */
async function sendAgainIfClockIsOff(call: () => Promise<Answer>): Promise<Answer> {
  try {
    return await call();
  } catch (error) {
    if (!wasClockCorrected(error)) throw error;
    return call();
  }
}

function wasClockCorrected(error: unknown): boolean {
  const { $metadata: metadata } = error as { $metadata?: { clockSkewCorrected?: boolean } };
  return metadata?.clockSkewCorrected === true;
}

function send(
  client: STSClient,
  step: Step,
  tokenCode: string | undefined,
  abortSignal: AbortSignal,
): Promise<Answer> {
  const mfa = tokenCode === undefined ? {} : { SerialNumber: step.mfaSerial, TokenCode: tokenCode };
  return step.kind === 'GetSessionToken'
    ? client.send(getSessionToken(step, mfa), { abortSignal })
    : client.send(assumeRole(step, mfa), { abortSignal });
}

function getSessionToken(step: GetSessionToken, mfa: object): GetSessionTokenCommand {
  return new GetSessionTokenCommand({ DurationSeconds: step.durationSeconds, ...mfa });
}

function assumeRole(step: AssumeRole, mfa: object): AssumeRoleCommand {
  return new AssumeRoleCommand({
    RoleArn: step.roleArn,
    RoleSessionName: step.roleSessionName,
    DurationSeconds: step.durationSeconds,
    ExternalId: step.externalId,
    SourceIdentity: step.sourceIdentity,
    Tags: step.tags && Object.entries(step.tags).map(([Key, Value]) => ({ Key, Value })),
    TransitiveTagKeys: step.transitiveTagKeys && [...step.transitiveTagKeys],
    Policy: step.policy,
    PolicyArns: step.policyArns?.map((arn) => ({ arn })),
    ...mfa,
  });
}

/**
 * A captive portal answers everything with 200, and the SDK accepts its page; but responses of AWS have a request id.
 */
function refuseForeign({ Credentials: answered, $metadata: metadata }: Answer): void {
  if (answered === undefined && metadata.requestId === undefined)
    throw answeredByAnother(metadata.httpStatusCode);
}

/**
 * The account as AWS knows it: that of the role or the MFA device. What else the config says may change while it is
 * kept.
 */
function sessionFrom(answer: Answer, step: Step, issuedAt: Date): IssuedSession {
  refuseForeign(answer);
  const assumed = 'AssumedRoleUser' in answer ? answer.AssumedRoleUser?.Arn : undefined;
  const arn = step.kind === 'AssumeRole' ? (assumed ?? step.roleArn) : step.mfaSerial;
  const accountId = parseIamArn(arn)?.accountId;
  return {
    ...readSession(answer.Credentials, issuedAt, step.durationSeconds),
    ...(accountId && { accountId }),
  };
}

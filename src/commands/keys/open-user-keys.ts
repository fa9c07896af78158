import { createBudget, type Budget } from '../../aws/client/budget.ts';
import type { UserKeys } from '../../aws/iam/access-keys.ts';
import { KeyCallDenied } from '../../aws/iam/key-errors.ts';
import type { AccessKey, Credentials } from '../../ground/credentials.ts';
import { Failure } from '../../ground/failure.ts';
import type { Host } from '../../host/host.ts';
import type { Plan } from '../../plan/model/plan.ts';
import type { RunOptions } from '../../run/run-options.ts';
import { startRun } from '../../run/run.ts';
import { awsCallsMs } from '../../session/deadlines.ts';
import { describeSerialSetting } from '../../words/profile-name.ts';
import { printable } from '../../words/text.ts';
import { callWithNewKey } from './new-key.ts';

export interface UserKeysOptions {
  readonly userName: string;
  readonly key: AccessKey;
  readonly plan: Plan;
  readonly options: RunOptions;
  readonly host: Host;
}

/** The user's keys, and the same when another key signs what the first one may no longer sign. */
export interface OpenedUserKeys {
  readonly iam: UserKeys;
  readonly iamBy: (key: AccessKey) => UserKeys;
}

/**
 * The user's keys as the user itself may manage them: with the key alone, until a call is denied to it; from then on
 * through an MFA session, which outlives its key. Denials are explained.
 */
export async function openUserKeys(given: UserKeysOptions): Promise<OpenedUserKeys> {
  const { createUserKeys } = await import('../../aws/iam/access-keys.ts');
  const signedBy = (signer: Credentials) =>
    patient(createUserKeys(given.userName, signer, callOptions(given)));
  let bySession: UserKeys | undefined;
  const iamBy = (key: AccessKey) => {
    const direct = signedBy(key);
    return through(async (call) => {
      if (bySession !== undefined) return call(bySession);
      try {
        return await call(direct);
      } catch (error) {
        if (!(error instanceof KeyCallDenied)) throw error;
        const session = await mfaSession(given);
        if (session === undefined) throw explain(error, 'key', given);
        bySession = explained(signedBy(session), given);
        return call(bySession);
      }
    });
  };
  return { iam: iamBy(given.key), iamBy };
}

function callOptions({ plan, host: { env, now } }: UserKeysOptions) {
  // A rotation takes as long as it takes; each of its calls does not.
  const budget: Budget = { spend: (call) => createBudget(awsCallsMs).spend(call) };
  return { target: plan.sts, profile: plan.profile, budget, env, now };
}

/** The MFA session that the profile's roles are assumed from; undefined where no device is known. */
async function mfaSession({ plan, options, host }: UserKeysOptions) {
  const strategy = { value: 'session', origin: { kind: 'default' } } as const;
  const settings = new Map([...options.settings, ['mfa_strategy', strategy]] as const);
  const run = startRun(host, { ...options, settings });
  const whole = run.resolve(plan.profile, 'renewing').plan;
  const [step] = whole.steps;
  return step?.kind === 'GetSessionToken' ? run.execute({ ...whole, steps: [step] }) : undefined;
}

type Signer = 'key' | 'session';

function explained(keys: UserKeys, given: UserKeysOptions): UserKeys {
  return through(async (call) => {
    try {
      return await call(keys);
    } catch (error) {
      throw error instanceof KeyCallDenied ? explain(error, 'session', given) : error;
    }
  });
}

/** A key that AWS has accepted may still be new to one of its servers. */
function patient(keys: UserKeys): UserKeys {
  return through((call) => callWithNewKey(mostAttempts, () => call(keys)));
}

const mostAttempts = 20;

type Make = <T>(call: (keys: UserKeys) => Promise<T>) => Promise<T>;

/** Has every call made in one way. */
function through(make: Make): UserKeys {
  return {
    list: () => make((keys) => keys.list()),
    create: () => make((keys) => keys.create()),
    wasUsed: (id) => make((keys) => keys.wasUsed(id)),
    deactivate: (id) => make((keys) => keys.deactivate(id)),
    delete: (id) => make((keys) => keys.delete(id)),
  };
}

function explain(
  { denied, message }: KeyCallDenied,
  signer: Signer,
  { userName, plan }: UserKeysOptions,
): Failure {
  const what = `AWS does not let user "${userName}" call ${denied}: ${printable(message)}`;
  const mfa =
    signer === 'key'
      ? `if a policy requires MFA for it, set ${describeSerialSetting(plan.source.profile ?? plan.profile)}`
      : 'if a policy limits the age of the MFA session, open a new one with `--refresh`';
  return new Failure('refused', what, [
    mfa,
    'rotating needs iam:ListAccessKeys, iam:CreateAccessKey, iam:GetAccessKeyLastUsed, iam:UpdateAccessKey and iam:DeleteAccessKey on the user itself: ask whoever manages its policies',
    ...(message.includes('explicit deny')
      ? ['if a policy locks out keys that are too old, only an administrator can make a new one']
      : []),
  ]);
}

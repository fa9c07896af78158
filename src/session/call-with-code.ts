import type { Credentials } from '../ground/credentials.ts';
import { Failure } from '../ground/failure.ts';
import { describeOrigin, type Origins } from '../ground/origin.ts';
import type { Plan, Step } from '../plan/model/plan.ts';
import type { ExecutorPorts, StoredSession, TokenCodeRequest } from './ports.ts';
import { RejectedCode } from './rejections.ts';

const mostAttempts = 3;

/**
 * Makes one call to STS; where it needs a token code, asks for one first, and for another when AWS rejects it, up to
 * three times.
 *
 * @throws RejectedCode after the third, or where nobody has another code to give.
 */
export async function callWithCode(
  step: Step,
  { profile }: Plan,
  signer: Credentials,
  ports: ExecutorPorts,
): Promise<StoredSession> {
  if (step.mfaSerial === undefined) return ports.sts.call(step, signer, undefined);
  const { mfaSerial, origins } = step;
  const asked = { mfaSerial, profile, ...serialOrigin(origins), ...obstacle(ports) };
  let rejected: RejectedCode | undefined;
  for (let attempt = 1; ; attempt++) {
    const code = await nextCode({ ...asked, ...because(rejected) }, ports, rejected);
    try {
      return await ports.sts.call(step, signer, code);
    } catch (error) {
      if (!(error instanceof RejectedCode) || attempt === mostAttempts) throw error;
      rejected = error;
    }
  }
}

function serialOrigin({ mfaSerial }: Origins): Pick<TokenCodeRequest, 'serialOrigin'> {
  return mfaSerial === undefined ? {} : { serialOrigin: describeOrigin(mfaSerial) };
}

/** Looked for before the code is spent. */
function obstacle({ store }: ExecutorPorts): Pick<TokenCodeRequest, 'notKept'> {
  const failure = store.obstacle();
  return failure === undefined ? {} : { notKept: failure.message };
}

function because(rejected: RejectedCode | undefined): Pick<TokenCodeRequest, 'rejected'> {
  return rejected === undefined ? {} : { rejected: rejected.message };
}

/** The first source that has a code; a source that cannot ask ends a retry with what AWS said, which matters more. */
async function nextCode(
  request: TokenCodeRequest,
  { codes }: ExecutorPorts,
  rejected: RejectedCode | undefined,
): Promise<string> {
  try {
    for (const source of codes) {
      const code = await source.code(request);
      if (code !== undefined) return code;
    }
  } catch (error) {
    if (rejected === undefined || !(error instanceof Failure)) throw error;
    if (error.kind !== 'code-unavailable') throw error;
  }
  throw (
    rejected ??
    new Failure('code-unavailable', `profile "${request.profile}" needs an MFA code`, [
      'run `awsmfa login` in a terminal',
    ])
  );
}

import type { Credentials } from '../ground/credentials.ts';
import { Failure } from '../ground/failure.ts';
import { describeOrigin, type Origins } from '../ground/origin.ts';
import type { Plan, Step } from '../plan/model/plan.ts';
import { isNamed } from '../words/profile-name.ts';
import { nobodyToAsk } from './code-failures.ts';
import type { ExecutorPorts, IssuedSession, TokenCodeRequest, TokenCodeSource } from './ports.ts';
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
  plan: Plan,
  signer: Credentials,
  ports: ExecutorPorts,
): Promise<IssuedSession> {
  if (step.mfaSerial === undefined) return ports.sts.call(step, signer, undefined);
  const { mfaSerial, origins } = step;
  const deadline = ports.codeDeadline();
  const asked = {
    mfaSerial,
    profile: askedFor(plan),
    deadline,
    ...forHints(origins, ports),
    ...obstacle(ports),
  };
  let { codes } = ports;
  let rejected: RejectedCode | undefined;
  for (let attempt = 1; ; attempt++) {
    const answer = await nextCode({ ...asked, ...because(rejected) }, codes, rejected);
    try {
      return await ports.sts.call(step, signer, answer.code);
    } catch (error) {
      if (!(error instanceof RejectedCode) || attempt === mostAttempts) throw error;
      rejected = error;
      codes = answer.from;
    }
  }
}

/** A role that is in no profile is asked for in the name of the one it starts from, if there is one. */
function askedFor({ profile, source }: Plan): string {
  return isNamed(profile) ? profile : (source.profile ?? profile);
}

function forHints(
  { mfaSerial }: Origins,
  ports: ExecutorPorts,
): Pick<TokenCodeRequest, 'serialOrigin' | 'login'> {
  const login = ports.login();
  return {
    ...(mfaSerial && { serialOrigin: describeOrigin(mfaSerial) }),
    ...(login !== undefined && { login }),
  };
}

/** Looked for before the code is spent. */
function obstacle({ store }: ExecutorPorts): Pick<TokenCodeRequest, 'notKept'> {
  const failure = store.obstacle();
  return failure === undefined ? {} : { notKept: failure.message };
}

function because(rejected: RejectedCode | undefined): Pick<TokenCodeRequest, 'rejected'> {
  return rejected === undefined ? {} : { rejected: rejected.message };
}

interface Answer {
  readonly code: string;
  /** The source that gave it, and those after it. */
  readonly from: readonly TokenCodeSource[];
}

/** The first source that has a code; a source that cannot ask ends a retry with what AWS said, which matters more. */
async function nextCode(
  request: TokenCodeRequest,
  codes: readonly TokenCodeSource[],
  rejected: RejectedCode | undefined,
): Promise<Answer> {
  const reasons: string[] = [];
  try {
    for (const [index, source] of codes.entries()) {
      const code = await source.code(request);
      if (typeof code === 'string') return { code, from: codes.slice(index) };
      if (code !== undefined) reasons.push(code.because);
    }
  } catch (error) {
    if (rejected === undefined || !(error instanceof Failure)) throw error;
    if (error.kind !== 'code-unavailable') throw error;
  }
  throw rejected ?? nobodyToAsk(request, reasons);
}

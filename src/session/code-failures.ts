import { Failure } from '../ground/failure.ts';
import { describeProfile } from '../words/profile-name.ts';
import type { TokenCodeRequest } from './ports.ts';

/** The ways in which nobody gives a code, as the person reads them. */

/** @param reasons such as `there is no terminal`, one for each who could not be asked */
export function nobodyToAsk(request: TokenCodeRequest, reasons: readonly string[]): Failure {
  const why = reasons.length === 0 ? 'nobody can be asked for one' : reasons.join(', and ');
  return new Failure(
    'code-unavailable',
    `${describeProfile(request.profile)} needs an MFA code, but ${why}`,
    alternatives([...loginFirst(request), giveIt(request)]),
  );
}

export function declined(request: TokenCodeRequest): Failure {
  return cancelled(request, 'no MFA code was entered');
}

export function tooLate(request: TokenCodeRequest): Failure {
  return cancelled(request, `nobody entered a code within ${request.deadline.totalMs / 1_000} s`);
}

function cancelled(request: TokenCodeRequest, message: string): Failure {
  return new Failure('cancelled', message, loginFirst(request));
}

function loginFirst({ login }: TokenCodeRequest): readonly string[] {
  return login === undefined
    ? []
    : [`run \`${login}\` in a terminal, and later calls need no code`];
}

/** For build servers, where nobody can log in. The place of the MFA device shows why a code is needed at all. */
function giveIt({ serialOrigin }: TokenCodeRequest): string {
  const device = serialOrigin === undefined ? '' : ` (the MFA device is set in ${serialOrigin})`;
  return `give the code in \`AWSMFA_TOKEN_CODE\`${device}`;
}

function alternatives(hints: readonly string[]): readonly string[] {
  return hints.map((hint, index) => (index === 0 ? hint : `or ${hint}`));
}

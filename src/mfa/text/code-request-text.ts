import { describeProfile } from '../../words/profile-name.ts';
import { printable } from '../../words/text.ts';
import type { TokenCodeRequest } from '../../session/ports.ts';

type Question = Omit<TokenCodeRequest, 'deadline'>;

/**
 * What a person needs to know before typing a code: who asks, for what, and which code of which device. Lines of
 * printable text; the code is typed after the last.
 *
 * @param caller the program that started awsmfa; undefined where the person did
 * @param secondsUntilFresh when the device shows its next code; undefined where the current one will do
 */
export function describeCodeRequest(
  request: Question,
  caller: string | undefined,
  secondsUntilFresh: number | undefined,
): readonly string[] {
  return [
    `awsmfa: ${describeAsker(caller)} for ${describeProfile(request.profile)}`,
    ...describeWhichCode(request, secondsUntilFresh),
    ...describeNotKept(request),
    `MFA code for ${printable(request.mfaSerial)}`,
  ];
}

function describeAsker(caller: string | undefined): string {
  return caller === undefined ? 'an MFA code is needed' : `${printable(caller)} needs an MFA code`;
}

/** AWS accepts a code once, so the one on the device's display may be of no use any more. */
function describeWhichCode(
  request: Question,
  secondsUntilFresh: number | undefined,
): readonly string[] {
  const why = whyNotTheCurrentCode(request, secondsUntilFresh);
  if (why === undefined) return [];
  const when = secondsUntilFresh === undefined ? '' : ` ${secondsUntilFresh} s`;
  return [`${why}: wait${when} for the next one`];
}

function describeNotKept({ notKept }: Question): readonly string[] {
  if (notKept === undefined) return [];
  return [`the session cannot be kept, so a code will be needed again: ${printable(notKept)}`];
}

function whyNotTheCurrentCode(
  { rejected }: Question,
  secondsUntilFresh: number | undefined,
): string | undefined {
  if (rejected !== undefined) return 'AWS rejected the code, and a code works only once';
  return secondsUntilFresh === undefined ? undefined : 'the current code was just used';
}

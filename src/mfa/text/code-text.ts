/** True, or what is wrong with what a person entered as a code. */
export function validateCode(answer: string): true | string {
  return /^\d{6}$/.test(withoutSpaces(answer)) || 'an MFA code has six digits';
}

/** Many devices show the code in two groups. */
export function withoutSpaces(answer: string): string {
  return answer.replaceAll(' ', '');
}

import type { Home, Variables } from '../support/awsmfa.ts';
import type { Ended } from '../support/ended.ts';

/** Asks for a profile's credentials as an SDK does. */
export function ask(home: Home, profile: string, env: Variables = {}): Promise<Ended> {
  return home.helper(profile, [], { env });
}

/** A server that nobody is. */
export const nowhere = 'http://127.0.0.1:9';

/** What a run that failed says; it must have said nothing on stdout. */
export function complaint({ status, stdout, stderr }: Ended) {
  return { status, stdout, lines: stderr.trimEnd().split('\n') };
}

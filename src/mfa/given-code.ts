import { Failure } from '../ground/failure.ts';
import type { TokenCodeSource } from '../session/ports.ts';

/**
 * A code from the command line, standard input or the environment. It is given out once: a code works once, and who
 * typed one ahead is asked for the next like anybody else.
 *
 * @param read gives the code, an empty one where it should have come and did not, or undefined where none was given
 */
export function createGivenCode(
  name: string,
  read: () => Promise<string | undefined>,
): TokenCodeSource {
  let given = false;
  return {
    name,
    async code() {
      if (given) return undefined;
      given = true;
      const code = (await read())?.replaceAll(/\s/g, '');
      if (code === undefined) return undefined;
      if (/^\d{6}$/.test(code)) return code;
      const fault = code === '' ? 'is empty' : 'does not have six digits';
      throw new Failure('usage', `the code given with ${name} ${fault}`, [
        'give the six digits that the MFA device shows',
      ]);
    },
  };
}

import { join } from 'node:path';
import type { Host } from '../../host/host.ts';
import { NeverSent } from '../../session/rejections.ts';
import type { Sts } from '../../session/ports.ts';

/**
 * Makes the same calls, and remembers that their codes are spent. That is noted before the call, since a process may be
 * killed during it, and taken back if AWS cannot have seen the code.
 *
 * @param folder AWSMFA_HOME; undefined: nothing is kept
 */
export function rememberingCodes(
  sts: Sts,
  { now, uid }: Pick<Host, 'now' | 'uid'>,
  folder: string | undefined,
): Sts {
  return {
    async call(step, signer, tokenCode) {
      if (tokenCode === undefined || step.mfaSerial === undefined)
        return sts.call(step, signer, tokenCode);
      const { createSpentCodes } = await import('./spent-codes.ts');
      const spent = createSpentCodes(folder && join(folder, 'spent'), uid);
      spent.mark(step.mfaSerial, now());
      try {
        return await sts.call(step, signer, tokenCode);
      } catch (error) {
        if (error instanceof NeverSent) spent.unmark(step.mfaSerial);
        throw error;
      }
    },
  };
}

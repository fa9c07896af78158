import type { Host } from '../../host/host.ts';
import type { Sts } from '../../session/ports.ts';
import type { StsOptions } from '../../aws/client/sts-options.ts';

/**
 * The calls to STS, which load the AWS SDK when the first is made.
 *
 * @param progress whether to say so where a call takes more than a moment
 * @param onCodeSent called before a call that carries a code: somebody may then be asked for another one, and nothing
 * else is to appear on the terminal
 */
export function createLazySts(
  options: StsOptions,
  { finishFirst }: Pick<Host, 'finishFirst'>,
  progress: 'shown' | 'silent',
  onCodeSent: (() => void) | undefined,
): Sts {
  return {
    async call(step, signer, tokenCode) {
      if (tokenCode !== undefined) onCodeSent?.();
      const { createSts } = await import('../../aws/sts/sts.ts');
      const { showingProgress } = await import('../../host/terminal/progress.ts');
      const session = createSts(options).call(step, signer, tokenCode);
      // A code is spent on it, and AWS issues it only once.
      finishFirst(session);
      const isSilent = progress === 'silent' || onCodeSent !== undefined;
      return isSilent ? session : showingProgress('AWS STS', session);
    },
  };
}

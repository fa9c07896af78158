import type { Host } from '../../host/host.ts';
import type { Sts } from '../../session/ports.ts';
import type { StsOptions } from '../../aws/client/sts-options.ts';

/** The calls to STS, which load the AWS SDK when the first is made. */
export function createLazySts(
  options: StsOptions,
  { finishFirst }: Pick<Host, 'finishFirst'>,
): Sts {
  return {
    async call(step, signer, tokenCode) {
      const { createSts } = await import('../../aws/sts/sts.ts');
      const session = createSts(options).call(step, signer, tokenCode);
      // A code is spent on it, and AWS issues it only once.
      finishFirst(session);
      return session;
    },
  };
}

import type { Sts } from '../session/ports.ts';
import type { StsOptions } from '../aws/client/sts-options.ts';

/** The calls to STS, which load the AWS SDK when the first is made. */
export function createLazySts(options: StsOptions): Sts {
  return {
    async call(step, signer, tokenCode) {
      const { createSts } = await import('../aws/sts/sts.ts');
      return createSts(options).call(step, signer, tokenCode);
    },
  };
}

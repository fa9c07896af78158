import type { Sts } from '../session/ports.ts';
import { createBudget, runMilliseconds } from './budget.ts';
import type { StsOptions } from './sts.ts';

const budget = createBudget(runMilliseconds);

/** The calls to STS, which load the AWS SDK when the first is made. */
export function createLazySts(options: Omit<StsOptions, 'budget'>): Sts {
  return {
    async call(step, signer, tokenCode) {
      const { createSts } = await import('./sts.ts');
      return createSts({ ...options, budget }).call(step, signer, tokenCode);
    },
  };
}

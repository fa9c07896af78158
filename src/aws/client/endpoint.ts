import { STSClient } from '@aws-sdk/client-sts';
import type { StsTarget } from '../../plan/model/plan.ts';

/** The URL the SDK's own rules give for STS; needed before the call only to choose a proxy by its host. */
export function defaultEndpoint(target: StsTarget): URL {
  if (target.endpoint !== undefined) return new URL(target.endpoint);
  const { config } = new STSClient({ region: target.region });
  return config.endpointProvider({
    Region: target.region,
    UseFIPS: target.fips,
    UseDualStack: target.dualStack,
    UseGlobalEndpoint: target.globalEndpoint,
  }).url;
}

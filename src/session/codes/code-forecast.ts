import type { Environment } from '../../ground/environment.ts';
import type { CodePlan } from '../../plan/model/plan.ts';
import { whyNotToAsk } from './why-not-to-ask.ts';

/**
 * Where a code would come from in this environment. It does not say whether there is a terminal or a display: the
 * program that will need the code may have another one than `explain` has now.
 */
export type CodeForecast =
  | { readonly from: 'AWSMFA_TOKEN_CODE' | 'mfa_process' | 'prompt' }
  | { readonly from: 'nobody'; readonly because: string };

export function forecastCode(plan: CodePlan, env: Environment): CodeForecast {
  if (env['AWSMFA_TOKEN_CODE']) return { from: 'AWSMFA_TOKEN_CODE' };
  if (plan.mfaProcess !== undefined) return { from: 'mfa_process' };
  const because = whyNotToAsk('allowed', plan, env);
  return because === undefined ? { from: 'prompt' } : { from: 'nobody', because };
}

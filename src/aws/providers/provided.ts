import type { Environment } from '../../ground/environment.ts';
import type { KeySource, Plan } from '../../plan/model/plan.ts';

/** The sources that the AWS SDK has a package for. */
export type ProvidedSource = Extract<
  KeySource,
  { kind: 'ec2' | 'container' | 'web-identity' | 'sso' | 'login' }
>;

/** What every package returns. */
export interface Provided {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
  readonly accountId?: string;
}

/** What a source may use to fetch its credentials. */
export interface ProviderContext {
  readonly plan: Plan;
  readonly env: Environment;
  readonly signal: AbortSignal;
}

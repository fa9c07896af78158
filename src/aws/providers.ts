import type { Credentials } from '../credentials.ts';
import { Failure } from '../failure.ts';
import type { KeysOptions } from '../keys/keys.ts';
import type { KeySource, Plan } from '../plan/plan.ts';

export function keyFromProvider(
  source: KeySource,
  plan: Plan,
  _options: KeysOptions,
): Promise<Credentials> {
  throw new Failure(
    'configuration',
    `profile "${plan.profile}" starts from a ${source.kind} source, which awsmfa does not read yet`,
  );
}

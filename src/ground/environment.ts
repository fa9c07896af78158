import type { Sourced } from './origin.ts';

/** Environment variables; an empty one counts as unset everywhere in awsmfa, as it does in the AWS CLI. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The first of these variables that is set. */
export function firstVariable(env: Environment, names: readonly string[]): Sourced | undefined {
  for (const name of names) {
    const value = env[name];
    if (value) return { value, origin: { kind: 'environment', name } };
  }
  return undefined;
}

import type { Environment } from '../../ground/environment.ts';
import type { EnvironmentChange } from './variables.ts';

/** The environment of a program that gets the credentials, without what was only for awsmfa. */
export function childEnvironment(
  env: Environment,
  { set, unset }: EnvironmentChange,
  platform: NodeJS.Platform,
): Environment {
  // Windows knows a variable by its name in any case.
  const same = (name: string) => (platform === 'win32' ? name.toUpperCase() : name);
  const gone = new Set([...set.map(({ name }) => name), ...unset, 'AWSMFA_TOKEN_CODE']);
  const kept = Object.entries(env).filter(([name]) => !gone.has(same(name)));
  const added = set.map(({ name, value }): [string, string] => [name, value]);
  return Object.fromEntries([...kept, ...added]);
}

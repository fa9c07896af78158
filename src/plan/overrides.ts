import type { Sourced } from '../ground/origin.ts';
import type { Environment } from '../ground/environment.ts';
import { chainSettings, ownSettings, type Overrides, type SettingName } from './model/request.ts';

/** The settings given by hand: the command line, then `AWSMFA_ROLE_ARN` and its like. */
export function resolveOverrides(options: Overrides, env: Environment): Overrides {
  const overrides = new Map<SettingName, Sourced>();
  for (const name of [...chainSettings, ...ownSettings]) {
    const option = options.get(name);
    const setting = option?.value ? option : fromEnvironment(name, env);
    if (setting !== undefined) overrides.set(name, setting);
  }
  return overrides;
}

function fromEnvironment(name: SettingName, env: Environment): Sourced | undefined {
  const variable = `AWSMFA_${name.toUpperCase()}`;
  const value = env[variable];
  return value ? { value, origin: { kind: 'environment', name: variable } } : undefined;
}

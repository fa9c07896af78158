import type { Surroundings } from '../model/surroundings.ts';

export const profileVariables = ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE'];

export function isSet({ env }: Surroundings, name: string): boolean {
  return Boolean(env[name]);
}

import type { Surroundings } from '../model/surroundings.ts';

export function isSet({ env }: Surroundings, name: string): boolean {
  return Boolean(env[name]);
}

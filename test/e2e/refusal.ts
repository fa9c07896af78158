import { expect } from 'vitest';
import type { alice } from '../stand-in/example-world.ts';
import { helperCall, type Home, type RunOptions } from '../support/awsmfa.ts';
import { keySection } from '../support/five-accounts.ts';

/** What awsmfa says on stderr. It must have printed no credentials, and have ended as AWS's refusals do. */
export async function refusalOf(
  home: Home,
  args: readonly string[],
  options: RunOptions = {},
): Promise<readonly string[]> {
  const { status, stdout, stderr } = await home.run(args, options);
  expect({ status, last: stderr.at(-1) }).toEqual({ status: 4, last: '\n' });
  expect(stdout).toBe(args[0] === 'export' ? 'false\n' : '');
  return stderr.slice(0, -1).split('\n');
}

/** Asks for the credentials of a role behind the keys of somebody, with `settings` in its profile. */
export function refusalOfRole(
  home: Home,
  key: typeof alice,
  settings: string,
  options: RunOptions = {},
): Promise<readonly string[]> {
  home.credentials(keySection('base', key));
  home.config(`[profile target]\nsource_profile = base\nrole_session_name = tests\n${settings}\n`);
  return refusalOf(home, helperCall('target'), options);
}

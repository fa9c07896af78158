import { Failure } from '../../ground/failure.ts';
import type { Host } from '../../host/host.ts';
import { findLastingProgram, isInNpxCache } from '../../host/process/own-program.ts';
import { processLine } from '../../setup/process-line.ts';

/**
 * What the `credential_process` of a profile has to be for AWS's tools to get its credentials from this program.
 *
 * @throws Failure of kind `configuration` where this program is about to go away
 */
export function lastingLine({ home, platform }: Pick<Host, 'home' | 'platform'>) {
  const program = findLastingProgram(home);
  refuseNpx(program);
  return (profile: string): string => processLine(program, profile, platform);
}

function refuseNpx(program: readonly string[]): void {
  if (!isInNpxCache(program)) return;
  throw new Failure(
    'configuration',
    'awsmfa was started by npx, from a folder that npm empties now and then: no profile can rely on it',
    ['install it with `npm install --global awsmfa`, then run `awsmfa setup`'],
  );
}

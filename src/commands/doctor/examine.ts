import { locateConfigFiles } from '../../config/files/locations.ts';
import { openProfileGraph } from '../../config/graph.ts';
import type {
  ExaminedFile,
  ExaminedProfile,
  Surroundings,
} from '../../doctor/model/surroundings.ts';
import { Failure } from '../../ground/failure.ts';
import type { Host } from '../../host/host.ts';
import { attempt } from '../../ground/attempt.ts';
import { examineCache } from './examine-cache.ts';
import { examineFiles } from './examine-files.ts';
import { examineProfiles } from './examine-profiles.ts';
import { realDisk } from './real-disk.ts';

/** Looks at everything on this machine. Whatever is wrong there, it does not fail. */
export async function examine(host: Host): Promise<Surroundings> {
  const { env, home, platform, uid } = host;
  return {
    ...{ env, home, platform, uid },
    now: host.now(),
    nodeVersion: host.nodeVersion,
    reader: (await host.outIsTerminal()) ? 'terminal' : 'other',
    ...examineConfig(host),
    cache: examineCache(host),
    disk: realDisk,
    online: undefined,
  };
}

interface ExaminedConfig {
  readonly files: readonly ExaminedFile[];
  readonly profiles: readonly ExaminedProfile[];
}

function examineConfig(host: Host): ExaminedConfig {
  const located = attempt(() => locateConfigFiles(host.env, host.home, host.platform));
  if (located instanceof Failure) return { files: [homeless(located)], profiles: [] };
  const files = examineFiles(located);
  const isBroken = files.some(({ state }) => state === 'broken');
  return { files, profiles: isBroken ? [] : examineProfiles(openProfileGraph(located), host) };
}

function homeless(failure: Failure): ExaminedFile {
  const path = '~/.aws/config';
  return { kind: 'config', path, state: 'broken', failure, misreadings: [], settings: [] };
}

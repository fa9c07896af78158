import type { Host } from '../../host/host.ts';
import type { SessionKey } from '../../plan/model/plan.ts';
import { sha256 } from '../../words/hash.ts';
import { createProcessLock } from './process-lock.ts';

/**
 * Does something that only one process at a time may do. A process that has waited too long fails, and names the one it
 * waited for.
 *
 * @param folder AWSMFA_HOME
 */
export async function exclusively<T>(
  what: string,
  host: Host,
  folder: string,
  work: () => Promise<T>,
): Promise<T> {
  const lock = createProcessLock(host, folder, () => undefined);
  for (;;) {
    const lease = await lock.acquire(sha256(what) as SessionKey);
    if (lease === undefined) continue;
    try {
      return await work();
    } finally {
      await lease.release();
    }
  }
}

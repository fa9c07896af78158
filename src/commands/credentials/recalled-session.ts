import { join } from 'node:path';
import { awsmfaHome } from '../../disk/awsmfa-home.ts';
import type { Host } from '../../host/host.ts';
import { recallPlan } from '../../recall/recall.ts';
import { renderProcessJson } from '../../render/values/process-json.ts';
import { isFresh } from '../../session/freshness.ts';
import { isSealed } from '../../session/ports.ts';
import { createFileStore } from '../../store/file-store.ts';

/**
 * Answers an SDK with the session that an earlier run left, by the plan that it left: all that a cache hit needs, and
 * all that it loads. Where anything else is to be decided, `credentialProcess` decides it.
 *
 * @returns whether it has answered
 */
export async function answerFromMemory(profile: string, host: Host): Promise<boolean> {
  const { env, home, uid, now } = host;
  const folder = awsmfaHome(env, home);
  if (folder === undefined) return false;
  const plan = recallPlan(join(folder, 'plans'), profile, host);
  if (plan === undefined) return false;
  const { key, ...account } = plan;
  const session = createFileStore({ folder: join(folder, 'sessions'), uid, now }).get(key);
  if (session === undefined || isSealed(session) || !isFresh(session, now())) return false;
  await host.out(renderProcessJson({ ...account, ...session }));
  return true;
}

import type { Credentials } from '../ground/credentials.ts';
import { Failure } from '../ground/failure.ts';
import type { Step } from '../plan/model/plan.ts';
import { isSealed, type ExecutorPorts, type IssuedSession, type StoredSession } from './ports.ts';

/** Whether the session of this step is encrypted in the cache. */
export function isToBeSealed(step: Step): boolean {
  return step.kind === 'GetSessionToken' && step.store === 'keychain';
}

/**
 * A cached session with its secrets. One that can never be opened is forgotten; one that should be sealed but is not is
 * sealed now.
 */
export async function opened(
  step: Step,
  session: StoredSession,
  ports: ExecutorPorts,
): Promise<IssuedSession | undefined> {
  if (!isSealed(session)) return keep(step, session, ports);
  const issued = await ports.seal.open(step.key, session);
  if (issued === undefined) forget(session, step, ports);
  return issued;
}

/** Stores a session, and hands it out even where it cannot be stored. */
export async function keep(
  step: Step,
  session: IssuedSession,
  { store, seal, warn }: ExecutorPorts,
): Promise<IssuedSession> {
  try {
    store.put(step.key, isToBeSealed(step) ? await seal.seal(step.key, session) : session);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    warn(error.message);
  }
  return session;
}

/**
 * Removes it unless another process has replaced it meanwhile. Goes on if it cannot be removed: this run does not use
 * it again.
 */
export function forget(
  { accessKeyId }: Pick<Credentials, 'accessKeyId'>,
  { key }: Step,
  { store }: ExecutorPorts,
): void {
  if (store.get(key)?.accessKeyId !== accessKeyId) return;
  try {
    store.remove(key);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
  }
}

import type { Credentials } from '../ground/credentials.ts';
import { Failure } from '../ground/failure.ts';
import type { Plan, Step } from '../plan/model/plan.ts';
import { callWithCode } from './call-with-code.ts';
import { isFresh, isUsable } from './freshness.ts';
import type { ExecutorPorts, Lease, StoredSession } from './ports.ts';
import { RejectedSigner } from './rejections.ts';

/** What is asked of the plan's last session. */
export interface Demand {
  /** Whether a cached session will do without asking STS for another. */
  readonly sufficient: (session: StoredSession, now: Date) => boolean;
  /** What to do with a cached session that is not sufficient but usable, where no other can be had. */
  readonly otherwise: 'hand out what is left' | 'fail';
}

export const toHandOut: Demand = { sufficient: isFresh, otherwise: 'hand out what is left' };
/** Only a session that is younger than this will do. */
export function issuedSince(started: Date): Demand {
  return { sufficient: ({ issuedAt }) => issuedAt >= started, otherwise: 'fail' };
}

const toSignWith: Demand = { sufficient: isUsable, otherwise: 'fail' };

/**
 * Carries out a plan, from its end: if the last session is in the cache and sufficient, that is all; else the session
 * before it is obtained the same way and makes the call. A session that STS returned is stored before anything
 * else, and handed out even where it cannot be stored.
 *
 * @throws Failure where AWS, the network, the lock or the lack of a code stands in the way and nothing usable is left.
 */
export async function execute(
  plan: Plan,
  ports: ExecutorPorts,
  demand: Demand = toHandOut,
): Promise<Credentials> {
  return credentialsAfter(plan.steps.length, plan, ports, demand);
}

async function credentialsAfter(
  count: number,
  plan: Plan,
  ports: ExecutorPorts,
  demand: Demand,
): Promise<Credentials> {
  const step = plan.steps[count - 1];
  if (step === undefined) return ports.keys(plan.source, plan);
  const signer = (wanted: Demand) => credentialsAfter(count - 1, plan, ports, wanted);
  const obtain = () => callAs(signer, step, plan, ports);
  return sessionOf(step, obtain, ports, demand);
}

/** A cached session that AWS no longer takes (revoked, or ended by AWS's clock) is forgotten and replaced, once. */
async function callAs(
  signer: (demand: Demand) => Promise<Credentials>,
  step: Step,
  plan: Plan,
  ports: ExecutorPorts,
): Promise<StoredSession> {
  const signing = plan.steps[plan.steps.indexOf(step) - 1];
  const cached = signing === undefined ? undefined : ports.store.get(signing.key);
  const credentials = await signer(toSignWith);
  try {
    return await callWithCode(step, plan, credentials, ports);
  } catch (error) {
    if (!(error instanceof RejectedSigner) || signing === undefined) throw error;
    if (cached?.accessKeyId !== credentials.accessKeyId) throw error;
    forget(credentials, signing, ports);
    return callWithCode(step, plan, await signer(otherThan(credentials)), ports);
  }
}

/** Another process may have replaced it meanwhile; and where it cannot be removed, it is not asked for again. */
function forget({ accessKeyId }: Credentials, { key }: Step, { store }: ExecutorPorts): void {
  if (store.get(key)?.accessKeyId !== accessKeyId) return;
  try {
    store.remove(key);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
  }
}

function otherThan(rejected: Credentials): Demand {
  return {
    ...toSignWith,
    sufficient: (session, now) =>
      session.accessKeyId !== rejected.accessKeyId && toSignWith.sufficient(session, now),
  };
}

async function sessionOf(
  step: Step,
  obtain: () => Promise<StoredSession>,
  ports: ExecutorPorts,
  demand: Demand,
): Promise<StoredSession> {
  const cached = () => {
    const session = ports.store.get(step.key);
    return session !== undefined && demand.sufficient(session, ports.now()) ? session : undefined;
  };
  try {
    return cached() ?? (await renew(step, cached, obtain, ports));
  } catch (error) {
    const left = demand.otherwise === 'fail' ? undefined : ports.store.get(step.key);
    if (left === undefined || !isUsable(left, ports.now()) || !(error instanceof Failure))
      throw error;
    return left;
  }
}

/** Asks for the lock until it is ours, looking into the cache again after everybody who had it before. */
async function renew(
  step: Step,
  cached: () => StoredSession | undefined,
  obtain: () => Promise<StoredSession>,
  ports: ExecutorPorts,
): Promise<StoredSession> {
  for (;;) {
    const lease = await ports.lock.acquire(step.key);
    const found = cached();
    if (lease !== undefined)
      return under(lease, async () => found ?? keep(step, await obtain(), ports));
    if (found !== undefined) return found;
  }
}

async function under<T>(lease: Lease, work: () => Promise<T>): Promise<T> {
  try {
    const result = await work();
    await lease.release();
    return result;
  } catch (error) {
    await lease.release(error instanceof Failure ? error : undefined);
    throw error;
  }
}

function keep(step: Step, session: StoredSession, ports: ExecutorPorts): StoredSession {
  try {
    ports.store.put(step.key, session);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    ports.warn(error.message);
  }
  return session;
}

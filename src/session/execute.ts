import { isSession, type Credentials } from '../ground/credentials.ts';
import { Failure } from '../ground/failure.ts';
import type { Plan, Step } from '../plan/model/plan.ts';
import { chainedRoleSeconds } from '../plan/steps/durations.ts';
import { callWithCode } from './call-with-code.ts';
import { forget, isToBeSealed, keep, opened } from './kept-session.ts';
import { otherThan, toHandOut, toSignWith, type Demand } from './demand.ts';
import { costOfLast } from './forecast.ts';
import { isUsable } from './freshness.ts';
import {
  isSealed,
  type ExecutorPorts,
  type IssuedSession,
  type Lease,
  type StoredSession,
} from './ports.ts';
import { RejectedSigner } from './rejections.ts';
import { describeProfile } from '../words/profile-name.ts';

/**
 * Carries out a plan, from its end: if the last session is in the cache and sufficient, that is all; else the session
 * before it is obtained the same way and makes the call. A session that STS returned is stored before anything
 * else, and handed out even where it cannot be stored.
 *
 * @throws Failure where AWS, the network, the lock or a missing code prevents it and nothing usable is left.
 */
export async function execute(
  plan: Plan,
  ports: ExecutorPorts,
  demand: Demand = toHandOut.renewing,
): Promise<Credentials> {
  try {
    return await credentialsAfter(plan.steps.length, plan, ports, demand);
  } catch (error) {
    throw inTheNameOf(plan, error);
  }
}

/** A failure that names a profile further down the chain also names the requested one. */
function inTheNameOf({ profile }: Plan, error: unknown): unknown {
  if (!(error instanceof Failure) || !error.message.includes('profile "')) return error;
  const asked = describeProfile(profile);
  if (error.message.includes(asked)) return error;
  return new Failure(error.kind, `for ${asked}: ${error.message}`, error.hints);
}

async function credentialsAfter(
  count: number,
  plan: Plan,
  ports: ExecutorPorts,
  demand: Demand,
): Promise<Credentials> {
  const steps = plan.steps.slice(0, count);
  const step = steps.at(-1);
  if (step === undefined) return ports.keys(plan.source, plan);
  const { store, now } = ports;
  const cached = async () => {
    const session = store.get(step.key);
    const cost = () => costOfLast(steps, store, now());
    if (session === undefined || !demand.sufficient(session, now(), cost)) return undefined;
    return isSealed(session) || isToBeSealed(step) ? opened(step, session, ports) : session;
  };
  const signer = (wanted: Demand) => credentialsAfter(count - 1, plan, ports, wanted);
  const obtain = () => callAs(signer, step, plan, ports);
  return (await cached()) ?? renewOrElse(demand.otherwise, step, cached, obtain, ports);
}

/** Whatever goes wrong, even a bug of ours, a cached session that is usable is not lost. */
async function renewOrElse(
  otherwise: Demand['otherwise'],
  step: Step,
  cached: () => Promise<IssuedSession | undefined>,
  obtain: () => Promise<Credentials>,
  ports: ExecutorPorts,
): Promise<Credentials> {
  const before = ports.store.get(step.key);
  try {
    return await renew(step, cached, obtain, ports);
  } catch (error) {
    const left = otherwise === 'fail' ? undefined : await whatIsLeft(step, before, ports);
    if (left === undefined) throw error;
    ports.onRenewalFailed(error);
    return left;
  }
}

/**
 * Another process may have stored a better one, so the cache is read again; where that fails (too many open files), the
 * session from before is used.
 */
async function whatIsLeft(
  step: Step,
  before: StoredSession | undefined,
  ports: ExecutorPorts,
): Promise<IssuedSession | undefined> {
  const { store, now } = ports;
  const left = [store.get(step.key), before].find((each) => each && isUsable(each, now()));
  if (left === undefined || !isSealed(left)) return left;
  return ports.seal.open(step.key, left).catch(() => undefined);
}

/** Asks for the lock until it is ours, looking into the cache again after everybody who had it before. */
async function renew(
  step: Step,
  cached: () => Promise<IssuedSession | undefined>,
  obtain: () => Promise<Credentials>,
  ports: ExecutorPorts,
): Promise<Credentials> {
  for (;;) {
    const lease = await ports.lock.acquire(step.key);
    if (lease !== undefined) return under(lease, async () => (await cached()) ?? obtain());
    const found = await cached();
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

/** A cached session that AWS no longer accepts (revoked, or expired by AWS's clock) is forgotten and replaced, once. */
async function callAs(
  signer: (demand: Demand) => Promise<Credentials>,
  step: Step,
  plan: Plan,
  ports: ExecutorPorts,
): Promise<Credentials> {
  const signing = plan.steps[plan.steps.indexOf(step) - 1];
  const cached = signing === undefined ? undefined : ports.store.get(signing.key);
  const credentials = await signer(toSignWith);
  try {
    return await call(step, credentials, plan, ports);
  } catch (error) {
    if (!(error instanceof RejectedSigner) || signing === undefined) throw error;
    if (cached?.accessKeyId !== credentials.accessKeyId) throw error;
    forget(credentials, signing, ports);
    return call(step, await signer(otherThan(credentials)), plan, ports);
  }
}

async function call(
  step: Step,
  signer: Credentials,
  plan: Plan,
  ports: ExecutorPorts,
): Promise<Credentials> {
  const fitting = fittingFor(signer, step);
  if (fitting === undefined) return signer;
  if (isToBeSealed(step)) await ports.seal.prepare();
  return keep(step, await callWithCode(fitting, plan, signer, ports), ports);
}

/**
 * Only when another program has answered is it known whether its key is long-term. A temporary one cannot be used with
 * MFA.
 */
function fittingFor(signer: Credentials, step: Step): Step | undefined {
  if (step.onlyForLongTermKey !== true || !isSession(signer)) return step;
  if (step.kind === 'GetSessionToken') return undefined;
  const { mfaSerial: _mfaSerial, ...role } = step;
  return { ...role, durationSeconds: Math.min(role.durationSeconds, chainedRoleSeconds) };
}

import type { Credentials } from '../ground/credentials.ts';
import { Failure } from '../ground/failure.ts';
import type { SessionKey, Step } from '../plan/model/plan.ts';
import type { ExecutorPorts, NoCode, StoredSession, TokenCodeSource } from './ports.ts';

/** One line of what is done; never a secret, a code or a session token. */
export type Trace = (line: string) => void;

/** The same ports, telling what goes through them: for `--debug`, whose output must be safe to paste anywhere. */
export function traced(ports: ExecutorPorts, trace: Trace): ExecutorPorts {
  const { store, lock, sts } = ports;
  return {
    ...ports,
    store: {
      ...store,
      get(key) {
        const session = store.get(key);
        trace(`cache: session ${short(key)}: ${describe(session)}`);
        return session;
      },
      put(key, session) {
        store.put(key, session);
        trace(`cache: session ${short(key)} stored`);
      },
    },
    lock: {
      async acquire(key) {
        trace(`lock: asking for session ${short(key)}`);
        const lease = await lock.acquire(key);
        trace(`lock: ${lease === undefined ? 'waited for another process' : 'acquired'}`);
        return lease;
      },
    },
    sts: {
      call: (step, signer, tokenCode) =>
        timed(trace, `sts: ${callOf(step)}, signed by ${signer.accessKeyId}`, () =>
          sts.call(step, signer, tokenCode),
        ),
    },
    keys: (source, plan) =>
      timed(trace, `keys: from ${source.kind}`, () => ports.keys(source, plan)),
    codes: ports.codes.map((source) => tracedSource(source, trace)),
    onRenewalFailed(error) {
      trace('what is left of the session is handed out, since it could not be renewed:');
      for (const line of reasonOf(error).split('\n')) trace(line);
    },
  };
}

function tracedSource(source: TokenCodeSource, trace: Trace): TokenCodeSource {
  return {
    ...source,
    async code(request) {
      const code = await source.code(request);
      trace(`code: ${source.name} ${outcomeOf(code)}`);
      return code;
    },
  };
}

function outcomeOf(code: string | NoCode | undefined): string {
  if (typeof code === 'string') return 'gave one';
  return code === undefined ? 'has none' : `has none: ${code.because}`;
}

async function timed<T extends Credentials>(
  trace: Trace,
  what: string,
  work: () => Promise<T>,
): Promise<T> {
  const started = performance.now();
  const took = () => `after ${Math.round(performance.now() - started)} ms`;
  trace(what);
  try {
    const credentials = await work();
    trace(`${what}: ${credentials.accessKeyId} ${took()}`);
    return credentials;
  } catch (error) {
    trace(`${what}: failed ${took()}: ${error instanceof Error ? error.message : 'unknown'}`);
    throw error;
  }
}

/** For a bug, also where it is. */
function reasonOf(error: unknown): string {
  if (error instanceof Failure) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function callOf(step: Step): string {
  return step.kind === 'AssumeRole' ? `AssumeRole ${step.roleArn}` : `GetSessionToken`;
}

function describe(session: StoredSession | undefined): string {
  return session === undefined
    ? 'nothing'
    : `${session.accessKeyId} until ${session.expiration.toISOString()}`;
}

function short(key: SessionKey): string {
  return key.slice(0, 8);
}

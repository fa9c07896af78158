import { join } from 'node:path';
import { createBudget } from '../aws/client/budget.ts';
import { awsmfaHome } from '../disk/awsmfa-home.ts';
import type { Credentials } from '../ground/credentials.ts';
import type { Host } from '../host/host.ts';
import { createKeys, type KeysOptions } from '../keys/keys.ts';
import { lockNothing } from '../lock/no-lock.ts';
import { rememberingCodes } from '../mfa/memory/code-memory.ts';
import type { Plan } from '../plan/model/plan.ts';
import { whyNoCode } from '../plan/no-code.ts';
import { awsCallsMs } from '../session/deadlines.ts';
import type { Demand } from '../session/demand.ts';
import { execute } from '../session/execute.ts';
import type { ExecutorPorts, SessionStore } from '../session/ports.ts';
import { createFileStore } from '../store/file-store.ts';
import { createNoStore } from '../store/no-store.ts';
import { homelessFailure } from '../store/storage-failure.ts';
import { printable } from '../words/text.ts';
import { createTokenCodes } from './codes/code-sources.ts';
import { createLazyKeychain } from './lazy/lazy-keychain.ts';
import { createLazySeal } from './lazy/lazy-seal.ts';
import { createLazySts } from './lazy/lazy-sts.ts';
import { refuseEndlessRuns } from './endless-runs.ts';
import { createProcessLock } from './lock/process-lock.ts';
import type { Attempt } from './lock/sign-attempt.ts';
import type { RunOptions } from './run-options.ts';

/** What carries plans out, and the parts of it that a run uses by themselves. */
export interface Executor extends Pick<ExecutorPorts, 'store' | 'keys'> {
  /** Says when a code is on its way. */
  readonly execute: (plan: Plan, demand: Demand, onCodeSent?: () => void) => Promise<Credentials>;
}

/** The one place where adapters meet: everything that is not needed for a cache hit is loaded when it is touched. */
export function createExecutor(
  host: Host,
  options: RunOptions,
  { graph, env }: Pick<KeysOptions, 'graph' | 'env'>,
): Executor {
  const { platform, now } = host;
  const folder = awsmfaHome(env, host.home);
  let attempt: Attempt | undefined;
  const processLock = createProcessLock(host, folder, () => attempt);
  const codes = createTokenCodes({ host, options, folder, lock: processLock });
  const budget = createBudget(awsCallsMs, processLock.waitedMs);
  const keychain = createLazyKeychain(host);
  const keys = createKeys({ graph, env, platform, now, keychain, budget });
  const store = createStore(host, folder, options.cache);
  const seal = createLazySeal(keychain, processLock);
  const lock = options.cache === 'bypassed' ? lockNothing : processLock;
  const warn = warnBy(host, options);
  const portsFor = (plan: Plan, onCodeSent: (() => void) | undefined): ExecutorPorts => {
    const target = { target: plan.sts, profile: plan.profile, budget, env, now };
    const calls = createLazySts(target, host, options.warnings, onCodeSent);
    const sts = rememberingCodes(calls, host, folder);
    const asking = codes.ports(plan);
    const ports = { store, seal, lock, keys, now, warn, onRenewalFailed, sts, ...asking };
    return checkedFirst(ports, () => refuseEndlessRuns(env, plan));
  };
  return {
    store,
    keys,
    async execute(plan, demand, onCodeSent) {
      const tokenCode = options.tokenCode ?? env['AWSMFA_TOKEN_CODE'];
      attempt = { plan, keys, tokenCode };
      if (tokenCode) warnOfUnusedCode(plan, warn);
      const ports = portsFor(plan, onCodeSent);
      const chosen = options.debug === 'on' ? await debugged(ports, host) : ports;
      return withAccount(await codes.tellingWhy(execute(plan, chosen, demand)), plan);
    },
  };
}

function warnBy(host: Host, { warnings }: RunOptions): (message: string) => void {
  const said = new Set<string>();
  return (message) => {
    if (warnings === 'shown' && !said.has(message))
      host.err(`awsmfa: warning: ${printable(message)}\n`);
    said.add(message);
  };
}

/** The same ports, with a check before the first lock is taken or the base is fetched; a hit does neither. */
function checkedFirst(ports: ExecutorPorts, check: () => Promise<void>): ExecutorPorts {
  let checked: Promise<void> | undefined;
  const first = () => (checked ??= check());
  return {
    ...ports,
    lock: { acquire: (key) => first().then(() => ports.lock.acquire(key)) },
    keys: (source, plan) => first().then(() => ports.keys(source, plan)),
  };
}

function warnOfUnusedCode(plan: Plan, warn: (message: string) => void): void {
  const why = whyNoCode(plan);
  if (why !== undefined) warn(`the MFA code is not used: ${why}`);
}

/** Behind a session of the user's own, the account that the config says the key belongs to, as long as it says so. */
export function accountOf({ source, steps }: Plan): string | undefined {
  const isOther = steps.some(({ kind }) => kind === 'AssumeRole');
  return !isOther && 'accountId' in source ? source.accountId : undefined;
}

function withAccount(credentials: Credentials, plan: Plan): Credentials {
  const accountId = accountOf(plan);
  if (credentials.accountId !== undefined || accountId === undefined) return credentials;
  return { ...credentials, accountId };
}

/** Only `--debug` says so. */
const onRenewalFailed = () => undefined;

/** `--debug`: every line of the trace goes to stderr. */
async function debugged(ports: ExecutorPorts, host: Host): Promise<ExecutorPorts> {
  const { traced } = await import('../session/traced-ports.ts');
  return traced(ports, (line) => host.err(`awsmfa: debug: ${printable(line)}\n`));
}

function createStore(
  host: Host,
  folder: string | undefined,
  cache: RunOptions['cache'],
): SessionStore {
  if (cache === 'bypassed') return createNoStore();
  if (folder === undefined) return createNoStore(homelessFailure());
  return createFileStore({ folder: join(folder, 'sessions'), uid: host.uid, now: host.now });
}

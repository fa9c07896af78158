import { join } from 'node:path';
import type { RunOptions } from './run-options.ts';
import { openProfileGraph, type ProfileGraph } from '../config/graph.ts';
import type { Credentials } from '../ground/credentials.ts';
import type { Host } from '../host/host.ts';
import { createKeys } from '../keys/keys.ts';
import { refuseRecursion } from '../keys/resolving.ts';
import { rememberingCodes } from '../mfa/memory/code-memory.ts';
import { createTokenCodes } from './codes/code-sources.ts';
import { refuseEndlessRuns } from './endless-runs.ts';
import type { Plan } from '../plan/model/plan.ts';
import type { Environment } from '../ground/environment.ts';
import type { Overrides, PlanRequest } from '../plan/model/request.ts';
import type { Resolved } from '../plan/model/resolved.ts';
import { whyNoCode } from '../plan/no-code.ts';
import { resolvePlan } from '../plan/resolve.ts';
import { printable } from '../words/text.ts';
import { awsCallsMs } from '../session/deadlines.ts';
import { issuedSince, toHandOut, type Demand } from '../session/demand.ts';
import { execute } from '../session/execute.ts';
import { forecast, type Forecast } from '../session/forecast.ts';
import type { ExecutorPorts, SessionStore } from '../session/ports.ts';
import { awsmfaHome } from '../disk/awsmfa-home.ts';
import { chooseProfile, choosingVariable, resolveOverrides } from '../plan/model/request.ts';
import { createFileStore } from '../store/file-store.ts';
import { createProcessLock } from './lock/process-lock.ts';
import { lockNothing } from '../lock/no-lock.ts';
import { createNoStore } from '../store/no-store.ts';
import { homelessFailure } from '../store/storage-failure.ts';
import { createBudget } from '../aws/client/budget.ts';
import { watchInputs, type WatchedInputs } from './watched-inputs.ts';
import { createLazyKeychain } from './lazy/lazy-keychain.ts';
import { createLazySeal } from './lazy/lazy-seal.ts';
import { createLazySts } from './lazy/lazy-sts.ts';
import type { Attempt } from './lock/sign-attempt.ts';

/** One run: the configuration as it is read, the cache, and the way from a profile to its credentials. */
export interface Run {
  /** The configuration, read when it is first asked for. @throws Failure where it cannot be read. */
  readonly graph: () => ProfileGraph;
  readonly store: SessionStore;
  /** What plans are resolved from. */
  readonly inputs: WatchedInputs;
  /** @throws Failure where the configuration does not add up. */
  resolve(profile: string | undefined, delivery: PlanRequest['delivery']): Resolved;
  /** For one profile of many: its failure comes without the clues, for which every line of the files is looked at. */
  resolveOneOfMany(profile: string): Resolved;
  /** What `execute` would do now. */
  forecast(plan: Plan, demand?: Demand): Forecast;
  /** The credentials that a plan starts from. */
  base(plan: Plan): Promise<Credentials>;
  /** Without a demand, for a caller that renews; with `--refresh`, always by a new session. Says when a code is on its way. */
  execute(plan: Plan, demand?: Demand, onCodeSent?: () => void): Promise<Credentials>;
}

/**
 * The one place where adapters meet: everything that is not needed for a cache hit is loaded when it is touched.
 *
 * @param changed the configuration as it would be, for a command that is about to change it
 */
export function startRun(host: Host, options: RunOptions, changed?: ProfileGraph): Run {
  const { platform, now } = host;
  const inputs = watchInputs(host);
  const { env, machine } = inputs;
  let opened = changed;
  const graph = () => (opened ??= openProfileGraph(inputs.configFiles()));
  const folder = awsmfaHome(env, host.home);
  const cache = options.cache === 'bypassed' ? undefined : folder;
  const store = createStore(host, folder, options.cache);
  let attempt: Attempt | undefined;
  const processLock = createProcessLock(host, folder, () => attempt);
  const lock = cache === undefined ? lockNothing : processLock;
  const codes = createTokenCodes({ host, options, folder, lock: processLock });
  const budget = createBudget(awsCallsMs, processLock.waitedMs);
  const keychain = createLazyKeychain(host);
  const keys = createKeys({ graph, env, platform, now, keychain, budget });
  const seal = createLazySeal(keychain, processLock);
  const warn = warnBy(host, options);
  const wanted = demanding(options.cache, now());
  const ours = { store, seal, lock, keys, now, warn, onRenewalFailed };

  return {
    graph,
    store,
    inputs,
    ...resolving(
      graph,
      { overrides: resolveOverrides(options.settings, env), env, machine },
      platform,
    ),
    base: (plan) => keys(plan.source, plan),
    forecast: (plan, demand = toHandOut.renewing) => forecast(plan, store, now(), wanted(demand)),
    async execute(plan, demand = toHandOut.renewing, onCodeSent) {
      const tokenCode = options.tokenCode ?? env['AWSMFA_TOKEN_CODE'];
      attempt = { plan, keys, tokenCode };
      if (tokenCode) warnOfUnusedCode(plan, warn);
      const target = { target: plan.sts, profile: plan.profile, budget, env, now };
      const calls = createLazySts(target, host, options.warnings, onCodeSent);
      const sts = rememberingCodes(calls, host, folder);
      const all = { ...ours, sts, ...codes.ports(plan) };
      const ports = checkedFirst(all, () => refuseEndlessRuns(env, plan));
      const chosen = options.debug === 'on' ? await debugged(ports, host) : ports;
      return withAccount(await codes.tellingWhy(execute(plan, chosen, wanted(demand))), plan);
    },
  };
}

function warnBy(host: Host, { warnings }: RunOptions): (message: string) => void {
  return (message) => {
    if (warnings === 'shown') host.err(`awsmfa: warning: ${printable(message)}\n`);
  };
}

function resolving(
  graph: () => ProfileGraph,
  given: Pick<PlanRequest, 'overrides' | 'env' | 'machine'>,
  platform: NodeJS.Platform,
): Pick<Run, 'resolve' | 'resolveOneOfMany'> {
  const { overrides, env } = given;
  return {
    resolve(named, delivery) {
      const request = { ...asked(named, overrides, env), ...given, delivery };
      const resolved = resolvePlan(graph(), request, platform);
      refuseRecursion(env, resolved.plan.source);
      return resolved;
    },
    resolveOneOfMany(profile) {
      const request: PlanRequest = { profile, ...given, delivery: 'renewing' };
      return resolvePlan(withoutClues(graph()), request, platform);
    },
  };
}

function withoutClues(graph: ProfileGraph): ProfileGraph {
  return { ...graph, clues: () => [] };
}

function asked(named: string | undefined, overrides: Overrides, env: Environment) {
  return {
    profile: chooseProfile(named, overrides, env),
    chosenBy: choosingVariable(named, env),
  };
}

/** With `--refresh` nothing but a new session will do, whatever the command would accept. */
function demanding(cache: RunOptions['cache'], started: Date): (demand: Demand) => Demand {
  return (demand) => (cache === 'refreshed' ? issuedSince(started) : demand);
}

/** The same ports, with a check before the first lock is taken and the base is fetched; a hit does neither. */
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

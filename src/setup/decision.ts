import { Failure } from '../ground/failure.ts';
import { chainProfile, noOverrides } from '../plan/model/chain-profile.ts';
import { attempt } from '../ground/attempt.ts';
import type { Knowledge } from './state/knowledge.ts';
import { readLine } from './state/line-of.ts';
import { stateOf, type State } from './state/state.ts';

/** What becomes of a profile. */
export type Decision =
  | {
      readonly kind: 'wire';
      readonly role: 'taken over' | 'left';
      /** The profile that the line asks for. */
      readonly to: string;
      /** Why it is changed, if other tools than AWS's read it until now. */
      readonly why?: string;
      readonly asked: Extract<State, { kind: 'role' }>['asked'];
      /** The role that is assumed in the end, if the profile keeps its role. */
      readonly roleArn?: string;
      /** The device that is added. */
      readonly mfaSerial?: string;
    }
  | { readonly kind: 'wired' }
  | Extract<State, { kind: 'left' }>
  /** To be wired once the MFA device of this profile's key is known. */
  | { readonly kind: 'deviceless'; readonly keyProfile: string };

/** What becomes of a profile that is wired. */
export type Wiring = Extract<Decision, { kind: 'wire' }> & { readonly profile: string };

export interface DecisionOptions {
  /** The profiles to wire; none: every one that can be. */
  readonly profiles: readonly string[];
  /** The device of each key that is known, by the key's profile. */
  readonly devices: ReadonlyMap<string, string>;
}

/** Decides for every profile that is to be looked at. */
export function decide(known: Knowledge, options: DecisionOptions): ReadonlyMap<string, Decision> {
  const names = known.graph.names();
  const states = new Map(names.map((name) => [name, stateOf(name, known)]));
  const served = profilesServed(known);
  // If some roles name a device, the others are meant to have none.
  const isDeviceUsual = names.some((name) => namesDevice(name, states.get(name), known));
  const chosen = options.profiles.length === 0 ? names : options.profiles;
  return new Map(
    chosen.flatMap((name) => {
      const state = states.get(name);
      if (state === undefined) return [];
      if (state.kind === 'role' && served.has(name)) return [[name, { kind: 'wired' }]];
      const devices = needsCode(state) ? devicesBeside(states, known) : [];
      const withOthers = { ...options, devices: new Map([...devices, ...options.devices]) };
      return [[name, decideOne(name, state, isDeviceUsual, withOthers)]];
    }),
  );
}

function namesDevice(name: string, state: State | undefined, known: Knowledge): boolean {
  if (state?.kind === 'role') return state.deviceless === undefined;
  if (state?.kind !== 'wired') return false;
  const resolved = attempt(() => known.plan(known.graph, name, noOverrides));
  return !(resolved instanceof Failure) && resolved.device !== undefined;
}

function needsCode(state: State): boolean {
  return (state.kind === 'role' || state.kind === 'line') && state.needsCode === true;
}

/** The device of each key for which others name one, and no two different ones. */
function devicesBeside(
  states: ReadonlyMap<string, State>,
  known: Knowledge,
): ReadonlyMap<string, string> {
  const found = new Map<string, Set<string>>();
  for (const [name, state] of states) {
    if (state.kind !== 'role') continue;
    const resolved = attempt(() => known.plan(known.graph, name, state.asked));
    if (resolved instanceof Failure || resolved.device === undefined) continue;
    const keyProfile = resolved.chain.source.profile ?? '';
    found.set(keyProfile, (found.get(keyProfile) ?? new Set()).add(resolved.device.value));
  }
  return new Map(
    [...found].flatMap(([keyProfile, [only = '', ...others]]) =>
      others.length === 0 ? [[keyProfile, only] as const] : [],
    ),
  );
}

function decideOne(
  name: string,
  state: State,
  isDeviceUsual: boolean,
  { profiles, devices }: DecisionOptions,
): Decision {
  if (state.kind === 'wired' || state.kind === 'left') return state;
  const keyProfile = state.deviceless;
  const mfaSerial = keyProfile === undefined ? undefined : devices.get(keyProfile);
  if (keyProfile !== undefined && mfaSerial === undefined) {
    return isDeviceUsual && profiles.length === 0 && !needsCode(state)
      ? { kind: 'left', why: 'needs no code; name it to set it up anyway' }
      : { kind: 'deviceless', keyProfile };
  }
  return {
    kind: 'wire',
    ...(state.kind === 'role'
      ? {
          role: 'taken over',
          to: name,
          asked: state.asked,
          ...(state.roleArn === undefined ? {} : { roleArn: state.roleArn }),
        }
      : { role: 'left', to: state.to, asked: new Map() }),
    ...(state.why === undefined ? {} : { why: state.why }),
    ...(mfaSerial === undefined ? {} : { mfaSerial }),
  };
}

/** Ordinary role profiles that another profile's line asks for, and that must not change. */
function profilesServed(known: Knowledge): ReadonlySet<string> {
  return new Set(known.graph.names().flatMap((name) => askedForBy(name, known)));
}

function askedForBy(name: string, known: Knowledge): readonly string[] {
  const line = attempt(() => {
    const found = known.graph.profile(name);
    return found && readLine(chainProfile(found, noOverrides), known);
  });
  if (line === undefined || line instanceof Failure || line.kind !== 'ours') return [];
  return line.to === name ? [] : [line.to];
}

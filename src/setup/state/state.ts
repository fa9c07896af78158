import { Failure } from '../../ground/failure.ts';
import {
  chainProfile,
  noOverrides,
  roleSetting,
  type ChainProfile,
} from '../../plan/model/chain-profile.ts';
import type { Overrides } from '../../plan/model/request.ts';
import { isLongTerm } from '../../plan/steps/mfa.ts';
import { quoted } from '../../words/text.ts';
import { attempt } from '../../ground/attempt.ts';
import type { Knowledge } from './knowledge.ts';
import { overruling } from './inherited.ts';
import { readLine, type Line } from './line-of.ts';
import { oldSession } from './old-session.ts';
import { holdsKey, ownKeys, ownNames } from './own-keys.ts';
import { settingsOf, vegasSettings } from './role-settings.ts';

/** What a profile is now. */
export type State =
  /** Its settings lead to a role that a code can open: only awsmfa should read them. */
  | (ToWire & { readonly kind: 'role'; readonly asked: Overrides; readonly roleArn?: string })
  /** awsmfa is to serve another profile here. */
  | (ToWire & { readonly kind: 'line'; readonly to: string })
  | { readonly kind: 'wired' }
  | {
      readonly kind: 'left';
      readonly why: string;
      /** Set where a first profile may be made beside it: it has a key, or nothing to get credentials by. */
      readonly isBlank?: true;
    };

interface ToWire {
  /** What is wrong with it now, or who answers for it; undefined if only AWS's tools read it. */
  readonly why?: string;
  /** The profile of the key, where no MFA device is named on the way to it. */
  readonly deviceless?: string;
  /** Set where a code was asked for all the same. */
  readonly needsCode?: true;
}

export function stateOf(name: string, known: Knowledge): State {
  const state = attempt(() => {
    const found = known.graph.profile(name);
    return found === undefined
      ? left('is in no file')
      : classify(chainProfile(found, noOverrides), known);
  });
  if (state instanceof Failure) return left(`does not work now: ${state.message}`);
  const why = state.kind === 'left' ? undefined : overruling(name, known.graph);
  return why === undefined ? state : left(why);
}

function classify(profile: ChainProfile, known: Knowledge): State {
  const foreign = signIns.find(([setting]) => profile.plain(setting) !== undefined);
  if (foreign !== undefined) return left(foreign[1]);
  const line = readLine(profile, known);
  switch (line.kind) {
    case 'ours':
      return stateOfOurs(profile, line, known);
    case 'aws-vault':
      return stateOfVault(profile, line.profile, known);
    case 'vegas':
      return stateOfRole(
        profile,
        known,
        vegasSettings(profile),
        'vegas-credentials answers for it',
      );
    case 'foreign':
      return left('gets its credentials from another program');
    case 'none':
      return stateWithoutLine(profile, known);
  }
}

const signIns: readonly (readonly [setting: string, why: string])[] = [
  ['sso_session', 'signs in with IAM Identity Center'],
  ['sso_start_url', 'signs in with IAM Identity Center'],
  ['login_session', 'signs in with `aws login`'],
  ['web_identity_token_file', 'gets its role by a web identity'],
];

function left(why: string): Extract<State, { kind: 'left' }> {
  return { kind: 'left', why };
}

function stateOfOurs(
  profile: ChainProfile,
  line: Extract<Line, { kind: 'ours' }>,
  known: Knowledge,
): State {
  const keys = ownKeys(known.graph, profile.name);
  if (keys.some(({ lasts }) => lasts === 'long'))
    return left('holds a long-term access key, which most tools use in place of the line');
  const beside = sdkSettingsOf(profile, known);
  if (line.to !== profile.name && asksForRole(beside))
    return left(`has a role beside a line that asks for profile ${quoted(line.to)}`);
  if (line.hasOptions) return { kind: 'wired' };
  if (beside.size > 0 && line.to === profile.name)
    return { kind: 'role', why: 'AWS’s tools read its role beside the line', asked: beside };
  if (keys.length > 0 && line.to === profile.name && roleSetting(profile) === undefined)
    return left('has session keys, and a `credential_process` for itself');
  if (keys.length > 0)
    return { kind: 'line', to: line.to, why: 'old session keys shadow its line' };
  if (beside.size > 0)
    return { kind: 'line', to: line.to, why: 'AWS’s tools read settings beside its line' };
  if (line.state === 'works') return { kind: 'wired' };
  const why =
    line.state === 'gone'
      ? 'its line starts a program that is gone'
      : 'its line needs awsmfa to be on the PATH';
  return { kind: 'line', to: line.to, why };
}

function asksForRole(settings: Overrides): boolean {
  return settings.has('role_arn') || settings.has('source_profile');
}

/** What aws-vault is asked for here: a profile whose key it keeps, or one whose key is in a file. */
function stateOfVault(profile: ChainProfile, to: string, known: Knowledge): State {
  const why = 'aws-vault answers for it';
  if (to === profile.name) return stateOfRole(profile, known, sdkSettingsOf(profile, known), why);
  if (asksForRole(sdkSettingsOf(profile, known)))
    return left(`has a role beside a line that asks for profile ${quoted(to)}`);
  const target = known.graph.profile(to)?.settings.has('credential_process')
    ? undefined
    : stateOf(to, known);
  if (target?.kind !== 'role' && target?.kind !== 'line')
    return left('gets its credentials from aws-vault');
  return { kind: 'line', to, why, ...(target.deviceless && { deviceless: target.deviceless }) };
}

function stateWithoutLine(profile: ChainProfile, known: Knowledge): State {
  if (roleSetting(profile) !== undefined)
    return stateOfRole(profile, known, sdkSettingsOf(profile, known));
  const session = oldSession(known.graph, profile.name, known.sourceProfile);
  if (session === 'unclear')
    return left(
      'has session keys of another tool; `--source-profile` says which profile has the access key',
    );
  if (session !== undefined) return stateOfSession(session.base, known);
  if (holdsKey(known.graph, profile.name)) return { ...left('holds an access key'), isBlank: true };
  const hasKeys = ownKeys(known.graph, profile.name).length > 0;
  if (hasKeys) return left('holds temporary keys of another tool');
  return { ...left('has no role'), isBlank: true };
}

function stateOfSession(base: string, known: Knowledge): State {
  const { device } = known.plan(known.graph, base, noOverrides);
  const line = { kind: 'line', to: base, why: 'another tool has left session keys in it' } as const;
  return device === undefined ? { ...line, deviceless: base, needsCode: true } : line;
}

function stateOfRole(
  profile: ChainProfile,
  known: Knowledge,
  asked: Overrides,
  why?: string,
): State {
  if (profile.setting('credential_source') !== undefined)
    return left('starts from credentials of the machine or the environment');
  if (ownKeys(known.graph, profile.name).some(({ lasts }) => lasts === 'long'))
    return left('holds a long-term access key, which most tools would use in place of the line');
  if (isServedBySource(profile, known)) return { kind: 'wired' };
  const { chain, device, plan } = known.plan(known.graph, profile.name, asked);
  const { source } = chain;
  const last = plan.steps.at(-1);
  const role = {
    kind: 'role',
    asked,
    ...(why === undefined ? {} : { why }),
    ...(last?.kind === 'AssumeRole' ? { roleArn: last.roleArn } : {}),
  } as const;
  if (source.profile === undefined) return left('starts from keys of the environment');
  if (device !== undefined) return role;
  if (isLongTerm(source)) return { ...role, deviceless: source.profile };
  const session = oldSession(known.graph, source.profile, known.sourceProfile);
  return typeof session === 'object' && profile.plain('credential_process') === undefined
    ? role
    : left('starts from temporary credentials, which need no code');
}

/** Wiring 2: the source brings the MFA session. With a device of its own the profile would ask once more. */
function isServedBySource(profile: ChainProfile, known: Knowledge): boolean {
  const source = known.graph.profile(profile.plain('source_profile')?.value ?? '');
  const own = sdkSettingsOf(profile, known);
  if (source === undefined || own.has('mfa_serial') || !own.has('role_arn')) return false;
  return (
    readLine(chainProfile(source, noOverrides), known).kind === 'ours' &&
    sdkSettingsOf(chainProfile(source, noOverrides), known).size === 0 &&
    ownKeys(known.graph, source.name).length === 0
  );
}

function sdkSettingsOf(profile: ChainProfile, { graph }: Knowledge): Overrides {
  return settingsOf(profile, ownNames(graph, profile.name));
}

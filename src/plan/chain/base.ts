import { expirationNames, parseExpiration } from '../../config/key-expiration.ts';
import type { ProfileGraph } from '../../config/graph.ts';
import type { ChainProfile } from '../model/chain-profile.ts';
import * as wrong from './config-errors.ts';
import { missingFiles } from './missing-profile.ts';
import { configuredEndpoint } from '../sts/endpoints.ts';
import { ambientSource, environmentSource, type EnvironmentContext } from './environment-source.ts';
import { isTemporary, looksSecret } from '../../words/key-text.ts';
import { parseOwnCommand, type OwnCommand } from './own-command.ts';
import type { KeySource } from '../model/plan.ts';
import type { Sourced } from '../../ground/origin.ts';
import { directoryOf } from './process-directory.ts';
import { ssoSource } from './sso-source.ts';

/** What a profile without a role gives: credentials of its own, or those of the profile that its awsmfa line names. */
export type Base = { readonly source: KeySource } | FollowedLine;

/** awsmfa's own `credential_process` line, which is followed to the profile it names. */
export interface FollowedLine {
  readonly own: OwnCommand;
  readonly line: Sourced;
}

export interface BaseOptions {
  /** How much of the environment may be used. */
  readonly offered: 'keys' | 'everything';
  /** What is done with an awsmfa line that names the profile it is in. */
  readonly lineToItself: 'followed' | 'skipped';
}

export interface BaseContext extends EnvironmentContext {
  readonly graph: ProfileGraph;
  readonly platform: NodeJS.Platform;
}

/**
 * The credentials a profile holds itself: a key in the keychain, or in botocore's order Identity Center, keys in the
 * credentials file, a console login, a process, keys in the config file; after them, what the environment offers.
 *
 * @throws Failure of kind `configuration` where there are none, or only half of a key pair.
 */
export function baseOf(
  profile: ChainProfile,
  context: BaseContext,
  { offered, lineToItself }: BaseOptions,
): Base {
  const keys = ownKey(profile);
  if (keys?.source.kind === 'keychain') return keys;
  const sso = ssoSource(profile, context.graph, context.env);
  if (sso !== undefined) return { source: sso };
  if (keys !== undefined && keys.file === context.graph.credentialsPath) return keys;
  const login = profile.plain('login_session');
  if (login !== undefined) return { source: loginSource(profile, login, context) };
  const line = profile.plain('credential_process');
  const followed = line && followedLine(profile, line, lineToItself, context);
  if (followed !== undefined) return followed;
  if (keys !== undefined) return keys;

  const environment =
    offered === 'everything' ? ambientSource(context) : environmentSource(context.env);
  if (environment !== undefined) return { source: environment };
  throw line === undefined
    ? wrong.noCredentials(profile, clues(profile, context))
    : wrong.onlyItself(profile, line);
}

/** No hints about a profile that is in no file and was not named. */
function clues({ name, origin }: ChainProfile, context: BaseContext): readonly string[] {
  return origin === undefined ? [] : [...missingFiles(context), ...context.graph.clues(name)];
}

/** Undefined where the line would only lead back to the profile it is in. */
function followedLine(
  profile: ChainProfile,
  line: Sourced,
  lineToItself: BaseOptions['lineToItself'],
  context: BaseContext,
): Base | undefined {
  const own = parseOwnCommand(line, context.env, context.platform);
  if (own === undefined) return { source: processSource(profile, line, context) };
  const leadsBack =
    own.profile === profile.name && (lineToItself === 'skipped' || saysNothingNew(own, profile));
  return leadsBack ? undefined : { own, line };
}

/** Where an SDK runs the line of the profile, the line's options are those that awsmfa was given. */
function saysNothingNew({ overrides }: OwnCommand, profile: ChainProfile): boolean {
  return [...overrides].every(([name, { value }]) => profile.setting(name)?.value === value);
}

interface StaticBase {
  readonly source: KeySource;
  /** The file the pair is in. */
  readonly file: string | undefined;
}

/**
 * The key a profile holds itself, in a file or in the keychain.
 *
 * @throws Failure where there are both, or what is there is no key.
 */
export function ownKey(profile: ChainProfile): StaticBase | undefined {
  const id = profile.plain('awsmfa_access_key_id');
  const pair = staticSource(profile);
  if (id === undefined) return pair;
  if (pair !== undefined) throw wrong.twoKeys(profile, id.origin, pair.source.origins);
  if (looksSecret(id.value)) throw wrong.notAccessKeyId('awsmfa_access_key_id', id.origin);
  if (isTemporary(id.value)) throw wrong.temporaryInKeychain(profile, id);
  return {
    file: undefined,
    source: {
      kind: 'keychain',
      profile: profile.name,
      accessKeyId: id.value,
      temporary: false,
      ...account(profile.plain('aws_account_id')?.value),
      origins: { accessKeyId: id.origin },
    },
  };
}

/** @throws Failure where only half a pair is there, or the two halves are swapped. */
function staticSource(profile: ChainProfile): StaticBase | undefined {
  const id = profile.plain('aws_access_key_id');
  const secret = profile.plain('aws_secret_access_key');
  if (id === undefined) {
    if (secret === undefined) return undefined;
    throw wrong.halfKeyPair(profile, secret, 'aws_access_key_id');
  }
  if (secret === undefined) throw wrong.halfKeyPair(profile, id, 'aws_secret_access_key');
  if (looksSecret(id.value)) throw wrong.notAccessKeyId('aws_access_key_id', id.origin);
  const token = profile.plain('aws_session_token');
  const expiration = token && notedExpiration(profile, token);
  return {
    file: id.origin.kind === 'file' ? id.origin.file : undefined,
    source: {
      kind: 'static',
      profile: profile.name,
      accessKeyId: id.value,
      temporary: token !== undefined || isTemporary(id.value),
      ...(expiration && { expiration: expiration.value }),
      ...account(profile.plain('aws_account_id')?.value),
      origins: { accessKeyId: id.origin, ...(expiration && { expiration: expiration.origin }) },
    },
  };
}

/** A note in the other file is about other keys. */
function notedExpiration(profile: ChainProfile, token: Sourced): Sourced<Date> | undefined {
  const [first] = expirationNames.flatMap((name) => {
    const note = profile.plain(name);
    const value = note && isBeside(note, token) ? parseExpiration(note.value) : undefined;
    return note === undefined || value === undefined ? [] : [{ value, origin: note.origin }];
  });
  return first;
}

function isBeside({ origin: one }: Sourced, { origin: other }: Sourced): boolean {
  return one.kind === 'file' && other.kind === 'file' && one.file === other.file;
}

function processSource(profile: ChainProfile, line: Sourced, context: BaseContext): KeySource {
  const directory = directoryOf(line.value, context);
  return {
    kind: 'process',
    profile: profile.name,
    command: line.value,
    ...(directory === undefined ? {} : { workingDirectory: directory }),
    ...account(profile.plain('aws_account_id')?.value),
    origins: { command: line.origin },
  };
}

function loginSource(
  profile: ChainProfile,
  login: Sourced,
  { graph, env }: BaseContext,
): KeySource {
  const endpoint = configuredEndpoint('SIGNIN', profile, graph, env);
  return {
    kind: 'login',
    profile: profile.name,
    session: login.value,
    ...(endpoint && { endpoint: endpoint.value }),
    origins: { session: login.origin },
  };
}

function account(accountId: string | undefined): { accountId?: string } {
  return accountId === undefined ? {} : { accountId };
}

import type { ProfileGraph } from '../../config/graph.ts';
import { Failure } from '../../ground/failure.ts';
import type { Environment } from '../../ground/environment.ts';
import type { ChainProfile } from '../model/chain-profile.ts';
import * as wrong from './config-errors.ts';
import { configuredEndpoint } from '../sts/endpoints.ts';
import { describeOrigin, type Sourced } from '../../ground/origin.ts';
import type { KeySource } from '../model/plan.ts';

type Lookup = (name: string) => Sourced | undefined;

/**
 * IAM Identity Center, as `sso_session` names a section or as the older form holds all of it in the profile.
 *
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html
 */
export function ssoSource(
  profile: ChainProfile,
  graph: ProfileGraph,
  env: Environment,
): KeySource | undefined {
  const session = profile.plain('sso_session');
  const started = session ?? profile.plain('sso_start_url') ?? profile.plain('sso_account_id');
  if (started === undefined) return undefined;
  const place: Lookup =
    session === undefined ? profile.plain : sessionLookup(profile, session, graph);
  const role = required(profile, profile.plain, started, 'sso_role_name');
  const account = required(profile, profile.plain, started, 'sso_account_id');
  const startUrl = required(profile, place, started, 'sso_start_url');
  const region = required(profile, place, started, 'sso_region');
  const endpoint = configuredEndpoint('SSO', profile, graph, env);
  return {
    kind: 'sso',
    profile: profile.name,
    ...(session === undefined ? {} : { session: session.value }),
    startUrl: startUrl.value,
    region: region.value,
    accountId: account.value,
    roleName: role.value,
    ...(endpoint && { endpoint: endpoint.value }),
    origins: { startUrl: startUrl.origin, accountId: account.origin, roleName: role.origin },
  };
}

/** With a session, its section alone says where to sign in; a profile that says otherwise is refused. */
function sessionLookup(profile: ChainProfile, session: Sourced, graph: ProfileGraph): Lookup {
  const section = graph.ssoSession(session.value);
  if (section === undefined) throw noSuchSession(profile, session);
  for (const name of ['sso_region', 'sso_start_url']) {
    const own = profile.plain(name);
    const inSession = section.settings.get(name);
    if (own !== undefined && own.value !== inSession?.value) throw elsewhere(profile, own, name);
  }
  return (name) => section.settings.get(name);
}

function required(profile: ChainProfile, lookup: Lookup, started: Sourced, name: string): Sourced {
  const found = lookup(name);
  if (found === undefined || found.value === '') throw wrong.incomplete(profile, started, name);
  return found;
}

function noSuchSession(profile: ChainProfile, session: Sourced): Failure {
  return new Failure(
    'configuration',
    `profile "${profile.name}" (${describeOrigin(session.origin)}) names the sso-session "${session.value}", which does not exist`,
    [`add a section \`[sso-session ${session.value}]\`, or run \`aws configure sso\``],
    'source',
  );
}

function elsewhere(profile: ChainProfile, own: Sourced, name: string): Failure {
  return new Failure(
    'configuration',
    `profile "${profile.name}" (${describeOrigin(own.origin)}) holds a \`${name}\` of its own beside \`sso_session\``,
    [`keep \`${name}\` in the sso-session section alone`],
  );
}

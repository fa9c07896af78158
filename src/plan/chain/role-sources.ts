import { firstVariable } from '../../ground/environment.ts';
import type { Origins, Sourced } from '../../ground/origin.ts';
import type { BaseContext } from './base.ts';
import type { ChainProfile, RoleSetting } from '../model/chain-profile.ts';
import * as wrong from './config-errors.ts';
import { containerSource, environmentSource } from './environment-source.ts';
import type { KeySource } from '../model/plan.ts';
import { tokenIdentity } from './token-identity.ts';
import { chosenRoleSessionName, defaultRoleSessionName } from './role-session-name.ts';

/** What `credential_source` names. */
export function namedSource(
  profile: ChainProfile,
  named: Sourced,
  context: BaseContext,
): KeySource {
  const origins = { source: named.origin };
  switch (named.value) {
    case 'Environment': {
      const keys = environmentSource(context.env);
      if (keys === undefined) throw wrong.noEnvironmentKeys(profile, named.origin);
      return keys;
    }
    case 'Ec2InstanceMetadata':
      return ec2Source(profile, origins, context);
    case 'EcsContainer':
      return withOrigins({ ...containerSource(context), profile: profile.name }, origins);
    default:
      throw wrong.unknownCredentialSource(profile, named);
  }
}

/**
 * Where the metadata service is, as the SDK's package finds out, whichever profile is asked for: see
 * `aws/providers/ec2.ts`.
 */
function ec2Source(
  profile: ChainProfile,
  origins: Origins,
  { graph, env }: BaseContext,
): KeySource {
  const current = graph.profile(env['AWS_PROFILE'] || 'default');
  const endpoint =
    firstVariable(env, ['AWS_EC2_METADATA_SERVICE_ENDPOINT'])?.value ||
    current?.settings.get('ec2_metadata_service_endpoint')?.value;
  return { kind: 'ec2', profile: profile.name, ...(endpoint ? { endpoint } : {}), origins };
}

/** Adds the origins that a profile gives to those of the source. */
function withOrigins(source: KeySource, origins: Origins): KeySource {
  return { ...source, origins: { ...origins, ...source.origins } };
}

/** The role of a profile that has a `web_identity_token_file`, which is its source. */
export function webIdentitySource(
  profile: ChainProfile,
  role: RoleSetting | undefined,
  tokenFile: Sourced,
  { env, machine }: BaseContext,
): KeySource {
  if (role?.arn === undefined) throw wrong.incomplete(profile, tokenFile, 'role_arn');
  const name = chosenRoleSessionName(profile.setting('role_session_name'), env);
  return {
    kind: 'web-identity',
    profile: profile.name,
    roleArn: role.arn,
    tokenFile: tokenFile.value,
    identity: tokenIdentity(machine.fileText(tokenFile.value)),
    roleSessionName: name?.value ?? defaultRoleSessionName(undefined, machine),
    origins: {
      tokenFile: tokenFile.origin,
      roleArn: role.origin,
      ...(name && { roleSessionName: name.origin }),
    },
  };
}

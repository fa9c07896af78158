import { isSession, type Credentials } from '../../ground/credentials.ts';
import type { StsTarget } from '../../plan/model/plan.ts';
import type { Agents } from '../connection/agents.ts';
import { collectBody, createRequestHandler } from '../connection/request-handler.ts';

/** The settings of a client that signs what it sends. */
export function clientConfig(
  target: StsTarget,
  signer: Credentials,
  endpoint: string | undefined,
  agents: Agents,
) {
  return {
    ...unsignedClientConfig(target, endpoint, agents),
    credentials: {
      accessKeyId: signer.accessKeyId,
      secretAccessKey: signer.secretAccessKey.reveal(),
      ...(isSession(signer) ? { sessionToken: signer.sessionToken.reveal() } : {}),
    },
  };
}

/**
 * The settings shared by all clients. Everything is given explicitly. Otherwise the SDK would read files and variables
 * itself: for another profile, and in another dialect.
 */
export function unsignedClientConfig(
  target: StsTarget,
  endpoint: string | undefined,
  agents: Agents,
) {
  return {
    region: target.region,
    useFipsEndpoint: target.fips,
    useDualstackEndpoint: target.dualStack,
    ...(endpoint === undefined ? {} : { endpoint }),
    ignoreConfiguredEndpointUrls: true,
    disableClockSkewCorrection: false,
    defaultsMode: 'standard' as const,
    retryMode: 'standard',
    authSchemePreference: [],
    userAgentAppId: 'awsmfa',
    requestHandler: createRequestHandler(agents),
    streamCollector: collectBody,
  };
}

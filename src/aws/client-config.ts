import { isSession, type Credentials } from '../credentials.ts';
import type { StsTarget } from '../plan/plan.ts';
import type { Agents } from './agents.ts';

/** How long to wait for a connection, and for an answer on one. */
const connectMilliseconds = 5000;
const answerMilliseconds = 12_000;

/**
 * The settings shared by the STS and the IAM client. Everything is said outright, so that the SDK looks into no file
 * and no variable by itself: it would read them for another profile, and in another dialect.
 */
export function clientConfig(
  target: StsTarget,
  signer: Credentials,
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
    credentials: {
      accessKeyId: signer.accessKeyId,
      secretAccessKey: signer.secretAccessKey.reveal(),
      ...(isSession(signer) ? { sessionToken: signer.sessionToken.reveal() } : {}),
    },
    defaultsMode: 'standard' as const,
    retryMode: 'standard',
    authSchemePreference: [],
    userAgentAppId: 'awsmfa',
    requestHandler: {
      connectionTimeout: connectMilliseconds,
      requestTimeout: answerMilliseconds,
      throwOnRequestTimeout: true,
      ...agents,
    },
  };
}

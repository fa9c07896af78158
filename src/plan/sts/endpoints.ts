import type { ProfileGraph } from '../../config/graph.ts';
import { Failure } from '../../ground/failure.ts';
import { firstVariable, type Environment } from '../../ground/environment.ts';
import type { ChainProfile } from '../model/chain-profile.ts';
import { withoutUser } from '../../words/text.ts';
import { describeOrigin, failureKind, type Sourced } from '../../ground/origin.ts';

/** A service as variables (`AWS_ENDPOINT_URL_STS`) and, in lower case, `services` sections call it. */
export type Service = 'STS' | 'IAM' | 'SSO' | 'SIGNIN';

/**
 * The endpoint somebody configured for a service. Unlike everywhere else the environment comes before the profile, and
 * what is meant for the service before what is meant for all, as in the SDKs; only `AWSMFA_ENDPOINT_URL`, which no
 * other tool reads, comes before both.
 *
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 *
 * @throws Failure of kind `configuration` for one that is not a URL.
 */
export function configuredEndpoint(
  service: Service,
  profile: ChainProfile | undefined,
  graph: ProfileGraph,
  env: Environment,
): Sourced | undefined {
  const setting = profile?.setting('endpoint_url');
  if (profile?.isOverridden('endpoint_url') === true) return checked(setting);
  if (isIgnored(profile, env)) return undefined;
  return checked(
    firstVariable(env, [`AWS_ENDPOINT_URL_${service}`, 'AWS_ENDPOINT_URL']) ??
      ofService(service, profile, graph) ??
      setting,
  );
}

function isIgnored(profile: ChainProfile | undefined, env: Environment): boolean {
  const flag =
    env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] ||
    profile?.plain('ignore_configured_endpoint_urls')?.value;
  return flag?.toLowerCase() === 'true';
}

/**
 * `services = NAME` in the profile, and in `[services NAME]` a block that is called by the service.
 *
 * @throws Failure of kind `configuration` where there is no such section.
 */
function ofService(
  service: Service,
  profile: ChainProfile | undefined,
  graph: ProfileGraph,
): Sourced | undefined {
  const name = profile?.plain('services');
  if (name === undefined) return undefined;
  const section = graph.services(name.value);
  if (section === undefined) throw noSuchSection(name);
  const endpoint = section.settings.get(service.toLowerCase())?.nested?.get('endpoint_url');
  return endpoint?.value === '' ? undefined : endpoint;
}

function checked(endpoint: Sourced | undefined): Sourced | undefined {
  if (endpoint === undefined || isHttp(endpoint.value)) return endpoint;
  throw new Failure(
    failureKind(endpoint.origin),
    `endpoint "${withoutUser(endpoint.value)}" (${describeOrigin(endpoint.origin)}) is not the URL of a server`,
    ['write it as `https://HOST` or `http://HOST:PORT`'],
  );
}

function isHttp(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}

function noSuchSection({ value, origin }: Sourced): Failure {
  return new Failure(
    'configuration',
    `there is no section "services ${value}" (${describeOrigin(origin)})`,
    [`add a section \`[services ${value}]\` to the config file, or remove the setting`],
  );
}

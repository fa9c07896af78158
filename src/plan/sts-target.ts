import type { ProfileGraph } from '../config/graph.ts';
import { Failure } from '../failure.ts';
import type { Environment } from '../host/host.ts';
import { parseIamArn } from './arn.ts';
import type { ChainProfile } from './chain-profile.ts';
import { defaultStsRegion, partitionOfRegion } from './partition.ts';
import type { StsTarget } from './plan.ts';
import type { Sourced } from './request.ts';
import type { Chain } from './walk.ts';

/** The region of the requested profile, else of its source profiles, else of the environment. */
export function resolveRegion(chain: Chain, env: Environment): Sourced | undefined {
  for (const profile of chain.profiles) {
    const region = profile.setting('region');
    if (region !== undefined) return region;
  }
  return firstVariable(env, ['AWS_REGION', 'AWS_DEFAULT_REGION']);
}

/** How STS is reached: for endpoints, unlike everything else, the environment comes first, as in the SDKs. */
export function resolveStsTarget(
  chain: Chain,
  region: Sourced | undefined,
  mfaSerial: string | undefined,
  graph: ProfileGraph,
  env: Environment,
): StsTarget {
  const requested = chain.profiles[0];
  const partition = partitionOfChain(chain, mfaSerial, region);
  const endpoint = endpointOf('sts', requested, graph, env);
  const iamEndpoint = endpointOf('iam', requested, graph, env);
  const inPartition = region !== undefined && partitionOfRegion(region.value) === partition;
  const flag = (variable: string, setting: string) =>
    (env[variable] || requested?.plain(setting)?.value)?.toLowerCase() === 'true';
  return {
    partition,
    region: inPartition ? region.value : defaultStsRegion(partition),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(iamEndpoint === undefined ? {} : { iamEndpoint }),
    fips: flag('AWS_USE_FIPS_ENDPOINT', 'use_fips_endpoint'),
    dualStack: flag('AWS_USE_DUALSTACK_ENDPOINT', 'use_dualstack_endpoint'),
    globalEndpoint: regionalEndpoints(requested, env) === 'legacy',
  };
}

/** The ARNs of the chain say its partition; without any, the region does. */
function partitionOfChain(
  { hops }: Chain,
  mfaSerial: string | undefined,
  region: Sourced | undefined,
): string {
  const arns = [...hops.map(({ role }) => role.arn), mfaSerial];
  const named = new Set(
    arns.flatMap((arn) => (arn === undefined ? [] : (parseIamArn(arn)?.partition ?? []))),
  );
  if (named.size > 1) throw acrossPartitions([...named]);
  const [partition] = named;
  return partition ?? (region === undefined ? 'aws' : partitionOfRegion(region.value));
}

function acrossPartitions(partitions: readonly string[]): Failure {
  const names = partitions.map((name) => `"${name}"`).join(' and ');
  return new Failure(
    'configuration',
    `the chain crosses from one partition into another: ${names}`,
    ['credentials are good for one partition only: use a key of the same partition as the role'],
  );
}

function endpointOf(
  service: 'sts' | 'iam',
  profile: ChainProfile | undefined,
  graph: ProfileGraph,
  env: Environment,
): string | undefined {
  const ignored =
    env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] ||
    profile?.plain('ignore_configured_endpoint_urls')?.value;
  if (ignored?.toLowerCase() === 'true') return undefined;
  const services = profile?.plain('services');
  const own = services && graph.services(services.value)?.settings.get(service)?.nested;
  return (
    firstVariable(env, [`AWS_ENDPOINT_URL_${service.toUpperCase()}`, 'AWS_ENDPOINT_URL'])?.value ??
    own?.get('endpoint_url')?.value ??
    profile?.setting('endpoint_url')?.value
  );
}

function regionalEndpoints(profile: ChainProfile | undefined, env: Environment) {
  return (
    env['AWS_STS_REGIONAL_ENDPOINTS'] || profile?.setting('sts_regional_endpoints')?.value
  )?.toLowerCase();
}

/** An empty variable counts as unset. */
function firstVariable(env: Environment, names: readonly string[]): Sourced | undefined {
  const name = names.find((candidate) => (env[candidate] ?? '') !== '');
  const value = name === undefined ? undefined : env[name];
  if (name === undefined || value === undefined) return undefined;
  return { value, origin: { kind: 'environment', name } };
}

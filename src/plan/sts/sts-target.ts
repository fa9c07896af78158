import type { ProfileGraph } from '../../config/graph.ts';
import { Failure } from '../../ground/failure.ts';
import { type Environment, firstVariable } from '../../ground/environment.ts';
import { parseIamArn } from '../../words/arn.ts';
import type { ChainProfile } from '../model/chain-profile.ts';
import { configuredEndpoint } from './endpoints.ts';
import { defaultStsRegion, partitionOfRegion } from './partition.ts';
import { withoutUser } from '../../words/text.ts';
import { describeOrigin, originsOf, type Origin, type Sourced } from '../../ground/origin.ts';
import type { StsTarget } from '../model/plan.ts';
import { nearest, type Chain } from '../model/chain.ts';

/**
 * The region of the requested profile, else of its source profiles, else of the environment: unchanged, since it is
 * handed on to the user's tools.
 */
export function resolveRegion(chain: Chain, env: Environment): Sourced | undefined {
  return nearest(chain, 'region') ?? firstVariable(env, regionVariables.filter(isOwn(env)));
}

const regionVariables = ['AWS_REGION', 'AWS_DEFAULT_REGION'];

/** A region that an earlier `export` put into the environment is no choice of the user's. */
function isOwn(env: Environment): (name: string) => boolean {
  return (name) => env[name] !== env['AWSMFA_EXPORTED_REGION'];
}

/** The region variable that would have been used if an earlier `export` had not set it. */
export function exportedRegion(chain: Chain, env: Environment): Sourced | undefined {
  return nearest(chain, 'region') === undefined
    ? firstVariable(
        env,
        regionVariables.filter((name) => !isOwn(env)(name)),
      )
    : undefined;
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
  const endpoint = configuredEndpoint('STS', requested, graph, env);
  const iamEndpoint = configuredEndpoint('IAM', requested, graph, env);
  const inPartition =
    region !== undefined &&
    canBeRegion(region.value) &&
    partitionOfRegion(region.value) === partition;
  const fips = flag('AWS_USE_FIPS_ENDPOINT', requested?.plain('use_fips_endpoint'), env);
  const dualStack = flag(
    'AWS_USE_DUALSTACK_ENDPOINT',
    requested?.plain('use_dualstack_endpoint'),
    env,
  );
  const globalEndpoint = legacyEndpoint(requested, env);
  return {
    partition,
    region: inPartition ? region.value : defaultStsRegion(partition),
    ...(endpoint && { endpoint: endpoint.value }),
    ...(iamEndpoint && { iamEndpoint: iamEndpoint.value }),
    fips: fips !== undefined,
    dualStack: dualStack !== undefined,
    globalEndpoint: globalEndpoint !== undefined,
    origins: originsOf({ endpoint, iamEndpoint, fips, dualStack, globalEndpoint }),
  };
}

/**
 * @throws Failure of kind `configuration` for a custom endpoint beside FIPS or dual stack: those choose an endpoint of
 * AWS's, and the SDKs refuse to be given both.
 */
export function refuseTwoEndpoints({ endpoint, fips, dualStack, origins }: StsTarget): void {
  if (endpoint === undefined || !(fips || dualStack)) return;
  const where = (origin: Origin | undefined) => (origin ? ` (${describeOrigin(origin)})` : '');
  const [what, variant] = fips ? ['FIPS', origins['fips']] : ['dual stack', origins['dualStack']];
  throw new Failure(
    'configuration',
    `${what}${where(variant)} and the endpoint "${withoutUser(endpoint)}"${where(origins['endpoint'])} exclude each other`,
    [`remove the endpoint, or switch ${what} off`],
  );
}

/** The setting if it switches something on; the environment comes first. */
function flag(
  variable: string,
  setting: Sourced | undefined,
  env: Environment,
): Sourced | undefined {
  const found = firstVariable(env, [variable]) ?? setting;
  return found?.value.toLowerCase() === 'true' ? found : undefined;
}

/** A region becomes a part of a host name: what cannot be one might send a signed call to some other host. */
export function canBeRegion(text: string): boolean {
  return /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/i.test(text);
}

/** The ARNs of the chain say its partition; without any, the region does. */
function partitionOfChain(
  { hops, source }: Chain,
  mfaSerial: string | undefined,
  region: Sourced | undefined,
): string {
  const own = source.kind === 'web-identity' ? source.roleArn : undefined;
  const arns = [...hops.map(({ role }) => role.arn), own, mfaSerial];
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

function legacyEndpoint(profile: ChainProfile | undefined, env: Environment): Sourced | undefined {
  const found =
    firstVariable(env, ['AWS_STS_REGIONAL_ENDPOINTS']) ??
    profile?.setting('sts_regional_endpoints');
  return found?.value.toLowerCase() === 'legacy' ? found : undefined;
}

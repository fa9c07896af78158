import { fromInstanceMetadata } from '@smithy/credential-provider-imds';
import { Failure } from '../../ground/failure.ts';
import type { Environment } from '../../ground/environment.ts';
import { localSourceFailure } from './local-source-failure.ts';
import { readProviderError } from './provider-errors.ts';
import type { Provided, ProviderContext } from './provided.ts';
import { silent } from './silent-logger.ts';

const what = 'the EC2 instance metadata service';

/**
 * The role of an EC2 instance, by IMDSv2 alone: there is no fallback to the first version, which any program on the
 * machine can be tricked into asking. The package finds the service by itself, from `AWS_EC2_METADATA_SERVICE_ENDPOINT`
 * or the profile of `AWS_PROFILE`; it cannot be told in another way.
 *
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-imds-credentials.html
 */
export async function fromEc2({ env }: ProviderContext): Promise<Provided> {
  refuseSettings(env);
  try {
    return await fromInstanceMetadata({ ec2MetadataV1Disabled: true, logger: silent })();
  } catch (error) {
    throw translate(error);
  }
}

function refuseSettings(env: Environment): void {
  if (env['AWS_EC2_METADATA_DISABLED']?.toLowerCase() === 'true') {
    throw new Failure('configuration', `${what} is switched off by \`AWS_EC2_METADATA_DISABLED\``, [
      'unset `AWS_EC2_METADATA_DISABLED`, or set another source in the profile',
    ]);
  }
  const endpoint = env['AWS_EC2_METADATA_SERVICE_ENDPOINT'] ?? '';
  if (endpoint !== '' && !URL.canParse(endpoint)) throw notAnEndpoint(endpoint);
}

function notAnEndpoint(endpoint: string): Failure {
  return new Failure(
    'configuration',
    `\`AWS_EC2_METADATA_SERVICE_ENDPOINT\` "${endpoint}" is not a URL`,
    ['set it to `http://HOST:PORT`, or unset it'],
  );
}

function translate(thrown: unknown): Failure {
  const error = readProviderError(thrown);
  // The package keeps nothing of what it got instead of a token.
  if (error.name === 'InstanceMetadataV1FallbackError') return noToken();
  if (error.$metadata?.httpStatusCode === 404) return noRole();
  return localSourceFailure(what, error, ['try again, or look at the instance in the console']);
}

function noToken(): Failure {
  return new Failure('network', `${what} cannot be reached, or returned no token`, [
    'check that this is an EC2 instance whose metadata service is enabled',
    'in a container on it, raise the hop limit of its metadata options to 2',
  ]);
}

function noRole(): Failure {
  return new Failure('refused', 'this EC2 instance has no role', [
    'attach an instance profile with a role to it',
  ]);
}

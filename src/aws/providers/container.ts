import { fromHttp } from '@aws-sdk/credential-provider-http';
import { Failure } from '../../ground/failure.ts';
import { readRegularFile } from '../../ground/regular-file.ts';
import type { Environment } from '../../ground/environment.ts';
import { localSourceFailure } from './local-source-failure.ts';
import { readProviderError } from './provider-errors.ts';
import type { Provided, ProviderContext } from './provided.ts';
import { silent } from './silent-logger.ts';

const what = 'the container credentials endpoint';
const relative = 'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI';
const full = 'AWS_CONTAINER_CREDENTIALS_FULL_URI';
const token = 'AWS_CONTAINER_AUTHORIZATION_TOKEN';
const tokenFile = 'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE';

/**
 * The credentials of an ECS task, an EKS pod, or of anything else that serves them that way.
 *
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html
 */
export async function fromContainer({ env }: ProviderContext): Promise<Provided> {
  refuseUncheckedTls(env);
  const options = optionsFrom(env);
  try {
    return await fromHttp({ ...options, maxRetries: 1, timeout: 1000, logger: silent })();
  } catch (error) {
    throw translate(error, env);
  }
}

/**
 * The package's own precedence. What must not be used is an empty text: otherwise the package reads the environment.
 */
function optionsFrom(env: Environment) {
  const file = env[tokenFile] ?? '';
  if (!env[relative] && !env[full]) throw notConfigured();
  return {
    awsContainerCredentialsRelativeUri: env[relative] ?? '',
    awsContainerCredentialsFullUri: env[relative] ? '' : (env[full] ?? ''),
    awsContainerAuthorizationToken: file === '' ? (env[token] ?? '') : readToken(file),
    awsContainerAuthorizationTokenFile: '',
  };
}

/** Read here, since the package would try again and again where there is none. */
function readToken(file: string): string {
  const text = readRegularFile(file);
  if (text !== undefined) return text;
  throw new Failure('configuration', `\`${tokenFile}\` "${file}" cannot be read`, [
    'check that the pod mounts the token, and that you may read it',
  ]);
}

/** The package makes its connections itself, and they would not check certificates then. */
function refuseUncheckedTls(env: Environment): void {
  if (env['NODE_TLS_REJECT_UNAUTHORIZED'] !== '0' || !env[full]?.startsWith('https:')) return;
  throw new Failure(
    'configuration',
    '`NODE_TLS_REJECT_UNAUTHORIZED` switches certificate checks off',
    ['unset it'],
  );
}

function notConfigured(): Failure {
  return new Failure('configuration', 'no container offers credentials here', [
    `run this in a container of ECS or EKS, or set \`${full}\``,
  ]);
}

function translate(thrown: unknown, env: Environment): Failure {
  const error = readProviderError(thrown);
  const status = error.$metadata?.httpStatusCode ?? 0;
  if (/^URL not accepted|^Invalid URL/.test(error.message)) return notAccepted(env);
  if (status >= 400 && status < 500) return refused(status);
  return localSourceFailure(what, error, [`check \`${env[relative] ? relative : full}\``]);
}

function notAccepted(env: Environment): Failure {
  return new Failure(
    'configuration',
    `\`${full}\` "${env[full] ?? ''}" is not a URL that AWS tools accept`,
    ['use `https://`, or a server on this machine, such as `http://127.0.0.1:PORT/PATH`'],
  );
}

function refused(status: number): Failure {
  return new Failure('refused', `${what} refused to give credentials (HTTP ${status})`, [
    `check \`${token}\` or \`${tokenFile}\`, and the role of the task or pod`,
  ]);
}

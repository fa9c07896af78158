import { Failure } from '../../ground/failure.ts';
import type { ProviderError } from './provider-errors.ts';

/** Words what is wrong with a source on this machine or next to it, rather than on the way to AWS. */
export function localSourceFailure(
  what: string,
  error: ProviderError,
  hints: readonly string[],
): Failure {
  return new Failure('network', `${what} ${describe(error)}`, hints);
}

function describe({ code, message, $metadata }: ProviderError): string {
  if ($metadata !== undefined) return `answered with HTTP ${$metadata.httpStatusCode}`;
  if (/time/i.test(message) || code === 'ETIMEDOUT') return 'did not answer in time';
  if (code !== undefined) return `cannot be reached (${code})`;
  return 'did not return credentials';
}

import { Failure } from '../failure.ts';

interface NetworkError {
  readonly name?: string;
  readonly code?: string;
  readonly message?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly cause?: unknown;
}

const tls = /^(?:CERT_|DEPTH_ZERO_|ERR_TLS|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH)/;

/** Words what kept AWS from being reached, or answered in its stead. */
export function translateNetworkError(error: unknown): Failure {
  const { code, name, $metadata } = error as NetworkError;
  const status = $metadata?.httpStatusCode;
  if (status !== undefined && status >= 500) {
    return failure(`AWS has trouble of its own (HTTP ${status})`, 'try again in a minute');
  }
  if (status !== undefined) {
    return failure(
      `what answered is not AWS (HTTP ${status})`,
      'see whether a captive portal or a proxy stands in between: open a web page, set `HTTPS_PROXY`',
    );
  }
  if (name === 'TimeoutError' || name === 'AbortError' || code === 'ETIMEDOUT') {
    return failure(
      'AWS did not answer in time',
      'check the network, and `HTTPS_PROXY` if you need one',
    );
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return failure(
      "the name of AWS's endpoint cannot be found",
      "check the network, and the region's spelling",
    );
  }
  if (code !== undefined && tls.test(code)) {
    return failure(
      `the TLS certificate of what answered is not trusted (${code})`,
      'if a proxy of your company opens TLS, set `AWS_CA_BUNDLE` to its certificates',
    );
  }
  if (code !== undefined) {
    return failure(
      `AWS cannot be reached (${code})`,
      'check the network, and `HTTPS_PROXY` if you need one',
    );
  }
  return failure(
    'what answered is not AWS',
    'see whether a captive portal or a proxy stands in between: open a web page, set `HTTPS_PROXY`',
  );
}

function failure(message: string, hint: string): Failure {
  return new Failure('network', message, [hint]);
}

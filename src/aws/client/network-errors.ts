import { Failure } from '../../ground/failure.ts';
import { NeverSent } from '../../session/rejections.ts';

interface NetworkError {
  readonly name: string;
  /** Of the operating system, of Node or of TLS; empty where there is none. */
  readonly code: string;
  /** Of HTTP; undefined where nothing answered. */
  readonly status: number | undefined;
}

interface Trouble {
  readonly fits: (error: NetworkError) => boolean;
  readonly failure: (error: NetworkError) => Failure;
}

const checkNetwork = 'check the network, and `HTTPS_PROXY` if you need one';

/** What keeps AWS from being reached, or answers in its stead; the first that fits. */
const troubles: readonly Trouble[] = [
  {
    fits: ({ status }) => status !== undefined && status >= 500,
    failure: ({ status }) =>
      network(`AWS has trouble of its own (HTTP ${status})`, 'try again in a minute'),
  },
  {
    fits: ({ status, code }) => status !== undefined && code === 'ECONNRESET',
    failure: () =>
      network(
        'the connection broke in the middle of an answer',
        'check the network, and try again',
      ),
  },
  {
    fits: ({ status }) => status !== undefined,
    failure: ({ status }) => answeredByAnother(status),
  },
  {
    // The SDK calls a reset connection a `TimeoutError`, too: the code tells them apart.
    fits: ({ name, code }) =>
      code === '' ? /^(?:Timeout|Abort)Error$/.test(name) : code === 'ETIMEDOUT',
    failure: () => network('AWS did not answer in time', checkNetwork),
  },
  {
    fits: ({ code }) => code === 'ENOTFOUND' || code === 'EAI_AGAIN',
    failure: () =>
      neverSent(
        "the name of AWS's endpoint cannot be found",
        "check the network, and the region's spelling",
      ),
  },
  {
    fits: ({ code }) =>
      /^(?:CERT_|DEPTH_ZERO_|ERR_TLS|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH)/.test(code),
    failure: ({ code }) =>
      neverSent(
        `the TLS certificate of what answered is not trusted (${code})`,
        'if a proxy of your company opens TLS, set `AWS_CA_BUNDLE` to its certificates',
      ),
  },
  {
    fits: ({ code }) => /^E(?:CONNREFUSED|HOSTUNREACH|NETUNREACH|NETDOWN)$/.test(code),
    failure: ({ code }) => neverSent(`AWS cannot be reached (${code})`, checkNetwork),
  },
  {
    fits: ({ code }) => code !== '',
    failure: ({ code }) => network(`AWS cannot be reached (${code})`, checkNetwork),
  },
];

/**
 * Words what kept AWS from being reached, or answered in its stead: the SDK tells a status or a code of all that the
 * network does, and of answers that it cannot read.
 *
 * @throws any other error as it is: that is a bug, not the network's doing
 */
export function translateNetworkError(error: unknown): Failure {
  const { name, code, $metadata } = error as Partial<NetworkError> & {
    readonly $metadata?: { readonly httpStatusCode?: number };
  };
  // What an AbortSignal rejects with has a number there.
  const text = typeof code === 'string' ? code : '';
  const told = { name: name ?? '', code: text, status: $metadata?.httpStatusCode };
  const trouble = troubles.find(({ fits }) => fits(told));
  if (trouble === undefined) throw error;
  return trouble.failure(told);
}

/** For an answer that AWS did not write, whatever its status says. */
export function answeredByAnother(status: number | undefined): Failure {
  return network(
    `what answered is not AWS${status === undefined ? '' : ` (HTTP ${status})`}`,
    'see whether a captive portal or a proxy stands in between: open a web page, set `HTTPS_PROXY`',
  );
}

function network(message: string, hint: string): Failure {
  return new Failure('network', message, [hint]);
}

/** Without a connection nothing was sent, a token code neither. */
function neverSent(message: string, hint: string): Failure {
  return new NeverSent('network', message, [hint]);
}

import { Failure } from '../../ground/failure.ts';
import { NeverSent } from '../../session/rejections.ts';
import { withoutSecrets } from '../../words/without-secrets.ts';
import { foreignText } from './foreign-text.ts';
import { untrusted } from '../connection/proxy-errors.ts';

/** The code of the error that a response without end becomes. */
export const tooLong = 'AWSMFA_RESPONSE_TOO_LONG';

interface NetworkError {
  readonly name: string;
  readonly message: string;
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

/** The names of errors that are somebody's mistake in a program. */
const programming = /^(?:|TypeError|RangeError|ReferenceError|SyntaxError|AssertionError)$/;

/** What keeps AWS from being reached, or answers in its place; the first that fits. */
const troubles: readonly Trouble[] = [
  {
    fits: ({ name }) => name === 'ProxyError',
    failure: ({ message }) =>
      neverSent(
        message,
        'set it to `http://HOST:PORT`, with `USER:PASSWORD@` before the host if it requires that, or list the host of AWS in `NO_PROXY`',
      ),
  },
  {
    fits: ({ code }) => code === tooLong,
    failure: () => answeredByAnother(undefined),
  },
  {
    fits: ({ status }) => status !== undefined && status >= 500,
    failure: ({ status }) =>
      network(`AWS answered with a server error (HTTP ${status})`, 'try again in a minute'),
  },
  {
    fits: ({ status, code }) => status !== undefined && code === 'ECONNRESET',
    failure: () =>
      network(
        'the connection broke in the middle of a response',
        'check the network, and try again',
      ),
  },
  {
    fits: ({ status }) => status === 407,
    failure: () =>
      neverSent(
        'the proxy requires a user name and password (HTTP 407)',
        'set `HTTP_PROXY` to `http://USER:PASSWORD@HOST:PORT`',
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
    fits: ({ code }) => untrusted.test(code),
    failure: ({ code }) =>
      neverSent(
        `the server's TLS certificate is not trusted (${code})`,
        'if your company inspects TLS, set `AWS_CA_BUNDLE` to its certificates',
      ),
  },
  {
    fits: ({ code }) => code === 'EPROTO' || code.startsWith('ERR_SSL'),
    failure: ({ code }) =>
      neverSent(
        `the server does not speak TLS as AWS does (${code})`,
        'check the endpoint (`http:` or `https:`?), and what inspects TLS on the way',
      ),
  },
  {
    fits: ({ code }) => code === 'ERR_INVALID_CHAR',
    failure: () =>
      new NeverSent('configuration', 'the credentials contain a character that cannot be sent', [
        'copy them again from where they come from',
      ]),
  },
  {
    fits: ({ code }) => code === 'EMFILE' || code === 'ENFILE',
    failure: ({ code }) =>
      neverSent(
        `too many files are open to connect to AWS (${code})`,
        'close programs, or raise the limit (`ulimit -n`)',
      ),
  },
  {
    fits: ({ code }) => /^E(?:CONNREFUSED|HOSTUNREACH|NETUNREACH|NETDOWN)$/.test(code),
    failure: ({ code }) => neverSent(`AWS cannot be reached (${code})`, checkNetwork),
  },
  {
    // Node gives its own complaints of a wrong argument a code, too.
    fits: ({ code, name }) => code !== '' && !programming.test(name),
    failure: ({ code }) => network(`AWS cannot be reached (${code})`, checkNetwork),
  },
];

/**
 * Words what kept AWS from being reached, or answered in its place. Whatever goes wrong on the way is expected.
 *
 * @throws a programming error as it is
 */
export function translateNetworkError(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const {
    name = '',
    message = '',
    code,
    $metadata,
  } = error as Partial<NetworkError> & {
    readonly $metadata?: { readonly httpStatusCode?: number };
  };
  // What an AbortSignal rejects with has a number there.
  const text = typeof code === 'string' ? code : '';
  const known = { name, message, code: text, status: $metadata?.httpStatusCode };
  const trouble = troubles.find(({ fits }) => fits(known));
  if (trouble !== undefined) return trouble.failure(known);
  if (programming.test(name)) throw error;
  return network(
    `the call to AWS failed: ${foreignText(withoutSecrets(message), [])}`,
    checkNetwork,
  );
}

/** For a response that AWS did not write, whatever its status says. */
export function answeredByAnother(status: number | undefined): Failure {
  return network(
    `the response did not come from AWS${status === undefined ? '' : ` (HTTP ${status})`}`,
    'check for a captive portal or a proxy in between: open a web page, set `HTTPS_PROXY`',
  );
}

function network(message: string, hint: string): Failure {
  return new Failure('network', message, [hint]);
}

/** Without a connection nothing was sent, a token code neither. */
function neverSent(message: string, hint: string): Failure {
  return new NeverSent('network', message, [hint]);
}

import { request as requestHttp, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { connectMs, responseMs } from '../../session/deadlines.ts';
import type { Agents } from './agents.ts';

/** A request of the SDK. */
interface HttpRequest {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly username?: string;
  readonly password?: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** What the SDK makes of an answer. */
interface Handled {
  readonly response: {
    readonly statusCode: number;
    readonly headers: IncomingHttpHeaders;
    readonly body: IncomingMessage;
  };
}

/**
 * Sends what the SDK's clients have signed, over the connections they share. The SDK has a handler of its own, which is
 * prepared for more than a call of ours needs, and costs an eighth of a first run:
 * docs/decisions/0016-sts-in-the-bundle.md
 *
 * Its errors are those of Node, and a `TimeoutError`; the SDK knows by both which calls to repeat.
 */
export function createRequestHandler(agents: Agents) {
  return {
    metadata: { handlerProtocol: 'http/1.1' },
    handle: (request: HttpRequest, { abortSignal }: { readonly abortSignal?: AbortSignal } = {}) =>
      send(request, agents, abortSignal),
    httpHandlerConfigs: () => ({}),
    updateHttpClientConfig: () => undefined,
  };
}

/** All of a response. */
export function collectBody(response: IncomingMessage): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('end', () => resolve(Buffer.concat(chunks)));
    response.on('error', reject);
  });
}

function send(
  request: HttpRequest,
  { httpAgent, httpsAgent }: Agents,
  signal: AbortSignal | undefined,
): Promise<Handled> {
  const { protocol, method, headers, port } = request;
  const isSecure = protocol === 'https:';
  const options = {
    ...{ method, headers, protocol, port, signal, host: hostOf(request), path: pathOf(request) },
    ...(request.username !== undefined && {
      auth: `${request.username}:${request.password ?? ''}`,
    }),
    agent: isSecure ? httpsAgent : httpAgent,
  };
  return new Promise((resolve, reject) => {
    const sent = (isSecure ? requestHttps : requestHttp)(options, (body) => {
      clearTimeout(answering);
      resolve({ response: { statusCode: body.statusCode ?? 0, headers: body.headers, body } });
    });
    const giveUp = () => sent.destroy(Object.assign(new Error('late'), { name: 'TimeoutError' }));
    const connecting = setTimeout(giveUp, connectMs);
    const answering = setTimeout(giveUp, responseMs);
    sent.on('socket', (socket) => {
      if (!socket.connecting) clearTimeout(connecting);
      socket.once('connect', () => clearTimeout(connecting));
    });
    sent.on('error', (error) => {
      clearTimeout(connecting);
      clearTimeout(answering);
      reject(error);
    });
    sent.end(request.body);
  });
}

/** An address of IPv6 is in brackets in a URL, and nowhere else. */
function hostOf({ hostname }: HttpRequest): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}

function pathOf({ path, query = {} }: HttpRequest): string {
  const pairs = Object.entries(query).flatMap(([name, values]) =>
    [values ?? '']
      .flat()
      .map((value) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`),
  );
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}

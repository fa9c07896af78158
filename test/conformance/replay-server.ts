import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readRequest } from '../stand-in/http-request.ts';
import { describeRequest, type Exchange } from './traffic.ts';

/** Answers what was recorded, in that order, whatever it is asked. */
export interface ReplayServer {
  /** Where connections go that were meant to be plain, and where those for TLS do. */
  readonly ports: Readonly<Record<'http' | 'https', number>>;
  /** What arrived, as recordings describe it. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

export async function startReplay(exchanges: readonly Exchange[]): Promise<ReplayServer> {
  const requests: string[] = [];
  const left = [...exchanges];
  const serve = (scheme: string) => async (message: IncomingMessage, response: ServerResponse) => {
    const { method, target, headers } = await readRequest(message);
    const uri = `${scheme}://${headers.get('host') ?? ''}${target}`;
    requests.push(describeRequest(method, uri, headers.get('content-type')));
    answer(left.shift(), response);
  };
  const servers = { http: createServer(), https: createServer() };
  for (const [scheme, server] of Object.entries(servers)) {
    const listener = serve(scheme);
    server.on('request', (message, response) => void listener(message, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  }
  return {
    ports: { http: portOf(servers.http), https: portOf(servers.https) },
    requests,
    close: async () => {
      for (const server of Object.values(servers)) {
        server.close();
        server.closeAllConnections();
        await once(server, 'close');
      }
    },
  };
}

/** A request beyond the recording is one that the SDK whose recording it is did not make. */
function answer(exchange: Exchange | undefined, response: ServerResponse): void {
  const { status, contentType = 'text/plain', body } = exchange ?? beyond;
  // The program's clock shows another time, which the date of now would have it correct.
  response.sendDate = false;
  response.writeHead(status, { 'Content-Type': contentType }).end(body);
}

/** An answer of STS that nobody tries again after. */
const beyond = {
  status: 403,
  contentType: 'text/xml',
  body: '<ErrorResponse><Error><Code>ExpiredToken</Code><Message>expired</Message></Error></ErrorResponse>',
};

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readRequest, type HttpRequest } from '../http-request.ts';
import type { Session } from '../sessions.ts';

/** A local service that hands out credentials which sign at the stand-in. */
export interface Source {
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  /** Each as `GET /path?query`, in order of arrival. */
  readonly requests: readonly string[];
  /** How many requests begin so, for example with `GET /latest/meta-data/`. */
  count(beginning: string): number;
  close(): Promise<void>;
}

export interface SourceAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly text?: string;
  readonly json?: object;
}

/** Serves these answers on a free port of 127.0.0.1. */
export async function startSource(answer: (request: HttpRequest) => SourceAnswer): Promise<Source> {
  const requests: string[] = [];
  const server = createServer((message, response) => {
    void readRequest(message).then((request) => {
      requests.push(`${request.method} ${request.target}`);
      send(answer(request), response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    count: (beginning) => requests.filter((request) => request.startsWith(beginning)).length,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function send({ status, headers, text, json }: SourceAnswer, response: ServerResponse): void {
  const type = json === undefined ? 'text/plain' : 'application/json';
  const body = json === undefined ? (text ?? '') : JSON.stringify(json);
  response.writeHead(status, { 'Content-Type': type, ...headers }).end(body);
}

/** As EC2 and containers tell them. */
export function metadataCredentials(session: Session) {
  return {
    AccessKeyId: session.accessKeyId,
    SecretAccessKey: session.secretAccessKey,
    Token: session.sessionToken,
    Expiration: session.expiration.toISOString(),
  };
}

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import {
  createServer,
  request,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { join } from 'node:path';

/** A server between a client and the stand-in. */
export interface Gateway extends AsyncDisposable {
  readonly port: number;
  /** The hosts that were asked for, one for each request or tunnel. */
  readonly seen: readonly string[];
  /** How many connections were made to it. */
  readonly connections: () => number;
}

/** A forward proxy for `http:` and, by CONNECT, for `https:`. */
export async function startProxy(): Promise<Gateway> {
  const seen: string[] = [];
  const server = createServer((incoming, response) => {
    const url = new URL(incoming.url ?? '');
    seen.push(url.host);
    passOn(incoming, response, url);
  });
  server.on('connect', (incoming: IncomingMessage, socket: Socket) => {
    const host = incoming.url ?? '';
    seen.push(host);
    tunnel(socket, new URL(`tcp://${host}`));
  });
  return listening(server, seen);
}

/** The stand-in behind TLS, with a certificate that nobody trusts but who has `ca` as an authority. */
export async function startTls(
  endpoint: string,
  folder: string,
  names: readonly string[] = ['localhost'],
): Promise<Gateway & { ca: string }> {
  const [key, ca] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2']
      .concat(['-subj', '/CN=localhost'])
      .concat(['-addext', `subjectAltName=${names.map((name) => `DNS:${name}`).join()}`])
      .concat(['-keyout', key, '-out', ca]),
    { stdio: 'ignore' },
  );
  const seen: string[] = [];
  const certificate = { key: readFileSync(key), cert: readFileSync(ca) };
  const server = createTlsServer(certificate, (incoming, response) => {
    seen.push(incoming.headers.host ?? '');
    passOn(incoming, response, new URL(incoming.url ?? '/', endpoint));
  });
  return { ...(await listening(server, seen)), ca };
}

function passOn(incoming: IncomingMessage, response: ServerResponse, url: URL): void {
  const { method, headers } = incoming;
  // The stand-in checks the signature, which covers the host the client meant.
  const onward = request(url, { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  incoming.pipe(onward);
}

function tunnel(socket: Socket, { hostname, port }: URL): void {
  const onward = connect(Number(port), hostname, () => {
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    onward.pipe(socket).pipe(onward);
  });
  for (const end of [onward, socket]) end.on('error', () => undefined);
}

async function listening(server: Server, seen: readonly string[]): Promise<Gateway> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket));
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    seen,
    connections: () => sockets.size,
    async [Symbol.asyncDispose]() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}

import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** A server below HTTP, which does to each connection whatever a test wants. */
export interface RawServer extends AsyncDisposable {
  readonly port: number;
}

export async function startRaw(serve: (socket: Socket) => void): Promise<RawServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    serve(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}

/** Sends this as soon as a request has come in, and closes the connection. */
export function responding(text: string): (socket: Socket) => void {
  return (socket) => socket.once('data', () => socket.end(text));
}

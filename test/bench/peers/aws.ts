import { createServer } from 'node:http';
import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { startTls } from '../../hard/support/gateways.ts';
import { type StandIn, startStandIn } from '../../stand-in/server.ts';
import { world } from '../world.ts';
import type { Variables } from './peer.ts';

/** The stand-in, and the variables with which any tool finds it and nothing else. */
export interface Aws {
  readonly standIn: StandIn;
  readonly env: Variables;
  /** Hosts that somebody tried to reach who should not, as `host:port`. */
  readonly refused: readonly string[];
  close(): Promise<void>;
}

/** AWS's own names lead to the stand-in by way of a proxy, since not every tool knows of AWS_ENDPOINT_URL. */
export async function startAws(folder: string): Promise<Aws> {
  const standIn = await startStandIn(world);
  const names = ['', 'eu-west-1.', 'us-east-1.'].map((region) => `*.${region}amazonaws.com`);
  const tls = await startTls(standIn.endpoint, folder, names);
  const refused: string[] = [];
  const proxy = createServer().on('connect', ({ url = '' }, socket: Socket) => {
    if (/^sts(\.[\w-]+)?\.amazonaws\.com:443$/.test(url)) {
      lead(socket, tls.port);
    } else {
      refused.push(url);
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    }
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const { port } = proxy.address() as AddressInfo;
  return {
    standIn,
    env: {
      AWS_ENDPOINT_URL: standIn.endpoint,
      AWS_EC2_METADATA_DISABLED: 'true',
      HTTPS_PROXY: `http://127.0.0.1:${port}`,
      AWS_CA_BUNDLE: tls.ca,
      SSL_CERT_FILE: tls.ca,
    },
    refused,
    async close() {
      proxy.close();
      proxy.closeAllConnections();
      await tls[Symbol.asyncDispose]();
      await standIn.close();
    },
  };
}

function lead(socket: Socket, port: number): void {
  const onward = connect(port, 'localhost', () => {
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    onward.pipe(socket).pipe(onward);
  });
  for (const end of [onward, socket]) end.on('error', () => undefined);
}

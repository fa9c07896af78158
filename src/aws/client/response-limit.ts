import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { tooLong } from './network-errors.ts';

/** Responses of AWS have a few kilobytes. */
const maximumBytes = 1024 * 1024;

/**
 * Cuts off, while a call runs, every response that is far too long. Node announces each, whichever package of the SDK
 * asked for it; not all of them let their connections be replaced.
 */
export async function limitingResponses<T>(call: () => Promise<T>): Promise<T> {
  subscribe(channel, limit);
  try {
    return await call();
  } finally {
    unsubscribe(channel, limit);
  }
}

const channel = 'http.client.response.finish';

/** Counted at the socket: who listens to the response itself takes its data away from others. */
function limit(message: unknown): void {
  const { response } = message as { readonly response: IncomingMessage };
  const { socket } = response;
  let bytes = 0;
  const count = ({ length }: Buffer) => {
    bytes += length;
    if (bytes > maximumBytes)
      response.destroy(Object.assign(new Error('response too long'), { code: tooLong }));
  };
  socket.on('data', count);
  response.once('close', () => socket.off('data', count));
}

import type { IncomingMessage } from 'node:http';

/** A request as it arrived, nothing decoded: signatures are over the bytes. */
export interface HttpRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  /** By lower-case name; repeated ones joined by commas, as a signature wants them. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

export async function readRequest(message: IncomingMessage): Promise<HttpRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return {
    method: message.method ?? '',
    target: message.url ?? '/',
    headers: new Map(Object.entries(message.headersDistinct).map(joined)),
    body: Buffer.concat(chunks),
  };
}

function joined([name, values]: [string, string[] | undefined]): [string, string] {
  return [name, (values ?? []).join(',')];
}

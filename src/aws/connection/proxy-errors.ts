import type { Agent } from 'node:http';
import type { Socket } from 'node:net';
import type { HttpsProxyAgent } from 'https-proxy-agent';
import { proxyMs } from '../../session/deadlines.ts';
import type { Proxy } from './proxy.ts';
import { rejectionOf } from './rejection-of.ts';

type Connecting = Parameters<HttpsProxyAgent<string>['connect']>;

/** Either of the two packages' agents. */
export interface ProxyAgent extends Agent {
  connect(...connecting: Connecting): Promise<Socket>;
}

/** A proxy did not do its part, so nothing was sent to AWS. The message names the proxy, and is safe to show. */
export class ProxyError extends Error {
  override readonly name = 'ProxyError';
}

/** The codes of errors that say that a certificate is not trusted. */
export const untrusted = /^(?:CERT_|DEPTH_ZERO_|ERR_TLS|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH)/;

/**
 * Lets an agent's errors name its proxy. A response to CONNECT other than 200 is one of them: the agent would pass it
 * on as if the endpoint had written it, credentials included.
 */
export function namingProxy(agent: ProxyAgent, { url, variable }: Proxy): ProxyAgent {
  const connect = agent.connect.bind(agent);
  const failed = (why: string) =>
    new ProxyError(`the proxy "${url.host}" of \`${variable}\` ${why}`);
  agent.connect = async (request, options) => {
    let status = 200;
    request.once('proxyConnect', ({ statusCode = 200 }: { readonly statusCode?: number }) => {
      status = statusCode;
    });
    try {
      const inTime = rejectionOf(AbortSignal.timeout(proxyMs));
      const socket = await Promise.race([connect(request, options), inTime]);
      if (status === 200) return socket;
      socket.destroy();
    } catch (error) {
      throw isOurs(error as Error) ? error : failed(whyUnusable(error as Error));
    }
    throw failed(whyRefused(status));
  };
  return agent;
}

function isOurs({ code }: NodeJS.ErrnoException): boolean {
  return code === 'EMFILE' || code === 'ENFILE';
}

function whyUnusable({ name, message, code = '' }: NodeJS.ErrnoException): string {
  if (name === 'TimeoutError' || code === 'ETIMEDOUT') return 'did not respond in time';
  if (/^(?:ECONNRESET|EPIPE)$/.test(code) || message.startsWith('Proxy connection ended'))
    return 'closed the connection';
  if (untrusted.test(code)) return `has a TLS certificate that is not trusted (${code})`;
  return code === '' || /^(?:EPROTO|ERR_SSL)/.test(code)
    ? 'did not respond as a proxy does'
    : `cannot be reached (${code})`;
}

function whyRefused(status: number): string {
  if (Number.isNaN(status)) return 'did not respond as a proxy does';
  return status === 407
    ? 'requires a user name and password (HTTP 407)'
    : `refused to connect to AWS (HTTP ${status})`;
}

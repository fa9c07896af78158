import type { AgentOptions } from 'node:https';
import { Failure } from '../../ground/failure.ts';
import type { Environment } from '../../ground/environment.ts';
import { readRegularFile } from '../../ground/regular-file.ts';
import { proxyFor, type Proxy } from './proxy.ts';
import { namingProxy, type ProxyAgent } from './proxy-errors.ts';

/** How a client connects: a part of what the SDK calls a request handler. */
export interface Agents {
  readonly httpAgent?: ProxyAgent;
  readonly httpsAgent: AgentOptions | ProxyAgent;
}

/**
 * The connections for one endpoint: through `HTTPS_PROXY`/`HTTP_PROXY` unless `NO_PROXY` has the host, and trusting
 * `AWS_CA_BUNDLE` instead of the usual authorities, as the AWS CLI does. Certificates are checked whatever
 * `NODE_TLS_REJECT_UNAUTHORIZED` says.
 *
 * @throws Failure of kind `configuration` for a bundle that cannot be read or a proxy that is not a URL.
 */
export async function createAgents(endpoint: URL, env: Environment): Promise<Agents> {
  const tls: AgentOptions = { rejectUnauthorized: true, ...authorities(env) };
  const proxy = proxyFor(endpoint, env);
  if (proxy === undefined) return { httpsAgent: tls };
  return endpoint.protocol === 'https:'
    ? { httpsAgent: await tunnelThrough(proxy, tls) }
    : { httpAgent: await forwardThrough(proxy, tls), httpsAgent: tls };
}

async function tunnelThrough(proxy: Proxy, tls: AgentOptions): Promise<ProxyAgent> {
  const { HttpsProxyAgent } = await import('https-proxy-agent');
  const agent = new HttpsProxyAgent(proxy.url, tls);
  // What it was given is for the connection to the proxy; this is for the one through it.
  Object.assign(agent.options, tls);
  return namingProxy(agent, proxy);
}

async function forwardThrough(proxy: Proxy, tls: AgentOptions): Promise<ProxyAgent> {
  const { HttpProxyAgent } = await import('http-proxy-agent');
  return namingProxy(new HttpProxyAgent(proxy.url, tls), proxy);
}

function authorities(env: Environment): AgentOptions {
  const path = env['AWS_CA_BUNDLE'] ?? '';
  return path === '' ? {} : { ca: readBundle(path) };
}

/** A file without any certificate would stand for the usual authorities. */
function readBundle(path: string): string {
  const text = readRegularFile(path);
  if (text?.includes('-----BEGIN ')) return text;
  const what = text === undefined ? 'cannot be read' : 'holds no certificate';
  throw new Failure('configuration', `\`AWS_CA_BUNDLE\` "${path}" ${what}`, [
    'set it to a file of certificates in PEM form, or unset it',
  ]);
}

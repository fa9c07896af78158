import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent, type AgentOptions } from 'node:https';
import { Failure } from '../../ground/failure.ts';
import type { Environment } from '../../ground/environment.ts';
import { readRegularFile } from '../../ground/regular-file.ts';
import { responseMs } from '../../session/deadlines.ts';
import { proxyFor, type Proxy } from './proxy.ts';
import { namingProxy, type ProxyAgent } from './proxy-errors.ts';

/** How a client connects: a part of what the SDK calls a request handler. */
export interface Agents {
  readonly httpAgent: HttpAgent;
  readonly httpsAgent: HttpsAgent | ProxyAgent;
}

/**
 * The connections to one endpoint, which all clients of this process share: through `HTTPS_PROXY`/`HTTP_PROXY` unless
 * `NO_PROXY` has the host, and trusting `AWS_CA_BUNDLE` instead of the usual authorities, as the AWS CLI does.
 * Certificates are checked whatever `NODE_TLS_REJECT_UNAUTHORIZED` says.
 *
 * @throws Failure of kind `configuration` for a bundle that cannot be read or a proxy that is not a URL.
 */
export function agentsFor(endpoint: URL, env: Environment): Promise<Agents> {
  const proxy = proxyFor(endpoint, env);
  const bundle = env['AWS_CA_BUNDLE'] ?? '';
  const key = JSON.stringify([endpoint.origin, proxy?.url, bundle]);
  const agents = known.get(key) ?? createAgents(endpoint, proxy, bundle);
  known.set(key, agents);
  return agents;
}

const known = new Map<string, Promise<Agents>>();

async function createAgents(
  { protocol }: URL,
  proxy: Proxy | undefined,
  bundle: string,
): Promise<Agents> {
  const tls: AgentOptions = { ...kept, rejectUnauthorized: true, ...authorities(bundle) };
  const direct = { httpAgent: new HttpAgent(kept), httpsAgent: new HttpsAgent(tls) };
  if (proxy === undefined) return direct;
  return protocol === 'https:'
    ? { ...direct, httpsAgent: await tunnelThrough(proxy, tls) }
    : { ...direct, httpAgent: await forwardThrough(proxy, tls) };
}

/**
 * Connections are kept for the next call, but not for long: one may have been dropped silently, and a code sent on it
 * would be lost.
 */
const kept: AgentOptions = { keepAlive: true, timeout: responseMs };

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

function authorities(bundle: string): AgentOptions {
  return bundle === '' ? {} : { ca: readBundle(bundle) };
}

/** With a file without any certificate, the usual authorities would be trusted. */
function readBundle(path: string): string {
  const text = readRegularFile(path);
  if (text?.includes('-----BEGIN ')) return text;
  const what = text === undefined ? 'cannot be read' : 'holds no certificate';
  throw new Failure('configuration', `\`AWS_CA_BUNDLE\` "${path}" ${what}`, [
    'set it to a file of certificates in PEM form, or unset it',
  ]);
}

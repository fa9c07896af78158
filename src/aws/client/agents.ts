import { readFileSync } from 'node:fs';
import type { Agent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { Failure } from '../../ground/failure.ts';
import type { Environment } from '../../ground/environment.ts';

export interface Agents {
  readonly httpAgent?: Agent;
  readonly httpsAgent?: Agent;
}

/**
 * The connections for one endpoint: through `HTTPS_PROXY`/`HTTP_PROXY` unless `NO_PROXY` has the host, and trusting
 * `AWS_CA_BUNDLE` instead of the usual authorities, as the AWS CLI does.
 *
 * @throws Failure of kind `configuration` for a bundle that cannot be read or a proxy that is not a URL.
 */
export async function createAgents(endpoint: URL, env: Environment): Promise<Agents> {
  const bundle = env['AWS_CA_BUNDLE'] ?? '';
  const tls = bundle === '' ? {} : { ca: readBundle(bundle) };
  const proxy = await proxyFor(endpoint);
  if (proxy === undefined) return bundle === '' ? {} : { httpsAgent: new HttpsAgent(tls) };
  if (endpoint.protocol === 'https:') {
    const { HttpsProxyAgent } = await import('https-proxy-agent');
    const httpsAgent = new HttpsProxyAgent(proxy, tls);
    // Its own options are for the connection to the proxy; these are for the one through it.
    Object.assign(httpsAgent.options, tls);
    return { httpsAgent };
  }
  const { HttpProxyAgent } = await import('http-proxy-agent');
  return { httpAgent: new HttpProxyAgent(proxy) };
}

function readBundle(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    throw new Failure('configuration', `\`AWS_CA_BUNDLE\` "${path}" cannot be read`, [
      'set it to a file of certificates in PEM form, or unset it',
    ]);
  }
}

async function proxyFor(endpoint: URL): Promise<URL | undefined> {
  const { getProxyForUrl } = await import('proxy-from-env');
  const proxy = getProxyForUrl(endpoint.href);
  if (proxy === '') return undefined;
  if (URL.canParse(proxy)) return new URL(proxy);
  throw new Failure('configuration', 'the proxy of the environment is not a URL', [
    'set `HTTPS_PROXY` to `http://HOST:PORT`, or unset it',
  ]);
}

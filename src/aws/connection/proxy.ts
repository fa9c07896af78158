import { firstVariable, type Environment } from '../../ground/environment.ts';
import { Failure } from '../../ground/failure.ts';
import { describeOrigin } from '../../ground/origin.ts';

/** A proxy, and the variable that names it. */
export interface Proxy {
  readonly url: URL;
  readonly variable: string;
}

/**
 * The proxy for an endpoint, chosen as the AWS CLI does: `HTTPS_PROXY` or `HTTP_PROXY` by the endpoint's scheme, lower
 * case first, unless `NO_PROXY` lists the host. `ALL_PROXY` is not one of AWS's variables.
 *
 * @throws Failure of kind `configuration` where the variable is not the URL of an HTTP proxy.
 */
export function proxyFor(endpoint: URL, env: Environment): Proxy | undefined {
  const name = `${endpoint.protocol.slice(0, -1)}_proxy`;
  const found = firstVariable(env, [name, name.toUpperCase()]);
  if (found === undefined || isExempt(endpoint, env)) return undefined;
  const variable = describeOrigin(found.origin);
  const url = parseUrl(found.value.includes('://') ? found.value : `http://${found.value}`);
  if (url === undefined || !/^https?:$/.test(url.protocol)) throw notAProxy(variable);
  return { url, variable };
}

/** Undefined also where the user name or the password cannot be read. */
function parseUrl(text: string): URL | undefined {
  try {
    const url = new URL(text);
    decodeURIComponent(url.username + url.password);
    return url;
  } catch {
    return undefined;
  }
}

/** The value is not shown: it may hold a password. */
function notAProxy(variable: string): Failure {
  return new Failure('configuration', `\`${variable}\` is not the URL of an HTTP proxy`, [
    `set \`${variable}\` to \`http://HOST:PORT\`, or unset it`,
  ]);
}

function isExempt({ protocol, hostname, port }: URL, env: Environment): boolean {
  const list = firstVariable(env, ['no_proxy', 'NO_PROXY'])?.value ?? '';
  const actualPort = port || (protocol === 'https:' ? '443' : '80');
  const entries = list.toLowerCase().split(/[\s,]+/);
  return entries.some((entry) => covers(entry, withoutBrackets(hostname), actualPort));
}

/**
 * An entry is `*`, a host or a domain (`.example.com`, `*.example.com` and `example.com` are one), perhaps with a port.
 */
function covers(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true;
  const [, name = entry, onlyPort = port] = /^(\[.*\]|[^:]*):(\d+)$/.exec(entry) ?? [];
  const domain = withoutBrackets(name).replace(/^\*?\.+/, '');
  const isCovered = host === domain || host.endsWith(`.${domain}`);
  return domain !== '' && isCovered && onlyPort === port;
}

function withoutBrackets(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1');
}

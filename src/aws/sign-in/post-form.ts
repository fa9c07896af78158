import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { text } from 'node:stream/consumers';
import type { Environment } from '../../ground/environment.ts';
import { responseMs } from '../../session/deadlines.ts';
import { agentsFor } from '../connection/agents.ts';

export interface FormAnswer {
  readonly status: number;
  readonly body: string;
}

/** Posts a form as the SDK's clients post theirs: through the same proxies, trusting the same authorities. */
export async function postForm(
  url: URL,
  fields: Readonly<Record<string, string>>,
  env: Environment,
  signal: AbortSignal,
): Promise<FormAnswer> {
  const { httpAgent, httpsAgent } = await agentsFor(url, env);
  const isSecure = url.protocol === 'https:';
  const agent = isSecure ? httpsAgent : httpAgent;
  const body = new URLSearchParams(fields).toString();
  const headers = {
    'Content-Type': 'application/x-www-form-urlencoded',
    'Content-Length': Buffer.byteLength(body),
    'User-Agent': 'awsmfa',
  };
  return new Promise((resolve, reject) => {
    const request = (isSecure ? requestHttps : requestHttp)(
      url,
      { method: 'POST', headers, agent, signal, timeout: responseMs },
      (response) => {
        const { statusCode: status = 0 } = response;
        text(response).then((answer) => resolve({ status, body: answer }), reject);
      },
    );
    request.on('timeout', () =>
      request.destroy(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })),
    );
    request.on('error', reject);
    request.end(body);
  });
}

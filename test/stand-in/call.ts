import type { HttpRequest } from './http-request.ts';
import type { Parameters } from './parameters.ts';
import { parseAuthorization } from './signature.ts';

/** One request, as it was received and how it was answered. Holds no signature and no session token. */
export interface Call {
  readonly action: string;
  /** Everything else that was in the form, the version excepted. */
  readonly parameters: Parameters;
  readonly accessKeyId: string | undefined;
  /** From the scope of the signature. */
  readonly region: string | undefined;
  readonly host: string | undefined;
  readonly headers: Parameters;
  /** Undefined while there is no answer. */
  status: number | undefined;
  errorCode: string | undefined;
}

/** What the form of a request asks for. */
export interface Form {
  readonly action: string;
  readonly version: string | undefined;
  readonly parameters: Parameters;
}

export function readForm(request: HttpRequest): Form {
  const fields = Object.fromEntries(new URLSearchParams(request.body.toString('utf8')));
  // The federation endpoint's: all three parts of a session.
  const { Action: action = '', Version: version, Session: _session, ...parameters } = fields;
  return { action, version, parameters };
}

export function recordCall(request: HttpRequest, { action, parameters }: Form): Call {
  const authorization = parseAuthorization(request.headers.get('authorization'));
  return {
    action,
    parameters,
    accessKeyId: authorization?.accessKeyId,
    region: authorization?.region,
    host: request.headers.get('host'),
    headers: Object.fromEntries([...request.headers].filter(([name]) => !secretHeaders.has(name))),
    status: undefined,
    errorCode: undefined,
  };
}

const secretHeaders = new Set(['authorization', 'x-amz-security-token']);

/**
 * What is known of an error that an SDK's credential package threw. Some packages keep only the text of the first
 * error, `Error: connect ECONNREFUSED 127.0.0.1:1` or `ForbiddenException: No access`, as their own message.
 */
export interface ProviderError {
  readonly name: string;
  readonly message: string;
  /** Of the system or of TLS: `ECONNREFUSED`. */
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode: number };
}

const wrapped = /^(\w*(?:Error|Exception)): ([^]*)$/;
const systemCode = /\b(?:E[A-Z]{4,}|(?:CERT|DEPTH|SELF|UNABLE|ERR_TLS)_[A-Z_]+)\b/;
const httpStatus = /\bstatus: (\d{3})\b/;

export function readProviderError(error: unknown): ProviderError {
  const { name = '', message = '', code, statusCode } = error as Partial<Thrown>;
  const [, innerName = name, innerMessage = message] = wrapped.exec(message) ?? [];
  const foundCode = code ?? systemCode.exec(message)?.[0];
  const status = statusCode ?? httpStatus.exec(message)?.[1];
  return {
    name: innerName,
    message: innerMessage,
    ...(foundCode === undefined ? {} : { code: foundCode }),
    ...(status === undefined ? {} : { $metadata: { httpStatusCode: Number(status) } }),
  };
}

/** Something on the way, not the other side's refusal and not a file that is missing here. */
export function isNetworkError({ name, code = 'ENOENT' }: ProviderError): boolean {
  return name === 'ProxyError' || code !== 'ENOENT';
}

interface Thrown {
  readonly name: string;
  readonly message: string;
  readonly code: string;
  readonly statusCode: number;
}

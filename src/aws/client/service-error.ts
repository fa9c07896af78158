import { foreignText } from './foreign-text.ts';

/** A refusal of AWS: a code, such as `AccessDenied`, and a text. Both are safe to show. */
export interface ServiceError {
  readonly name: string;
  readonly message: string;
}

interface Thrown extends ServiceError {
  readonly $fault: unknown;
  readonly $metadata: { readonly httpStatusCode?: number };
}

/**
 * AWS refuses in XML with a code; anything else with a status came from something in between, or from a fault.
 *
 * @param sent the secrets that the request held
 */
export function readServiceError(
  error: unknown,
  sent: readonly string[],
): ServiceError | undefined {
  const { $fault, $metadata, name, message = '' } = error as Partial<Thrown>;
  const status = $metadata?.httpStatusCode ?? 0;
  if ($fault === undefined || name === undefined || name === 'Unknown' || status >= 500)
    return undefined;
  return { name: foreignText(name, sent), message: foreignText(message, sent) };
}

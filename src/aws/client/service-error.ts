/** An error as STS answers it: a code, a text, a status. */
export interface ServiceError {
  readonly name: string;
  readonly message: string;
  readonly $metadata: { readonly httpStatusCode?: number };
}

/** AWS answers in XML with a code; anything else with a status came from something in between, or from a fault. */
export function isServiceError(error: unknown): error is ServiceError {
  const { $metadata, $fault, name } = error as Partial<Record<string, unknown>> & {
    $metadata?: ServiceError['$metadata'];
  };
  const status = $metadata?.httpStatusCode ?? 0;
  return $fault !== undefined && typeof name === 'string' && name !== 'Unknown' && status < 500;
}

/** The call that SDKs make again and again: read here, so that a cache hit does not load a command line parser. */
export interface HelperCall {
  readonly profile: string;
}

/** Reads `credential-process --profile NAME` and nothing else; undefined leaves the call to the full parser. */
export function parseHelperCall(argv: readonly string[]): HelperCall | undefined {
  const [command, option, value, ...rest] = argv;
  if (command !== 'credential-process' || option === undefined || rest.length > 0) return undefined;
  const profile = option.startsWith('--profile=') ? option.slice('--profile='.length) : value;
  const isWhole = option === '--profile' || (option !== profile && value === undefined);
  return isWhole && profile ? { profile } : undefined;
}

import type { Environment } from '../ground/environment.ts';

/**
 * Why nobody is to be asked for a code, though there may be a terminal; undefined where somebody may.
 *
 * A build server often gives its jobs a terminal that nobody looks at, and says `CI=true`. `AWSMFA_PROMPT=tty`
 * insists.
 */
export function whyNotToAsk(
  options: { readonly noPrompt: boolean },
  env: Environment,
): string | undefined {
  if (options.noPrompt) return '`--no-prompt` says not to ask';
  if (env['AWSMFA_PROMPT'] === 'none') return '`AWSMFA_PROMPT=none` says not to ask';
  if (env['CI'] === 'true' && env['AWSMFA_PROMPT'] !== 'tty')
    return '`CI=true` says that nobody is there (`AWSMFA_PROMPT=tty` says that somebody is)';
  return undefined;
}

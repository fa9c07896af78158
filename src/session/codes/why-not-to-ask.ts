import type { Environment } from '../../ground/environment.ts';
import { describeOrigin, type Origin } from '../../ground/origin.ts';
import type { CodePlan } from '../../plan/model/plan.ts';

/**
 * Why nobody may be asked for a code, even if there is a terminal; undefined if somebody may.
 *
 * A build server often gives its jobs a terminal that nobody looks at, and says `CI=true`. A list that was given for
 * this run (`AWSMFA_PROMPT=tty`) overrides that; one in a file, which may have been copied to the server, does not.
 */
export function whyNotToAsk(
  prompting: 'allowed' | 'forbidden',
  { prompt, origins }: CodePlan,
  env: Environment,
): string | undefined {
  if (prompting === 'forbidden') return '`--no-prompt` says not to ask';
  const origin = origins['prompt'];
  if (prompt[0] === 'none' && origin !== undefined)
    return `${describeNone(origin)} says not to ask`;
  const isForThisRun = origin?.kind === 'option' || origin?.kind === 'environment';
  if (env['CI'] === 'true' && !isForThisRun)
    return '`CI=true` says that nobody is there (to be asked all the same, set `AWSMFA_PROMPT=tty`)';
  return undefined;
}

function describeNone(origin: Origin): string {
  switch (origin.kind) {
    case 'option':
      return `\`${origin.name} none\``;
    case 'environment':
      return `\`${origin.name}=none\``;
    case 'file':
    case 'default':
      return `\`none\` (${describeOrigin(origin)})`;
  }
}

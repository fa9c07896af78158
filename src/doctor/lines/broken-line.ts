import { Failure } from '../../ground/failure.ts';
import type { FindingKind, Sighting } from '../model/finding.ts';
import { helperLines, type HelperLine } from '../model/helper-line.ts';

export const brokenLineKind: FindingKind = {
  id: 'broken-line',
  severity: 'error',
  title: 'a line starts awsmfa in a way that fails',
  why: "Whatever tool uses the profile gets awsmfa's error and no credentials; awsmfa itself, asked for the profile, ignores the line and works.",
  mend: 'Write `credential_process = awsmfa credential-process --profile NAME`, as `awsmfa setup` does.',
  find: (surroundings) => helperLines(surroundings).flatMap((line) => whyBroken(line) ?? []),
};

/** Where the profile comes to nothing for the same reason, that is said of it already. */
function whyBroken({ profile: { outcome }, asked }: HelperLine): Sighting | undefined {
  if (!(asked instanceof Failure)) return undefined;
  if (outcome instanceof Failure && outcome.message === asked.message) return undefined;
  return { what: asked.message, mend: asked.hints };
}

import type { ProfileGraph } from '../../config/graph.ts';
import type { Environment } from '../../ground/environment.ts';
import { Failure } from '../../ground/failure.ts';
import { describeOrigin, failureKind, type Origin, type Sourced } from '../../ground/origin.ts';
import type { ChainProfile } from '../model/chain-profile.ts';

/** What is known where a profile was looked for. */
interface Known {
  readonly graph: ProfileGraph;
  readonly env: Environment;
}

/**
 * The errors about a profile or a source that is not there: each says what the files have in its place, and which
 * variable led there.
 */

export function unknownProfile(name: string, chosenBy: Origin | undefined, known: Known): Failure {
  const where = chosenBy === undefined ? '' : ` (${describeOrigin(chosenBy)})`;
  const keys = 'or set `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`';
  return new Failure('configuration', `there is no profile "${name}"${where}`, [
    ...hints(name, known),
    ...(name === 'default' ? [keys] : []),
  ]);
}

/** awsmfa's own line names a profile that is not there. */
export function missingInLine(
  { name: holder }: ChainProfile,
  { origin }: Sourced,
  name: string,
  known: Known,
): Failure {
  return new Failure(
    'configuration',
    `profile "${holder}" (${describeOrigin(origin)}) has a \`credential_process\` that runs awsmfa for profile "${name}", which does not exist`,
    hints(name, known),
    'source',
  );
}

export function missingSource(
  { name }: ChainProfile,
  { value, origin }: Sourced,
  known: Known,
): Failure {
  return new Failure(
    failureKind(origin),
    `profile "${name}" (${describeOrigin(origin)}) has \`source_profile = ${value}\`, which does not exist`,
    hints(value, known),
    'source',
  );
}

export function roleWithoutSource(
  { name }: ChainProfile,
  origin: Origin,
  { graph }: Known,
): Failure {
  return new Failure(
    'configuration',
    `profile "${name}" (${describeOrigin(origin)}) has a role but no \`source_profile\` or \`credential_source\``,
    [
      ...graph.clues(name),
      `add \`${prefixOf(origin)}source_profile = NAME\`, the profile whose credentials may assume the role`,
    ],
    'source',
  );
}

/**
 * Settings beside `credential_process` must carry the prefix: with plain names SDKs would assume the role themselves.
 */
function prefixOf(origin: Origin): string {
  return origin.kind === 'file' && origin.name.startsWith('awsmfa_') ? 'awsmfa_' : '';
}

function hints(name: string, known: Known): readonly string[] {
  return [...missingFiles(known), ...known.graph.clues(name)];
}

/** What to do about files that are not there, where a variable names them. */
export function missingFiles({ graph, env }: Known): readonly string[] {
  const variables = [
    ['AWS_CONFIG_FILE', graph.missing.config],
    ['AWS_SHARED_CREDENTIALS_FILE', graph.missing.credentials],
  ] as const;
  return variables.flatMap(([variable, path]) =>
    path !== undefined && env[variable]
      ? [`create "${path}", which \`${variable}\` names, or unset the variable`]
      : [],
  );
}

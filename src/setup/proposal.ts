import type { ConfigFiles } from '../config/files/locations.ts';
import type { ProfileGraph } from '../config/graph.ts';
import { Failure } from '../ground/failure.ts';
import { quoted } from '../words/text.ts';
import { draftAfter, type ConfigDraft, type FileEdit } from './config-draft.ts';
import { decide, type Decision, type DecisionOptions } from './decision.ts';
import type { Knowledge } from './state/knowledge.ts';
import { rewire } from './rewire.ts';

export interface ProposalOptions extends DecisionOptions {
  readonly before: ConfigDraft;
  readonly paths: ConfigFiles;
  /** The `credential_process` line that asks for a profile. */
  readonly line: (profile: string) => string;
}

export type Wiring = Extract<Decision, { kind: 'wire' }> & { readonly profile: string };

export interface Proposal {
  readonly wirings: readonly Wiring[];
  /** Those that awsmfa answers for already. */
  readonly wired: readonly string[];
  readonly left: readonly Left[];
  /** Profiles that can be wired once the MFA device of their key is known, by the key's profile. */
  readonly deviceless: ReadonlyMap<string, readonly string[]>;
  readonly edits: readonly FileEdit[];
}

export interface Left {
  readonly profile: string;
  readonly why: string;
}

/**
 * Which profiles awsmfa is to answer for, and what has to be changed for that.
 *
 * @throws Failure of kind `configuration` where a profile that was named does not exist or cannot be wired
 */
export function propose(known: Knowledge, options: ProposalOptions): Proposal {
  for (const name of options.profiles) refuseUnknown(name, known.graph);
  const wirings: Wiring[] = [];
  const edits: FileEdit[] = [];
  const wired: string[] = [];
  const left: Left[] = [];
  const deviceless = new Map<string, readonly string[]>();
  for (const [profile, decision] of decide(known, options)) {
    switch (decision.kind) {
      case 'wire': {
        const made = editsFor({ profile, ...decision }, options);
        if ('why' in made) left.push(made);
        else {
          wirings.push({ profile, ...decision });
          edits.push(...made.edits);
        }
        break;
      }
      case 'wired':
        wired.push(profile);
        break;
      case 'left':
        left.push({ profile, why: decision.why });
        break;
      case 'deviceless': {
        const { keyProfile } = decision;
        deviceless.set(keyProfile, [...(deviceless.get(keyProfile) ?? []), profile]);
      }
    }
  }
  if (options.profiles.length > 0) refuseLeft(left);
  return { wirings, wired, left, deviceless, edits };
}

/** What the editor cannot do to a profile is no reason to leave the others. */
function editsFor(
  { profile, role, to, mfaSerial }: Wiring,
  { before, paths, line }: ProposalOptions,
): { readonly edits: readonly FileEdit[] } | Left {
  const device = mfaSerial === undefined ? {} : { mfaSerial };
  try {
    const edits = rewire(before, { profile, role, line: line(to), ...device });
    draftAfter(before, paths, edits);
    return { edits };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { profile, why: `cannot be edited: ${error.message}` };
  }
}

function refuseUnknown(name: string, graph: ProfileGraph): void {
  if (graph.names().includes(name)) return;
  throw new Failure('configuration', `there is no profile ${quoted(name)}`, [
    ...graph.clues(name),
    `to make a new one, say which role it is for: \`--role-arn ARN\``,
  ]);
}

function refuseLeft([first]: readonly Left[]): void {
  if (first === undefined) return;
  throw new Failure(
    'configuration',
    `profile ${quoted(first.profile)} cannot be wired: it ${first.why}`,
    ['name other profiles, or none for all that can be wired'],
  );
}

import type { ConfigFiles } from '../config/files/locations.ts';
import { parseProfileGraph, type ProfileGraph } from '../config/graph.ts';
import { Failure } from '../ground/failure.ts';
import { quoted } from '../words/text.ts';
import { draftAfter, type ConfigDraft, type FileEdit } from './config-draft.ts';
import { decide, type DecisionOptions, type Wiring } from './decision.ts';
import { findDisturbing } from './verify.ts';
import { attempt } from '../ground/attempt.ts';
import type { Knowledge } from './state/knowledge.ts';
import { rewire } from './rewire.ts';

export interface ProposalOptions extends DecisionOptions {
  readonly before: ConfigDraft;
  readonly paths: ConfigFiles;
  /** The `credential_process` line that asks for a profile. */
  readonly line: (profile: string) => string;
}

export interface Proposal {
  readonly wirings: readonly Wiring[];
  /** Those that awsmfa answers for already. */
  readonly wired: readonly string[];
  readonly left: readonly Left[];
  /** Profiles that can be wired once the MFA device of their key is known, by the key's profile. */
  readonly deviceless: ReadonlyMap<string, readonly string[]>;
  readonly edits: readonly FileEdit[];
  readonly after: ConfigDraft;
}

export interface Left {
  readonly profile: string;
  readonly why: string;
  /** Set where a first profile may be made beside it. */
  readonly isBlank?: true;
}

/**
 * Which profiles awsmfa should serve, and what must be changed for that. Except as a `Wiring` says, every profile
 * still gives the same credentials; a profile for which that is impossible is left alone.
 *
 * @throws Failure of kind `configuration` where a profile that was named does not exist or cannot be wired
 */
export function propose(known: Knowledge, options: ProposalOptions): Proposal {
  const { profiles } = options;
  for (const name of profiles) refuseUnknown(name, known.graph);
  const proposal = proposeAll(known, options);
  if (profiles.length > 0) refuseLeft(proposal.left);
  return proposal;
}

/** Wiring one profile may make others work, such as roles that start from it: repeated until none is left. */
function proposeAll(known: Knowledge, options: ProposalOptions): Proposal {
  const first = proposeOnce(known, options);
  if (first.wirings.length === 0) return first;
  const graph = parseProfileGraph(first.after);
  const more = proposeAll({ ...known, graph }, { ...options, before: first.after });
  const isNew = (name: string) => !first.wirings.some(({ profile }) => profile === name);
  return {
    ...more,
    wirings: [...first.wirings, ...more.wirings],
    wired: more.wired.filter(isNew),
    edits: [...first.edits, ...more.edits],
  };
}

function proposeOnce(known: Knowledge, options: ProposalOptions): Proposal {
  const excluded = new Set<string>();
  for (;;) {
    const proposal = sortOut(known, options, excluded);
    const after = parseProfileGraph(proposal.after);
    const { wirings } = proposal;
    const disturbing = findDisturbing({ before: known.graph, after, wirings, plan: known.plan });
    if (disturbing.size === 0) return proposal;
    for (const name of disturbing) excluded.add(name);
  }
}

function sortOut(
  known: Knowledge,
  options: ProposalOptions,
  excluded: ReadonlySet<string>,
): Proposal {
  const wirings: Wiring[] = [];
  const edits: FileEdit[] = [];
  const wired: string[] = [];
  const left: Left[] = [];
  const deviceless = new Map<string, readonly string[]>();
  for (const [profile, decision] of decide(known, options)) {
    if (decision.kind === 'wired') wired.push(profile);
    else if (decision.kind === 'left') left.push({ profile, ...decision });
    else if (excluded.has(profile))
      left.push({ profile, why: 'would get different credentials than before' });
    else if (decision.kind === 'deviceless') {
      const { keyProfile } = decision;
      deviceless.set(keyProfile, [...(deviceless.get(keyProfile) ?? []), profile]);
    } else {
      const made = editsFor({ profile, ...decision }, options);
      if ('why' in made) left.push(made);
      else {
        wirings.push({ profile, ...decision });
        edits.push(...made.edits);
      }
    }
  }
  const after = draftAfter(options.before, options.paths, edits);
  return { wirings, wired, left, deviceless, edits, after };
}

/** A profile that the editor cannot change does not keep the others from being changed. */
function editsFor(
  { profile, to, mfaSerial }: Wiring,
  { before, paths, line }: ProposalOptions,
): { readonly edits: readonly FileEdit[] } | Left {
  const device = mfaSerial === undefined ? {} : { mfaSerial };
  const made = attempt(() => {
    const edits = rewire(before, { profile, line: line(to), ...device });
    draftAfter(before, paths, edits);
    return { edits };
  });
  return made instanceof Failure ? { profile, why: `cannot be edited: ${made.message}` } : made;
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

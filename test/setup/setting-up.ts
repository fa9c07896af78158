import { parseProfileGraph } from '../../src/config/graph.ts';
import { resolvePlan } from '../../src/plan/resolve.ts';
import type { ConfigDraft } from '../../src/setup/config-draft.ts';
import { processLine } from '../../src/setup/process-line.ts';
import { propose, type Proposal } from '../../src/setup/proposal.ts';
import type { Knowledge, Planner } from '../../src/setup/state/knowledge.ts';
import { machineOf } from '../plan/planning.ts';

/** Where awsmfa is in these tests. */
export const program = ['/usr/bin/node', '/usr/local/bin/awsmfa'];
export const lineFor = (profile: string) => processLine(program, profile, 'linux');

export const paths = { config: '/aws/config', credentials: '/aws/credentials' };

/** The two files; undefined for one that is not there. */
export function draftOf(config: string | undefined, credentials?: string): ConfigDraft {
  return {
    config: config === undefined ? undefined : { path: paths.config, text: config },
    credentials:
      credentials === undefined ? undefined : { path: paths.credentials, text: credentials },
  };
}

export const plan: Planner = (graph, profile, overrides) => {
  const machine = machineOf({});
  return resolvePlan(
    graph,
    { profile, overrides, env: {}, machine, delivery: 'renewing' },
    'linux',
  );
};

export interface Asked {
  readonly profiles?: readonly string[];
  readonly devices?: ReadonlyMap<string, string>;
  readonly sourceProfile?: string;
}

/** What setup would do to these files, checked as it checks itself. */
export function setUp(before: ConfigDraft, asked: Asked = {}): Proposal {
  const { profiles = [], devices = new Map(), sourceProfile } = asked;
  const graph = parseProfileGraph(before);
  const exists = (path: string) => program.includes(path);
  const known: Knowledge = { graph, platform: 'linux', exists, plan, sourceProfile };
  return propose(known, { before, paths, profiles, devices, line: lineFor });
}

import type { Sourced } from '../../src/ground/origin.ts';
import type { ProfileGraph } from '../../src/config/graph.ts';
import type { Plan } from '../../src/plan/model/plan.ts';
import type { Machine, Overrides, PlanRequest, SettingName } from '../../src/plan/model/request.ts';
import { notesOn } from '../../src/plan/notes.ts';
import { resolvePlan } from '../../src/plan/resolve.ts';

/** What a test asks for; everything else is as on a machine where nothing was said. */
export type Asked = Partial<PlanRequest> & { readonly platform?: NodeJS.Platform };

/** The plan, and what there is to note about it. */
export function planOf(
  graph: ProfileGraph,
  { platform = 'linux', ...asked }: Asked,
): Plan & { readonly notes: readonly string[] } {
  const request: PlanRequest = {
    profile: 'app',
    overrides: new Map(),
    env: {},
    machine: machineOf({}),
    delivery: 'renewing',
    ...asked,
  };
  const resolved = resolvePlan(graph, request, platform);
  return { ...resolved.plan, notes: notesOn(resolved) };
}

/** A machine of jane's, apart from what is given. */
export function machineOf(known: Partial<Machine>): Machine {
  return {
    userName: () => 'jane',
    workingDirectory: () => '/work',
    fileText: () => undefined,
    exists: () => false,
    ...known,
  };
}

/** Settings as the command line gives them. */
export function asOptions(settings: Partial<Record<SettingName, string>>): Overrides {
  const entries = Object.entries(settings) as [SettingName, string][];
  return new Map(
    entries.map(([name, value]): [SettingName, Sourced] => {
      const option = `--${name.replaceAll('_', '-')}`;
      return [name, { value, origin: { kind: 'option', name: option } }];
    }),
  );
}

import { existsSync } from 'node:fs';
import type { GivenPair } from '../../access-keys/obtain-key.ts';
import type { Person } from '../../ask/person.ts';
import type { ConfigFiles } from '../../config/files/locations.ts';
import { locateConfigFiles } from '../../config/files/locations.ts';
import { readConfigFile } from '../../config/files/read.ts';
import { parseProfileGraph, type ProfileGraph } from '../../config/graph.ts';
import type { Environment } from '../../ground/environment.ts';
import type { Host } from '../../host/host.ts';
import { chainSettings, ownSettings, type SettingName } from '../../plan/model/request.ts';
import { resolvePlan } from '../../plan/resolve.ts';
import { styleFor, type Style } from '../../render/screen/style.ts';
import { createMachine } from '../../run/machine.ts';
import { meetPerson } from '../../run/person.ts';
import { lastingLine } from './lasting-line.ts';
import { startRun, type Run } from '../../run/run.ts';
import type { RunOptions } from '../../run/run-options.ts';
import type { ConfigDraft } from '../../setup/config-draft.ts';
import type { Knowledge, Planner } from '../../setup/state/knowledge.ts';

export interface SetupOptions {
  readonly confirmation: 'asked' | 'given';
  readonly writing: 'on' | 'off';
  /** For where there is no key yet. */
  readonly key: GivenPair;
}

/** What the parts of a set-up share. */
export interface Scene {
  /** The machine, without the variables of this shell that choose a chain: other programs will not have them. */
  readonly host: Host;
  readonly options: SetupOptions;
  readonly paths: ConfigFiles;
  readonly before: ConfigDraft;
  readonly person: Person;
  readonly style: Style;
  readonly plan: Planner;
  /** What the command line says of the chain. */
  readonly given: (name: SettingName) => string | undefined;
  /** The `credential_process` line for a profile. */
  readonly line: (profile: string) => string;
  /** What is known, where the files are these. */
  knowledge(draft: ConfigDraft): Knowledge;
  /** A run on these files instead of those on the disk. */
  run(graph?: ProfileGraph): Run;
}

export async function openScene(
  realHost: Host,
  options: SetupOptions,
  runOptions: RunOptions,
): Promise<Scene> {
  const host = withoutChain(realHost);
  const { env, platform } = host;
  const paths = locateConfigFiles(env, host.home, platform);
  const machine = createMachine(host);
  const line = lastingLine(host);
  const given = (name: SettingName) => runOptions.settings.get(name)?.value;
  const plan: Planner = (graph, profile, overrides) =>
    resolvePlan(graph, { profile, overrides, env, machine, delivery: 'renewing' }, platform);
  return {
    host,
    options,
    paths,
    before: {
      config: readConfigFile(paths.config),
      credentials: readConfigFile(paths.credentials),
    },
    person: await meetPerson(realHost, whyNotAsked(options)),
    style: styleFor((await host.outIsTerminal()) ? 'terminal' : 'other', env),
    plan,
    given,
    line,
    knowledge: (draft) => ({
      graph: parseProfileGraph(draft),
      platform,
      exists: existsSync,
      plan,
      sourceProfile: given('source_profile'),
    }),
    run: (graph) => startRun(host, { ...runOptions, settings: new Map() }, graph),
  };
}

function whyNotAsked({ confirmation }: SetupOptions): { readonly disabled?: string } {
  return confirmation === 'given' ? { disabled: '`--yes` says not to ask' } : {};
}

/** A profile is to work in every program, not in this shell alone. */
function withoutChain(host: Host): Host {
  const env: Environment = Object.fromEntries(
    Object.entries(host.env).filter(([name]) => !chainVariables.has(name)),
  );
  return Object.create(host, { env: { value: env } }) as Host;
}

const chainVariables: ReadonlySet<string> = new Set([
  ...[...chainSettings, ...ownSettings].map((name) => `AWSMFA_${name.toUpperCase()}`),
  ...['AWS_PROFILE', 'AWS_DEFAULT_PROFILE', 'AWS_MFA_SERIAL', 'AWS_ACCOUNT_ID'],
  ...['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'],
]);

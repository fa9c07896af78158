import { replaceFiles } from '../../config/files/replace-files.ts';
import { Failure } from '../../ground/failure.ts';
import type { Host } from '../../host/host.ts';
import { optionsOf } from '../../plan/model/command-line.ts';
import { isLongTerm } from '../../plan/steps/mfa.ts';
import { renderDiff } from '../../render/screen/diff.ts';
import { renderProposal } from '../../render/setup.ts';
import type { RunOptions } from '../../run/run-options.ts';
import {
  draftAfter,
  fileKinds,
  type ConfigDraft,
  type FileEdit,
} from '../../setup/config-draft.ts';
import { propose, type Proposal } from '../../setup/proposal.ts';
import { printable } from '../../words/text.ts';
import type { Knowledge } from '../../setup/state/knowledge.ts';
import { attempt } from '../../ground/attempt.ts';
import { findDevice, greet } from './key-owner.ts';
import { askForProfiles, roleDetails } from './new-profiles.ts';
import { prove } from './prove.ts';
import { openScene, type Scene, type SetupOptions } from './scene.ts';

/**
 * Wires profiles: those that are there, or new ones. Shows what would change, asks, keeps a backup, writes, and tries
 * each of them.
 *
 * @throws Failure; until the files are written, nothing has changed
 */
export async function setup(
  profiles: readonly string[],
  options: SetupOptions,
  runOptions: RunOptions,
  host: Host,
): Promise<void> {
  const scene = await openScene(host, options, runOptions);
  const change = await plan(profiles, scene);
  if (change.edits.length === 0) return scene.host.out('\nNothing to change.\n');
  const after = draftAfter(scene.before, scene.paths, change.edits);
  await scene.host.out(`${describeChange(after, scene)}\n`);
  if (options.writing === 'off') return scene.host.out('Nothing was written: `--dry-run`.\n');
  if (options.confirmation === 'asked') await confirm(scene);
  await write(after, scene);
  await prove(change.names, scene);
}

interface Change {
  readonly names: readonly string[];
  readonly edits: readonly FileEdit[];
  readonly wirings: Proposal['wirings'];
}

async function plan(profiles: readonly string[], scene: Scene): Promise<Change> {
  if (scene.given('role_arn') !== undefined) return planNew(profiles, scene);
  const proposal = await proposeAll(profiles, scene);
  const { wirings, wired, edits } = proposal;
  await scene.host.out(renderProposal(proposal, scene.style));
  const isFirst = wirings.length + wired.length + proposal.deviceless.size === 0;
  const isBlank = proposal.left.every((each) => each.isBlank === true);
  if (isFirst && isBlank && profiles.length === 0) return planNew([], scene);
  refuseRoleDetails(scene);
  return { names: wirings.map(({ profile }) => profile), edits, wirings };
}

/** Options that would do nothing are a mistake. */
function refuseRoleDetails({ given }: Scene): void {
  const name = [...roleDetails, 'region' as const].find((each) => given(each) !== undefined);
  const flag = optionsOf('setup').find(({ setting }) => setting === name)?.flag;
  if (name === undefined || flag === undefined) return;
  throw new Failure('usage', `\`${flag}\` is for a new profile`, [
    'say which role it is for with `--role-arn ARN`',
    'or leave the option out',
  ]);
}

async function planNew([name, another]: readonly string[], scene: Scene): Promise<Change> {
  if (another !== undefined)
    throw new Failure('usage', '`--role-arn` is for one profile', ['name one profile']);
  return { ...(await askForProfiles(name, scene)), wirings: [] };
}

/** Asks for the devices that no profile names. */
async function proposeAll(profiles: readonly string[], scene: Scene): Promise<Proposal> {
  const known = scene.knowledge(scene.before);
  const devices = new Map<string, string>();
  const { before, paths, line } = scene;
  const proposeNow = () => propose(known, { profiles, devices, before, paths, line });
  const first = proposeNow();
  const keyProfiles = keyProfilesOf(first, known);
  await greet(
    new Set([...keyProfiles].filter((name) => !first.deviceless.has(name))),
    known.graph,
    scene,
  );
  for (const keyProfile of first.deviceless.keys()) {
    const serial = await findDevice(keyProfile, known.graph, scene);
    if (serial !== undefined) devices.set(keyProfile, serial);
  }
  return devices.size === 0 ? first : proposeNow();
}

/** The profiles with the keys that the chains to be wired start from. */
function keyProfilesOf(
  { wirings }: Proposal,
  { graph, plan: planOf }: Knowledge,
): ReadonlySet<string> {
  const sources = wirings.flatMap(({ to, asked }) => {
    const resolved = attempt(() => planOf(graph, to, asked));
    return resolved instanceof Failure ? [] : [resolved.plan.source];
  });
  return new Set(
    sources.flatMap((source) =>
      isLongTerm(source) && source.profile !== undefined ? [source.profile] : [],
    ),
  );
}

function describeChange(after: ConfigDraft, { before, style }: Scene): string {
  return changedFiles(before, after)
    .map(({ path, ...texts }) =>
      renderDiff(path, { before: texts.before ?? '', after: texts.after }, style),
    )
    .join('');
}

function changedFiles(before: ConfigDraft, after: ConfigDraft) {
  return fileKinds.flatMap((kind) => {
    const [old, text] = [before[kind]?.text, after[kind]?.text];
    const path = after[kind]?.path ?? '';
    return text === undefined || text === old ? [] : [{ path, before: old, after: text }];
  });
}

async function confirm({ person }: Scene): Promise<void> {
  const isWanted = await person.confirm({
    message: 'Write this?',
    suggestion: 'yes',
    instead: '`--yes`',
  });
  if (!isWanted) throw new Failure('cancelled', 'nothing was written');
}

async function write(after: ConfigDraft, { before, host }: Scene): Promise<void> {
  const backups = replaceFiles(changedFiles(before, after), host.now());
  const kept = backups.map((backup) => `  ${printable(backup)}\n`).join('');
  await host.out('Written; `awsmfa setup --undo` brings back what was there.\n');
  if (kept !== '') await host.out(`It is kept in\n${kept}`);
  await host.out('\n');
}

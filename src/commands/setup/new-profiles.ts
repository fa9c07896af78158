import { obtainKey } from '../../access-keys/obtain-key.ts';
import { parseProfileGraph, type ProfileGraph } from '../../config/graph.ts';
import { Failure } from '../../ground/failure.ts';
import { noOverrides } from '../../plan/model/chain-profile.ts';
import { isRoleArn, lastPart, parseIamArn } from '../../words/arn.ts';
import { printable, quoted } from '../../words/text.ts';
import { draftAfter, type ConfigDraft, type FileEdit } from '../../setup/config-draft.ts';
import { addKey, addProfile, nameDevice } from '../../setup/new-profile.ts';
import { overruling } from '../../setup/state/inherited.ts';
import { holdsKey } from '../../setup/state/own-keys.ts';
import { findDevice, introduce } from './key-owner.ts';
import type { Scene } from './scene.ts';

/** Options that describe only the role of a new profile. */
export const roleDetails = [
  'external_id',
  'role_session_name',
  'duration_seconds',
  'mfa_strategy',
] as const;

/** What is to be written for profiles that are not there yet. */
export interface NewProfiles {
  readonly names: readonly string[];
  readonly edits: readonly FileEdit[];
}

/** Asks for what makes a first profile, or the one that the command line names: a key, a device, roles, names. */
export async function askForProfiles(
  named: string | undefined,
  scene: Scene,
): Promise<NewProfiles> {
  const key = await findKey(scene);
  const edits = [...key.edits];
  const names: string[] = [];
  const now = () => draftAfter(scene.before, scene.paths, edits);
  const region = await askRegion(now(), scene);
  const roleArn = scene.given('role_arn');
  for (;;) {
    const arn = roleArn ?? (await askRole(names, scene));
    if (arn === undefined) break;
    const name = named ?? (await askName(arn, now(), scene));
    refuseOverruled(name, parseProfileGraph(now()));
    const chain = chainOf(arn, key, scene);
    edits.push(...addProfile(now(), { name, line: scene.line(name), region, chain }));
    names.push(name);
    if (roleArn !== undefined) break;
  }
  return { names, edits };
}

function refuseOverruled(name: string, graph: ProfileGraph): void {
  const why = overruling(name, graph);
  if (why === undefined) return;
  throw new Failure('configuration', `profile ${quoted(name)} cannot be wired: it ${why}`, [
    'move what is under `[DEFAULT]` to the profiles it is meant for',
  ]);
}

/** The profile that holds the access key, with what is to be written for it. */
interface Key {
  readonly profile: string;
  readonly edits: readonly FileEdit[];
  /** Where the profile itself does not name it. */
  readonly mfaSerial: string | undefined;
}

async function findKey(scene: Scene): Promise<Key> {
  const graph = scene.knowledge(scene.before).graph;
  const profile = await chooseKeyProfile(graph, scene);
  if (profile === undefined) return enterKey(scene);
  const { device } = scene.plan(graph, profile, noOverrides);
  if (device !== undefined) {
    await introduce(profile, graph, scene);
    return { profile, edits: [], mfaSerial: undefined };
  }
  return { profile, edits: [], mfaSerial: await findDevice(profile, graph, scene) };
}

/** Undefined where there is no key, or none in the profile that the command line names. */
async function chooseKeyProfile(graph: ProfileGraph, scene: Scene): Promise<string | undefined> {
  const holders = graph.names().filter((name) => holdsKey(graph, name));
  const given = scene.given('source_profile');
  if (given !== undefined)
    return holders.includes(given) || graph.names().includes(given) ? given : undefined;
  const [first, ...others] = holders;
  if (first === undefined || others.length === 0) return first;
  const choice = (name: string) => ({ label: name, value: name });
  return scene.person.choose({
    message: 'Which profile holds the access key to start from?',
    choices: [choice(first), ...others.map(choice)],
    instead: '`--source-profile NAME`',
  });
}

/** How often a key that AWS does not accept is asked for again. */
const attempts = 3;

async function enterKey(scene: Scene): Promise<Key> {
  const { host, person, paths, before } = scene;
  const profile = scene.given('source_profile') ?? 'management';
  await host.out(
    `There is no access key yet. The AWS console makes one in IAM, under “Security\ncredentials”. It will be kept as profile ${quoted(profile)}, readable only by you, in\n  ${printable(paths.credentials)}\n`,
  );
  const { key } = scene.options;
  for (let attempt = 1; ; attempt += 1) {
    const entered = await obtainKey(key, person, host);
    const edits = addKey({ profile, ...entered });
    const graph = parseProfileGraph(draftAfter(before, paths, edits));
    try {
      const device = await findDevice(profile, graph, scene);
      const named = device === undefined ? [] : nameDevice(profile, device);
      return { profile, edits: [...edits, ...named], mfaSerial: undefined };
    } catch (error) {
      const isTyped = key.accessKeyId === undefined && key.secretFrom === 'person';
      if (!(error instanceof Failure) || error.kind !== 'refused') throw error;
      if (!isTyped || attempt === attempts) throw error;
      await host.out(`${error.message}\n`);
    }
  }
}

async function askRegion(draft: ConfigDraft, scene: Scene): Promise<string> {
  const given = scene.given('region');
  if (given !== undefined) return given;
  const { env } = scene.host;
  const usual = parseProfileGraph(draft).profile('default')?.settings.get('region')?.value;
  const known = usual || env['AWS_REGION'] || env['AWS_DEFAULT_REGION'];
  if (known && scene.options.confirmation === 'given') return known;
  const suggestion = known || 'us-east-1';
  return scene.person.text({
    message: 'Region',
    suggestion,
    instead: '`--region REGION`',
    validate: (answer) => /^[a-z]{2,}(?:-[a-z0-9]+)+-\d+$/.test(answer) || 'such as eu-central-1',
  });
}

/** Undefined after the last. */
async function askRole(names: readonly string[], { person }: Scene): Promise<string | undefined> {
  const isFirst = names.length === 0;
  const answer = await person.text({
    message: isFirst ? 'ARN of the role to assume' : 'ARN of another role',
    ...(isFirst ? {} : { suggestion: 'no more' }),
    instead: '`--role-arn ARN`',
    validate: (arn) =>
      (!isFirst && arn === 'no more') ||
      isRoleArn(arn) ||
      'such as arn:aws:iam::222222222222:role/admin',
  });
  return answer === 'no more' ? undefined : answer;
}

async function askName(arn: string, draft: ConfigDraft, { person }: Scene): Promise<string> {
  const taken = new Set(parseProfileGraph(draft).names());
  const role = parseIamArn(arn);
  const short = role === undefined ? 'prod' : lastPart(role);
  const suggestion = taken.has(short) ? `${short}-${role?.accountId ?? ''}` : short;
  return person.text({
    message: 'Name of its profile',
    suggestion,
    instead: '`--profile NAME`',
    validate: (name) => {
      if (taken.has(name)) return 'there is a profile of this name';
      return /^[\w\-/.%@:+]+$/.test(name) || 'letters, digits and _-/.%@:+';
    },
  });
}

function chainOf(
  arn: string,
  { profile, mfaSerial }: Key,
  scene: Scene,
): ReadonlyMap<string, string> {
  const more = roleDetails.flatMap((name) => {
    const value = scene.given(name);
    return value === undefined ? [] : [[`awsmfa_${name}`, value] as const];
  });
  return new Map([
    ['awsmfa_role_arn', arn],
    ['awsmfa_source_profile', profile],
    ...(mfaSerial === undefined ? [] : [['awsmfa_mfa_serial', mfaSerial] as const]),
    ...more,
  ]);
}

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { adminOf, jane, phone } from '../../support/five-accounts.ts';
import { project, type Scene } from '../scene.ts';
import { timed } from '../world.ts';
import { compare, type Contestant, type Result } from './compare.ts';
import { nextCode, type WarmHome } from './warm-homes.ts';

/** Everybody with a session in their cache. */
export async function raceHits(
  scene: Scene,
  homes: readonly WarmHome[],
  rounds: number,
): Promise<readonly Result[]> {
  return race(scene, [...emptyNodes(scene), ...homes.map(contestantOf)], rounds);
}

/** Everybody with nothing but a code, and what the calls alone take. Who needs no code has no first run. */
export async function raceFirstRuns(
  scene: Scene,
  homes: readonly WarmHome[],
  rounds: number,
): Promise<readonly Result[]> {
  const contestants = homes
    .filter(({ peer }) => peer.memory.length > 0)
    .map((one) => ({ ...contestantOf(one), prepare: () => forget(scene, one) }));
  return race(scene, [...emptyNodes(scene), ...callsAlone(scene), ...contestants], rounds);
}

function race(
  { aws, folder }: Scene,
  contestants: readonly Contestant[],
  rounds: number,
): Promise<readonly Result[]> {
  return compare(contestants, { rounds, folder, calls: () => aws.standIn.calls.length });
}

/** Nodes that do nothing, the oldest first: it is what everything is compared to. */
function emptyNodes({ folder, nodes }: Scene): readonly Contestant[] {
  const empty = join(folder, 'empty.cjs');
  writeFileSync(empty, '');
  return nodes.map(({ name, file }) => ({
    name: `${name}, an empty file`,
    command: [file, empty],
    env: { HOME: folder, PATH: '/usr/bin:/bin' },
  }));
}

/** The calls of a first run by the client that awsmfa has, on each Node, and nothing else. */
function callsAlone(scene: Scene): readonly Contestant[] {
  const { aws, folder, nodes } = scene;
  const script = join(project, 'dist-demo/two-calls.cjs');
  const args = [aws.standIn.endpoint, phone, adminOf('prod'), ...Object.values(jane)];
  return nodes.map(({ name, file }) => ({
    name: `the two calls, on ${name}`,
    command: [file, script, ...args],
    env: { HOME: folder, PATH: '/usr/bin:/bin' },
    prepare: () => ({ env: { AWSMFA_TOKEN_CODE: aws.standIn.device(phone).next() }, input: '' }),
  }));
}

function contestantOf({ title, home }: WarmHome): Contestant {
  return { name: title, command: home.command(timed), env: home.env };
}

function forget(scene: Scene, { peer, home }: WarmHome) {
  home.reset();
  return nextCode(scene, peer);
}

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Scene } from '../scene.ts';
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

/** Everybody with nothing but a code. Who needs none has no first run. */
export async function raceFirstRuns(
  scene: Scene,
  homes: readonly WarmHome[],
  rounds: number,
): Promise<readonly Result[]> {
  const contestants = homes
    .filter(({ peer }) => peer.memory.length > 0)
    .map((one) => ({ ...contestantOf(one), prepare: () => forget(scene, one) }));
  return race(scene, [...emptyNodes(scene).slice(0, 1), ...contestants], rounds);
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

function contestantOf({ title, home }: WarmHome): Contestant {
  return { name: title, command: home.command(timed), env: home.env };
}

function forget(scene: Scene, { peer, home }: WarmHome) {
  home.reset();
  return nextCode(scene, peer);
}

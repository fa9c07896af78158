import { join } from 'node:path';
import { createHome, type PeerHome } from '../peers/home.ts';
import type { Present, Scene } from '../scene.ts';
import { profilesUpTo } from '../world.ts';

/** What a tool asked, of the person and of AWS. */
export interface Count {
  readonly title: string;
  readonly questions: number;
  readonly sessionTokens: number;
  readonly assumedRoles: number;
  /** Of the programs that were started. */
  readonly endedWell: number;
}

type Counted = Pick<Count, 'questions' | 'endedWell'>;

/**
 * Lets every tool begin with five profiles and nothing in its cache. Who fails is put on the list of what is missing.
 */
export async function countEach(
  scene: Scene,
  what: string,
  run: (present: Present, home: PeerHome) => Promise<Counted>,
): Promise<readonly Count[]> {
  const { standIn } = scene.aws;
  const counts: Count[] = [];
  for (const [index, present] of tools(scene).entries()) {
    standIn.reset();
    const folder = join(scene.folder, `${what}-${index}`.replaceAll(' ', '-'));
    try {
      const home = createHome(folder, { ...scene, ...present }, profilesUpTo(5));
      const counted = await run(present, home);
      const [sessionTokens, assumedRoles] = [
        standIn.count('GetSessionToken'),
        standIn.count('AssumeRole'),
      ];
      counts.push({ title: present.title, sessionTokens, assumedRoles, ...counted });
    } catch (error) {
      scene.leaveOut(`${present.title}, ${what}`, String(error));
    }
  }
  standIn.reset();
  return counts;
}

/** Builds of awsmfa count alike. */
function tools({ present }: Scene): readonly Present[] {
  const [awsmfa, ...others] = present;
  const tools = others.filter(({ peer, found }) => !peer.isTimedOnly && found.version !== '');
  return awsmfa === undefined ? tools : [awsmfa, ...tools];
}

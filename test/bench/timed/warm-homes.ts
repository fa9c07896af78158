import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { phone } from '../../support/five-accounts.ts';
import { createHome, type PeerHome } from '../peers/home.ts';
import type { Peer } from '../peers/peer.ts';
import type { Present, Scene } from '../scene.ts';
import { profilesUpTo, timed } from '../world.ts';
import type { Preparation } from './compare.ts';

/** A tool that has a session in its cache. */
export interface WarmHome extends Present {
  readonly home: PeerHome;
}

/** Sets everybody up. Who cannot be is put on the list of what is missing. */
export async function warmHomes(scene: Scene, profiles: number): Promise<readonly WarmHome[]> {
  const homes: WarmHome[] = [];
  for (const [index, present] of scene.present.entries()) {
    try {
      const folder = join(scene.folder, `${profiles}-${index}`);
      const home = createHome(folder, { ...scene, ...present }, profilesUpTo(profiles));
      await warm(scene, present, home);
      homes.push({ ...present, home });
    } catch (error) {
      scene.leaveOut(present.title, `could not be set up: ${String(error)}`);
    }
  }
  return homes;
}

/** The next code of the device, in the way that a tool takes one where there is no terminal. */
export function nextCode({ aws }: Scene, { codeBy }: Peer): Preparation {
  const code = aws.standIn.device(phone).next();
  return { env: codeBy?.(code) ?? {}, input: `${code}\n` };
}

async function warm(scene: Scene, { peer }: Present, home: PeerHome): Promise<void> {
  await run(home, peer, nextCode(scene, peer));
  const isSettled = () => peer.isSettled?.(home.folder) ?? true;
  for (let tries = 0; tries < 300 && !isSettled(); tries += 1)
    await run(home, peer, { env: {}, input: '' });
}

/** @throws Error where the credentials are not handed out */
async function run(home: PeerHome, peer: Peer, { env, input }: Preparation): Promise<void> {
  const [command = '', ...args] = home.command(timed);
  const child = spawn(command, args, { env: { ...home.env, ...env }, detached: true });
  child.stdin.on('error', () => undefined).end(input);
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (!peer.proof.test(stdout)) throw new Error(stderr.trim().split('\n').at(-1));
}

import { installed } from '../../support/installed.ts';
import type { Scene } from '../scene.ts';
import { profilesUpTo } from '../world.ts';
import { type Count, countEach } from './count.ts';
import { type Desk, type Sitting, sitThrough } from './person.ts';

/** From 9 to 18 o'clock each of five accounts is used every half hour. */
const halfHours = 19;
const profiles = profilesUpTo(5);
export const uses = halfHours * profiles.length;

/** A day of work on a clock that is moved, by libfaketime for the tools, and with them for AWS. */
export async function countDay(scene: Scene): Promise<readonly Count[]> {
  const [faketime] = installed('faketime');
  const { standIn } = scene.aws;
  if (faketime === undefined) {
    scene.leaveOut('A day of work', 'faketime is not on the PATH');
    return [];
  }
  return countEach(scene, 'a day of work', async ({ peer }, home) => {
    if (peer.clock === 'by itself') throw new Error('its clock cannot be moved');
    let questions = 0;
    for (let use = 0; use < uses; use += 1) {
      const seconds = Math.floor(use / profiles.length) * 1800;
      const profile = profiles[use % profiles.length]?.name ?? '';
      standIn.clock.skewSeconds = seconds;
      const command = [faketime, '-f', `+${seconds}s`, ...home.command(profile)];
      const desk: Desk = {
        env: home.env,
        cwd: home.folder,
        question: peer.question,
        standIn,
      };
      const sitting = await sitThroughMoved(command, desk);
      if (!peer.proof.test(sitting.text)) throw new Error(sitting.text.trim().split('\n').at(-1));
      questions += sitting.questions;
    }
    return { questions, endedWell: uses };
  });
}

/**
 * Where one was killed, faketime has left something behind, which keeps the next one with its process id from starting.
 */
async function sitThroughMoved(command: readonly string[], desk: Desk): Promise<Sitting> {
  const sitting = await sitThrough(command, desk);
  const isClockMoved = !sitting.text.includes('libfaketime');
  return isClockMoved ? sitting : sitThrough(command, desk);
}

import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { roleNames } from '../../support/five-accounts.ts';
import type { PeerHome } from '../peers/home.ts';
import type { Scene } from '../scene.ts';
import { type Count, countEach } from './count.ts';
import { sitThrough } from './person.ts';

const each = 5;
export const processes = each * roleNames.length;

/** Twenty programs on one terminal want the credentials of four profiles, and there are none yet. */
export async function countAtOnce(scene: Scene): Promise<readonly Count[]> {
  return countEach(scene, `${processes} at once`, async ({ peer }, home) => {
    const statuses = join(home.folder, 'statuses');
    mkdirSync(statuses);
    const files = Array.from({ length: processes }, (_, index) => join(statuses, String(index)));
    const lines = files.map((file, index) => startOf(home, index, file));
    const { questions } = await sitThrough(['sh', '-c', [...lines, 'wait'].join('\n')], {
      env: home.env,
      cwd: home.folder,
      question: peer.question,
      standIn: scene.aws.standIn,
      // Who comes late may find what an earlier one has got.
      firstAnswer: { questions: processes, orAfterMs: 10_000 },
    });
    const endedWell = files.filter((file) => statusIn(file) === '0\n').length;
    return { questions, endedWell };
  });
}

/** A shell gives no terminal to what it runs in the background, unless it is told to. */
function startOf(home: PeerHome, index: number, status: string): string {
  const command = home.command(roleNames[index % roleNames.length] ?? '').map(quote);
  return `{ ${command.join(' ')}; echo $? >${quote(status)}; } </dev/tty &`;
}

function statusIn(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function quote(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

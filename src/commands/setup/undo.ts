import { locateConfigFiles } from '../../config/files/locations.ts';
import {
  lastChanges,
  undoLastReplacement,
  type LastChange,
} from '../../config/files/replace-files.ts';
import { Failure } from '../../ground/failure.ts';
import type { Host } from '../../host/host.ts';
import { meetPerson } from '../../run/person.ts';
import { printable } from '../../words/text.ts';
import type { SetupOptions } from './scene.ts';

/** Undoes the last change that a set-up made, byte by byte. Asks first if an access key would be lost. */
export async function undoSetup(
  { confirmation }: Pick<SetupOptions, 'confirmation'>,
  host: Host,
): Promise<void> {
  const { config, credentials } = locateConfigFiles(host.env, host.home, host.platform);
  const lost = keysLost(lastChanges([config, credentials]));
  if (lost.length > 0 && confirmation === 'asked') await confirm(lost, host);
  const undone = undoLastReplacement([config, credentials]);
  if (undone.length === 0) return host.out('There is no change of awsmfa’s to undo.\n');
  const lines = undone.map(({ path, became }) => `${printable(path)} is ${became}\n`);
  await host.out(lines.join(''));
}

/** The ids of the long-term keys that nothing would hold any more. */
function keysLost(changes: readonly LastChange[]): readonly string[] {
  const idsIn = (texts: readonly (string | undefined)[]) =>
    new Set(texts.flatMap((text = '') => text.match(/\bAKIA[A-Z0-9]{12,}\b/g) ?? []));
  const kept = idsIn(changes.map(({ before }) => before));
  return [...idsIn(changes.map(({ current }) => current))].filter((id) => !kept.has(id));
}

async function confirm(ids: readonly string[], host: Host): Promise<void> {
  const person = await meetPerson(host, {});
  const isWanted = await person.confirm({
    message: `Remove access key ${ids.map(printable).join(', ')}? AWS does not show its secret again`,
    suggestion: 'no',
    instead: '`--yes`',
  });
  if (!isWanted) throw new Failure('cancelled', 'nothing was undone');
}

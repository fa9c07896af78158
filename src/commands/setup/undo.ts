import { locateConfigFiles } from '../../config/files/locations.ts';
import { undoLastReplacement } from '../../config/files/replace-files.ts';
import type { Host } from '../../host/host.ts';
import { printable } from '../../words/text.ts';

/** Undoes the last change that a set-up made, byte by byte. */
export async function undoSetup(host: Host): Promise<void> {
  const { config, credentials } = locateConfigFiles(host.env, host.home, host.platform);
  const undone = undoLastReplacement([config, credentials]);
  if (undone.length === 0) return host.out('There is no change of awsmfa’s to undo.\n');
  const lines = undone.map(({ path, became }) => `${printable(path)} is ${became} again\n`);
  await host.out(lines.join('').replaceAll('is removed again', 'is removed'));
}

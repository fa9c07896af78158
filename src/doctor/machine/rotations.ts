import { join } from 'node:path';
import { parseJsonObject } from '../../words/json-object.ts';
import { profileWord } from '../../words/shell-word.ts';
import type { FindingKind, Sighting } from '../model/finding.ts';
import { valueOf } from '../model/settings.ts';
import type { Surroundings } from '../model/surroundings.ts';

export const rotationKind: FindingKind = {
  id: 'unfinished-rotation',
  severity: 'warning',
  title: 'the rotation of a key was interrupted',
  why: 'The user has two active keys, one of which is not in use, and AWS does not allow a third.',
  mend: 'Run `awsmfa rotate` again for the profile: it continues where it stopped.',
  find: findUnfinished,
};

/** One that is going on takes a minute or two. */
const longestMs = 10 * 60_000;

function findUnfinished(surroundings: Surroundings): readonly Sighting[] {
  const { cache, disk, now } = surroundings;
  if (cache.home === undefined) return [];
  const folder = join(cache.home, 'rotations');
  return disk.names(folder).flatMap((name): readonly Sighting[] => {
    const file = join(folder, name);
    const written = disk.stat(file)?.mtimeMs ?? now.getTime();
    const entry = name.endsWith('.json') ? parseJsonObject(disk.text(file) ?? '') : undefined;
    const old = entry?.['old'];
    if (typeof old !== 'string' || entry?.['stage'] === 'done') return [];
    if (now.getTime() - written < longestMs) return [];
    const what = `the rotation of key ${old} was not finished`;
    const profile = profileOf([old, entry?.['created']], surroundings);
    const mend = [`run \`awsmfa rotate ${profileWord(profile ?? 'NAME')}\``];
    return [{ what, at: { file }, mend }];
  });
}

function profileOf(ids: readonly unknown[], { profiles }: Surroundings): string | undefined {
  return profiles.find((profile) =>
    ['aws_access_key_id', 'awsmfa_access_key_id'].some((key) => {
      const id = valueOf(profile, key)?.value;
      return id !== undefined && ids.includes(id);
    }),
  )?.name;
}

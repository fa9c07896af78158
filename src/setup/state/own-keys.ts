import { entriesIn, type Entry } from '../../config/dialect/entries.ts';
import type { SectionIndex } from '../../config/dialect/section-index.ts';
import type { FileKind } from '../../config/dialect/sections.ts';
import type { ProfileGraph } from '../../config/graph.ts';
import { isTemporary } from '../../words/key-text.ts';

/** An access key that a profile's section has in one of the files. */
export interface OwnKey {
  readonly file: FileKind;
  readonly lasts: 'long' | 'a while';
}

/** Per file, since a key in one file hides one in the other until it is removed. */
export function ownKeys(graph: ProfileGraph, profile: string): readonly OwnKey[] {
  return graph.lookThrough((index: SectionIndex): readonly OwnKey[] => {
    const entries = entriesOf(index, profile).filter(({ value }) => value !== '');
    const id = entries.findLast(({ key }) => key === 'aws_access_key_id')?.value;
    if (id === undefined) return [];
    const hasToken = entries.some(({ key }) => /^aws_(?:session|security)_token$/.test(key));
    return [{ file: index.source.kind, lasts: hasToken || isTemporary(id) ? 'a while' : 'long' }];
  });
}

/** Whether a profile has a long-term key, be it in a file or in the keychain, and no other beside it. */
export function holdsKey(graph: ProfileGraph, profile: string): boolean {
  const keys = ownKeys(graph, profile);
  if (keys.length > 0) return keys.every(({ lasts }) => lasts === 'long');
  return ownNames(graph, profile).has('awsmfa_access_key_id');
}

/** The names of a profile's own settings: AWS's tools do not read those that `include_profile` brings. */
export function ownNames(graph: ProfileGraph, profile: string): ReadonlySet<string> {
  return new Set(graph.lookThrough((index) => entriesOf(index, profile)).map(({ key }) => key));
}

function entriesOf(index: SectionIndex, profile: string): readonly Entry[] {
  return index
    .blocks({ type: 'profile', name: profile })
    .flatMap((block) => entriesIn(index.source, block));
}

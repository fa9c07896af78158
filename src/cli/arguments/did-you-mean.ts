import { nearNames } from '../../words/near-names.ts';

/** The hint to the names that were probably meant; none where no name is near. */
export function didYouMean(word: string, names: readonly string[]): readonly string[] {
  const near = nearNames(word, names).map((name) => `\`${name}\``);
  return near.length === 0 ? [] : [`did you mean ${near.join(' or ')}?`];
}

import { nearNames } from '../../words/near-names.ts';

/** The hint to the names that were probably meant; none where no name is near. */
export function didYouMean(word: string, names: readonly string[]): readonly string[] {
  return askBack(nearNames(word, names));
}

/** Asks whether one of these was meant; nothing where there is none. */
export function askBack(names: readonly string[]): readonly string[] {
  if (names.length === 0) return [];
  return [`did you mean ${names.map((name) => `\`${name}\``).join(' or ')}?`];
}

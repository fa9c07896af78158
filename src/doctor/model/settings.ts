import type { Setting } from '../../config/dialect/profile.ts';
import type { Place } from './finding.ts';
import type { ExaminedProfile } from './surroundings.ts';

/** A setting that has a value. */
export function valueOf({ settings }: ExaminedProfile, key: string): Setting | undefined {
  const setting = settings.get(key);
  return setting?.value === '' ? undefined : setting;
}

/** A setting of the chain, as awsmfa reads it. */
export function chainValueOf(profile: ExaminedProfile, key: string): Setting | undefined {
  return valueOf(profile, `awsmfa_${key}`) ?? valueOf(profile, key);
}

export function placeOf({ origin }: Setting): Place {
  return { file: origin.file, line: origin.line };
}

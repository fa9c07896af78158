import type { Setting } from '../../config/dialect/profile.ts';
import type { Failure } from '../../ground/failure.ts';
import { argumentsOfAwsmfa } from '../../plan/chain/launchers.ts';
import { parseOwnCommand } from '../../plan/chain/own-command.ts';
import { attempt } from '../../ground/attempt.ts';
import { splitCommand } from '../../words/split-command.ts';
import { valueOf } from './settings.ts';
import type { ExaminedProfile, Surroundings } from './surroundings.ts';

/** A profile's `credential_process` line. It may hold secrets, so that only its first word is ever shown. */
export interface HelperLine {
  readonly profile: ExaminedProfile;
  readonly setting: Setting;
  /** Split as the AWS CLI does; undefined where a quotation is not closed. */
  readonly words: readonly string[] | undefined;
  /** What follows awsmfa, where the line runs it without anything in between; undefined for another program. */
  readonly own: readonly string[] | undefined;
  /**
   * The profile that a line of ours asks for, or why it fails; undefined where it names none, or is another program's.
   */
  readonly asked: string | Failure | undefined;
}

export function helperLines({ profiles, platform }: Surroundings): readonly HelperLine[] {
  return profiles.flatMap((profile) => helperLine(profile, platform) ?? []);
}

export function helperLine(
  profile: ExaminedProfile,
  platform: NodeJS.Platform,
): HelperLine | undefined {
  const setting = valueOf(profile, 'credential_process');
  if (setting === undefined) return undefined;
  const words = splitCommand(setting.value, platform);
  const asked = attempt(() => parseOwnCommand(setting, {}, platform)?.profile);
  return { profile, setting, words, own: argumentsOfAwsmfa(words), asked };
}

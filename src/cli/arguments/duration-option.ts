import { Failure } from '../../ground/failure.ts';
import { durationForms, parseDuration } from '../../words/duration.ts';

/** @throws Failure of kind `usage` for what is not a duration. */
export function durationOption(flag: string, text: string): number {
  const seconds = parseDuration(text);
  if (seconds !== undefined) return seconds;
  throw new Failure('usage', `\`${flag}\` accepts a duration, not "${text}"`, [
    `use ${durationForms}`,
  ]);
}

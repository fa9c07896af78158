import { formatOfShell } from '../../render/export/default-export-format.ts';
import { exportFormats } from '../../render/export/export.ts';
import { askBack, didYouMean } from './did-you-mean.ts';

/** The values that an option accepts, where it accepts these alone. */
export function choicesOf(flag: string): readonly string[] | undefined {
  return flag === '--format' ? exportFormats : undefined;
}

/** The hint to the values that were probably meant: where a shell is named, to the format that it reads. */
export function hintToChoice(value: string, choices: readonly string[]): readonly string[] {
  const format = formatOfShell(value);
  return format === undefined ? didYouMean(value, choices) : askBack([format]);
}

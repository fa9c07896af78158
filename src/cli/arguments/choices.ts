import { exportFormats } from '../../render/export/export.ts';

/** The values that an option accepts, where it accepts these alone. */
export function choicesOf(flag: string): readonly string[] | undefined {
  return flag === '--format' ? exportFormats : undefined;
}

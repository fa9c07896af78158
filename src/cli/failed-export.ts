import { failEvaluation } from '../commands/credentials/export.ts';
import type { Host } from '../host/host.ts';
import { commandOf } from '../plan/model/command-line.ts';
import { exportFormats, type ExportFormat } from '../render/export/export.ts';

/** Whether an `eval` may wait for the output: also if the command is misspelt, missing or preceded by an option. */
export function mayBeExport([command]: readonly string[]): boolean {
  const called = commandOf(command);
  return called === undefined || called === 'export';
}

/**
 * After an export that failed, a wrong command line included: `eval "$(awsmfa export …)" && deploy` must not deploy.
 */
export async function failExport(argv: readonly string[], host: Host): Promise<void> {
  // What cannot be written now has nobody to read it.
  await failEvaluation({ format: formatOf(argv) }, host).catch(() => undefined);
}

/** What `--format` says last, as the parser has it; undefined where it is missing or is no format. */
function formatOf(argv: readonly string[]): ExportFormat | undefined {
  const words = argv.includes('--') ? argv.slice(0, argv.indexOf('--')) : argv;
  const index = words.findLastIndex((word) => /^--format(?:=|$)/.test(word));
  const value = words[index]?.includes('=')
    ? words[index].slice('--format='.length)
    : words[index + 1];
  return index < 0 ? undefined : exportFormats.find((format) => format === value);
}

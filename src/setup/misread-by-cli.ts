import { entriesIn } from '../config/dialect/entries.ts';
import type { SectionIndex } from '../config/dialect/section-index.ts';
import type { ProfileGraph } from '../config/graph.ts';
import type { MisreadingKind } from '../config/lint/misreading.ts';
import { findMisreadings, type ConfigWarning } from '../config/lint/misreadings.ts';

/** What the AWS CLI and boto3 do not read as awsmfa does, of all that counts for these profiles. */
export function misreadByCli(
  profiles: readonly string[],
  graph: ProfileGraph,
): readonly ConfigWarning[] {
  return graph.lookThrough((file) => {
    const own = new Set(profiles.flatMap((profile) => linesOf(profile, file)));
    return findMisreadings(file).filter(
      ({ kind, line }) => inWholeFile.has(kind) || (inSection.has(kind) && own.has(line)),
    );
  });
}

const inWholeFile: ReadonlySet<MisreadingKind> = new Set([
  'byte-order-mark',
  'duplicate-section',
  'duplicate-setting',
  'inherited-settings',
]);

const inSection: ReadonlySet<MisreadingKind> = new Set(['comment-after-value', 'hidden-section']);

/** The lines of its headers and of its settings, but for those that awsmfa alone reads. */
function linesOf(profile: string, file: SectionIndex): readonly number[] {
  return file.blocks({ type: 'profile', name: profile }).flatMap((block) => {
    const read = entriesIn(file.source, block).filter(({ key }) => !key.startsWith('awsmfa_'));
    const lines = read.flatMap(({ line, more }) => [line, ...more]);
    return [block.number, ...lines.map(({ number }) => number)];
  });
}

import { entriesIn } from '../dialect/entries.ts';
import {
  findBlocks,
  type Block,
  type ConfigSource,
  type SectionIndex,
} from '../dialect/section-index.ts';
import { isCommonName, type FileKind } from '../dialect/sections.ts';

/** A setting under `[DEFAULT]`. */
export interface InheritedSetting {
  /** In lower case. */
  readonly key: string;
  readonly file: FileKind;
  readonly path: string;
  readonly line: number;
}

/**
 * The settings under `[DEFAULT]`, in capitals. Python's parser, and so the AWS CLI and boto3, adds them to every
 * section that does not set them itself. The SDKs, and awsmfa, do not.
 */
export function inheritedSettings(source: ConfigSource): readonly InheritedSetting[] {
  return inheritedBlocks(source).flatMap((block) =>
    entriesIn(source, block)
      .filter(({ key }) => isCommonName(key))
      .map(({ key, line }) => ({
        ...{ key, file: source.kind, path: source.path },
        line: line.number,
      })),
  );
}

/** Those that a profile gets where it has a section. */
export function inheritedBy(profile: string, file: SectionIndex): readonly InheritedSetting[] {
  const blocks = file.blocks({ type: 'profile', name: profile });
  if (blocks.length === 0) return [];
  const own = new Set(
    blocks.flatMap((block) => entriesIn(file.source, block)).map(({ key }) => key),
  );
  return inheritedSettings(file.source).filter(({ key }) => !own.has(key));
}

/** Python takes a header as it is: `[ DEFAULT]` is one like any other. */
export function inheritedBlocks(source: ConfigSource): readonly Block[] {
  return findBlocks(source).filter(({ start }) => source.text.startsWith('[DEFAULT]', start));
}

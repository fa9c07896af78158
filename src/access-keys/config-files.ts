import type { ConfigText } from '../config/dialect/lines.ts';
import { SectionIndex, type ConfigSource } from '../config/dialect/section-index.ts';
import type { FileKind, SectionId } from '../config/dialect/sections.ts';
import { parseIni } from '../config/dialect/settings.ts';
import { applyEdits } from '../config/edit/apply-edits.ts';
import type { Edit } from '../config/edit/edit.ts';
import type { ConfigFiles } from '../config/files/locations.ts';
import { readConfigFile } from '../config/files/read.ts';
import { writeConfigFile } from '../config/files/write-file.ts';
import { parseProfileGraph, type ProfileGraph } from '../config/graph.ts';
import { readSection, type SectionContent } from '../config/section-content.ts';

/** One of the two files, as it was read. */
export interface ConfigFile {
  readonly kind: FileKind;
  readonly path: string;
  /** Undefined where there is none yet. */
  readonly text: string | undefined;
}

/** @throws Failure of kind `configuration` where one cannot be read. */
export function readConfigFiles(files: ConfigFiles): readonly [ConfigFile, ConfigFile] {
  const open = (kind: FileKind): ConfigFile => {
    const path = files[kind];
    return { kind, path, text: readConfigFile(path)?.text };
  };
  return [open('config'), open('credentials')];
}

/** The file as it will be. Nothing is written. */
export function withEdits(file: ConfigFile, edits: readonly Edit[]): ConfigFile {
  return edits.length === 0 ? file : { ...file, text: applyEdits(sourceOf(file), edits) };
}

/** @throws Failure of kind `storage` where the file cannot be written, or has changed since it was read. */
export function writeFile(before: ConfigFile, after: ConfigFile): void {
  if (after.text === undefined || after.text === before.text) return;
  writeConfigFile(before.path, before.text, after.text);
}

/** What the two files say together. */
export function graphOfFiles(files: readonly ConfigFile[]): ProfileGraph {
  const text = (kind: FileKind): ConfigText | undefined => {
    const file = files.find((each) => each.kind === kind);
    return file?.text === undefined ? undefined : { path: file.path, text: file.text };
  };
  return parseProfileGraph({ config: text('config'), credentials: text('credentials') });
}

/** What one file says of a profile, whatever the other one says. */
export function profileIn(file: ConfigFile, name: string): SectionContent | undefined {
  return readSection([new SectionIndex(sourceOf(file))], sectionOf(name), parseIni);
}

export function profilesIn(file: ConfigFile): readonly string[] {
  return [...new SectionIndex(sourceOf(file)).names('profile')];
}

export function sectionOf(profile: string): SectionId {
  return { type: 'profile', name: profile };
}

function sourceOf({ kind, path, text = '' }: ConfigFile): ConfigSource {
  return { kind, path, text };
}

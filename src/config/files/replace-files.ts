import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Failure } from '../../ground/failure.ts';
import type { Secret } from '../../ground/secret.ts';
import { sha256 } from '../../words/hash.ts';
import { removeDrafts } from './drafts.ts';
import { readConfigFile } from './read.ts';
import { writeConfigFile } from './write-file.ts';
import { writeNewFile } from './write-new-file.ts';

export interface Replacement {
  readonly path: string;
  /** Undefined where there was no file. */
  readonly before: string | undefined;
  readonly after: string;
}

/** How many changes can be undone, one after the other. */
const keptChanges = 5;

/**
 * Replaces files, all of them or none, and keeps what they were beside them, readable by their owner alone:
 * `config.awsmfa-20261121T144501123Z-0123456789ab`. The end of the name tells what the file was replaced by, so that
 * undoing it overwrites nobody's later work.
 *
 * @returns the paths of what is kept of files that were there
 * @throws Failure of kind `storage`; then every file is as it was
 */
export function replaceFiles(replacements: readonly Replacement[], now: Date): readonly string[] {
  const stamp = now.toISOString().replaceAll(/[-:.]/g, '');
  const backups: string[] = [];
  const written: Replacement[] = [];
  try {
    for (const replacement of replacements) backups.push(keep(replacement, stamp));
    for (const replacement of replacements) {
      writeConfigFile(replacement.path, replacement.before, replacement.after);
      written.push(replacement);
    }
  } catch (error) {
    for (const { path, before, after } of written) restore(path, after, before);
    for (const backup of backups) rmSync(backup, { force: true });
    throw error;
  }
  for (const { path } of replacements) forgetOldest(path);
  return backups.filter((backup) => !backup.endsWith('-new'));
}

/**
 * Removes all backups of every change of which one holds this secret, and what interrupted changes left. Returns the
 * paths of the backups that held it.
 */
export function forgetChangesHolding(secret: Secret, paths: readonly string[]): readonly string[] {
  for (const path of paths) removeDrafts(path);
  const all = paths.flatMap(backupsOf);
  const holding = all.filter(
    ({ file }) => readConfigFile(file)?.text.includes(secret.reveal()) === true,
  );
  const stamps = new Set(holding.map(({ stamp }) => stamp));
  for (const { file } of all.filter(({ stamp }) => stamps.has(stamp)))
    rmSync(file, { force: true });
  return holding.map(({ file }) => file);
}

/** What the last change made of a file, and what there was before; undefined where there is no file. */
export interface LastChange {
  readonly current: string | undefined;
  readonly before: string | undefined;
}

/** What `undoLastReplacement` would undo. @throws Failure as it does */
export function lastChanges(paths: readonly string[]): readonly LastChange[] {
  return lastBackups(paths).map(planUndo);
}

/** What undoing did to a file. */
export interface Undone {
  readonly path: string;
  readonly became: 'as it was again' | 'removed';
}

/**
 * Undoes the last change that `replaceFiles` made to these files.
 *
 * @returns what was undone; nothing where there is no change left to undo
 * @throws Failure of kind `storage` where one of them was changed since; then nothing is undone
 */
export function undoLastReplacement(paths: readonly string[]): readonly Undone[] {
  const backups = lastBackups(paths);
  const steps = backups.map(planUndo);
  const undone = steps.map(({ backup, current, before }) => {
    if (current !== before) restore(backup.path, current, before);
    return {
      path: backup.path,
      became: before === undefined ? 'removed' : 'as it was again',
    } as const;
  });
  for (const { file } of backups) rmSync(file, { force: true });
  return undone;
}

function lastBackups(paths: readonly string[]): readonly Backup[] {
  const all = paths.flatMap(backupsOf);
  const last = all
    .map(({ stamp }) => stamp)
    .toSorted()
    .at(-1);
  return all.filter(({ stamp }) => stamp === last);
}

interface Backup {
  /** The file it was made of. */
  readonly path: string;
  readonly file: string;
  readonly stamp: string;
  /** The beginning of the hash of what replaced it. */
  readonly replacedBy: string;
  /** Whether there was no file before. */
  readonly isNew: boolean;
}

function keep({ path, before, after }: Replacement, stamp: string): string {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const file = `${path}.awsmfa-${stamp}-${shortHash(after)}${before === undefined ? '-new' : ''}`;
  try {
    writeNewFile(file, before ?? '');
  } catch (error) {
    throw noBackup(path, error);
  }
  return file;
}

function shortHash(text: string): string {
  return sha256(text).slice(0, 12);
}

/** The oldest first. */
function backupsOf(path: string): readonly Backup[] {
  const prefix = `${basename(path)}.awsmfa-`;
  return namesIn(dirname(path))
    .toSorted()
    .flatMap((name) => {
      const [, stamp = '', replacedBy = '', suffix] = name.startsWith(prefix)
        ? (/^(\d{8}T\d{9}Z)-([0-9a-f]{12})(-new)?$/.exec(name.slice(prefix.length)) ?? [])
        : [];
      const file = join(dirname(path), name);
      return stamp === '' ? [] : [{ path, file, stamp, replacedBy, isNew: suffix !== undefined }];
    });
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function forgetOldest(path: string): void {
  for (const { file } of backupsOf(path).slice(0, -keptChanges)) rmSync(file, { force: true });
}

/** A file that is as it was before, where a change was cut short, is right already. */
function planUndo(backup: Backup) {
  const current = readConfigFile(backup.path)?.text;
  const before = backup.isNew ? undefined : (readConfigFile(backup.file)?.text ?? '');
  const isOurs = current !== undefined && shortHash(current) === backup.replacedBy;
  if (!isOurs && current !== before) throw changedSince(backup);
  return { backup, current, before };
}

function restore(path: string, current: string | undefined, before: string | undefined): void {
  if (before === undefined) rmSync(path, { force: true });
  else writeConfigFile(path, current, before);
}

function changedSince({ path, file }: Backup): Failure {
  return new Failure(
    'storage',
    `"${path}" was changed after awsmfa changed it, so nothing is undone`,
    [`take from "${file}" what you want to have back`],
  );
}

function noBackup(path: string, error: unknown): Failure {
  const why = error instanceof Error ? error.message : String(error);
  return new Failure(
    'storage',
    `no backup of "${path}" can be made, so nothing is written: ${why}`,
    ['check who owns its folder, and that the disk is not full'],
  );
}

import type { FileKind } from '../../config/dialect/sections.ts';
import type { Profile } from '../../config/dialect/profile.ts';
import type { InheritedSetting } from '../../config/lint/inherited-settings.ts';
import type { ConfigWarning } from '../../config/lint/misreadings.ts';
import type { Environment } from '../../ground/environment.ts';
import type { Failure } from '../../ground/failure.ts';
import type { Resolved } from '../../plan/model/resolved.ts';

/** Everything that is looked at. It holds no secret, and looking changes nothing. */
export interface Surroundings {
  readonly env: Environment;
  /** Absolute; undefined where there is none. */
  readonly home: string | undefined;
  readonly platform: NodeJS.Platform;
  /** Undefined on Windows. */
  readonly uid: number | undefined;
  readonly now: Date;
  /** `20.19.0`; undefined where awsmfa needs no Node. */
  readonly nodeVersion: string | undefined;
  /** Who reads what is found. */
  readonly reader: 'terminal' | 'other';
  /** The config file and the credentials file. */
  readonly files: readonly ExaminedFile[];
  /** Every profile there is; none where one of the files cannot be read. */
  readonly profiles: readonly ExaminedProfile[];
  readonly cache: ExaminedCache;
  readonly disk: Disk;
  /** What AWS says of each long-term key; undefined where it was not asked. */
  readonly online: readonly ExaminedKey[] | undefined;
}

export interface ExaminedFile {
  readonly kind: FileKind;
  readonly path: string;
  readonly state: 'read' | 'missing' | 'broken';
  /** Why it cannot be read. */
  readonly failure?: Failure;
  /** What other programs read otherwise. */
  readonly misreadings: readonly ConfigWarning[];
  /** Every setting of a profile, in file order, duplicates included. */
  readonly settings: readonly SettingPlace[];
}

/** Where a setting is: its value only where that is no secret. */
export interface SettingPlace {
  readonly profile: string;
  /** In lower case. */
  readonly key: string;
  /** Empty for secrets. */
  readonly value: string;
  readonly file: string;
  readonly line: number;
  /** The line of the header above it. */
  readonly headerLine: number;
}

export interface ExaminedProfile {
  readonly name: string;
  /** Both files together, what it includes as well. */
  readonly settings: Profile['settings'];
  /** What the AWS CLI and boto3 add to it. */
  readonly inherited: readonly InheritedSetting[];
  /** `broken` where they cannot be read, and none are here. */
  readonly state: 'read' | 'broken';
  /** The plan, or why there is none. */
  readonly outcome: Resolved | Failure;
}

export interface ExaminedCache {
  /** AWSMFA_HOME; undefined where there is none. */
  readonly home: string | undefined;
  /** Why nothing can be kept. */
  readonly obstacle: Failure | undefined;
  readonly entries: readonly CacheEntry[];
}

export interface CacheEntry {
  readonly file: string;
  readonly ageMs: number;
  /** `foreign`: not a name of ours; `unreadable`: one of ours, and no session of ours in it. */
  readonly state: 'session' | 'unreadable' | 'half written' | 'foreign';
  readonly expiration?: Date;
  readonly issuedAt?: Date;
}

/** What is on the disk; undefined or nothing where it cannot be seen. */
export interface Disk {
  stat(path: string): FileStat | undefined;
  /** The text of a small regular file. */
  text(path: string): string | undefined;
  names(folder: string): readonly string[];
  /** The number of the kind of file system, as `statfs` has it. */
  fileSystem(path: string): number | undefined;
}

export interface FileStat {
  readonly kind: 'file' | 'folder' | 'other';
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly mtimeMs: number;
}

/** A long-term access key, as AWS knows it. */
export interface ExaminedKey {
  readonly profile: string;
  readonly accessKeyId: string;
  readonly at: { readonly file: string; readonly line: number } | undefined;
  /** The serials that profiles use with this key, and where each is set. */
  readonly serials: readonly SerialPlace[];
  /** Whose it is, or why AWS does not say. */
  readonly identity: KeyIdentity | Failure;
}

export interface SerialPlace {
  readonly serial: string;
  readonly at: string;
}

export interface KeyIdentity {
  readonly arn: string;
  readonly accountId: string;
  /** AWS's clock less ours, in milliseconds, to a second or so. */
  readonly skewMs: number;
  /** The serials of the user's devices that show codes; undefined where IAM does not list them. */
  readonly devices: readonly string[] | undefined;
  /** When the key was made; undefined where IAM does not tell. */
  readonly createdAt: Date | undefined;
}

import { expirationNames } from '../config/key-expiration.ts';
import type { FileKind, SectionId } from '../config/dialect/sections.ts';
import type { Edit } from '../config/edit/edit.ts';
import {
  hasSection,
  sectionSettings,
  type ConfigDraft,
  type FileEdit,
  type OwnSetting,
} from './config-draft.ts';
import { sdkSettings, vegasNames } from './state/role-settings.ts';

export interface Rewiring {
  readonly profile: string;
  /** The whole `credential_process` line. */
  readonly line: string;
  /** The MFA device that none of its profiles names. */
  readonly mfaSerial?: string;
}

/** The changes after which awsmfa, and nothing else, answers for a profile. */
export function rewire(
  draft: ConfigDraft,
  { profile, line, mfaSerial }: Rewiring,
): readonly FileEdit[] {
  const own = sectionSettings(draft, profile);
  const edits = createEdits(profile);
  renameSettings(own, edits);
  const emptied = dropSession(own, edits);
  const place = placeOfLine(own);
  if (!hasSection(draft, place, profile) || emptied.has(place))
    edits.add(place, { kind: 'add-section' });
  edits.add(place, { kind: 'set', key: 'credential_process', value: line, place: 'first' });
  if (mfaSerial !== undefined)
    edits.add(place, { kind: 'set', key: 'awsmfa_mfa_serial', value: mfaSerial });
  return edits.all;
}

/** An edit of the profile's own section. */
type OwnEdit = Edit extends infer E ? (E extends Edit ? Omit<E, 'section'> : never) : never;

interface Edits {
  readonly all: FileEdit[];
  add(file: FileKind, edit: OwnEdit): void;
}

function createEdits(name: string): Edits {
  const section: SectionId = { type: 'profile', name };
  const all: FileEdit[] = [];
  const add = (file: FileKind, edit: OwnEdit) => all.push({ file, edit: { ...edit, section } });
  return { all, add };
}

/** If there is a prefixed setting already, it wins, and the plain one is removed. */
function renameSettings(own: readonly OwnSetting[], edits: Edits): void {
  for (const name of [...Object.values(vegasNames), ...sdkSettings]) {
    const newKey = `awsmfa_${name.replace(/^vegas_/, '')}`;
    const isTaken = own.some(({ key, isEmpty }) => key === newKey && !isEmpty);
    for (const file of filesWith(own, name)) {
      const isThere = own.some((each) => each.file === file && each.key === newKey);
      if (isTaken || isThere) edits.add(file, { kind: 'unset', key: name });
      else edits.add(file, { kind: 'rename-setting', key: name, newKey });
    }
  }
}

function filesWith(own: readonly OwnSetting[], key: string): ReadonlySet<FileKind> {
  return new Set(own.filter((each) => each.key === key).map(({ file }) => file));
}

const sessionKeys = [
  'aws_access_key_id',
  'aws_secret_access_key',
  'aws_session_token',
  'aws_security_token',
];
/** What the tools that write such keys write beside them. */
const besideKeys = [
  ...expirationNames,
  'assumed_role',
  'assumed_role_arn',
  'manager',
  'autoawsume',
  'awsumepy_command',
];

/** Removes session keys, which would win over the line; a section with nothing else in it goes with them. */
function dropSession(own: readonly OwnSetting[], edits: Edits): ReadonlySet<FileKind> {
  const emptied = new Set<FileKind>();
  for (const file of filesWith(own, 'aws_access_key_id')) {
    const keys = new Set(own.filter((each) => each.file === file).map(({ key }) => key));
    const dropped = [...sessionKeys, ...besideKeys].filter((key) => keys.has(key));
    if (file === 'credentials' && dropped.length === keys.size) {
      edits.add(file, { kind: 'remove-section' });
      emptied.add(file);
    } else for (const key of dropped) edits.add(file, { kind: 'unset', key });
  }
  return emptied;
}

/** Where the line that counts is; a new one goes into the config file. */
function placeOfLine(own: readonly OwnSetting[]): FileKind {
  return filesWith(own, 'credential_process').has('credentials') ? 'credentials' : 'config';
}

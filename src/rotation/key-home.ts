import type { ConfigFiles } from '../config/files/locations.ts';
import type { Edit } from '../config/edit/edit.ts';
import { writeConfigFile } from '../config/files/write-file.ts';
import type { AccessKey } from '../ground/credentials.ts';
import { Failure } from '../ground/failure.ts';
import type { Secret } from '../ground/secret.ts';
import type { Keychain } from '../keychain/keychain.ts';
import {
  profileIn,
  profilesIn,
  readConfigFiles,
  sectionOf,
  withEdits,
  writeFile,
  type ConfigFile,
} from '../access-keys/config-files.ts';
import { keepKey } from '../access-keys/keep-key.ts';
import { keyProfiles } from '../access-keys/key-profiles.ts';
import type { JournalEntry } from './journal.ts';

/** Where the keys of profiles are: in either file, in the keychain, or in several of these places. */
export interface KeyHome {
  /** The profiles that have this key. */
  profilesOf(accessKeyId: string): readonly string[];
  /** Whether some profile has this key in the keychain. */
  usesKeychain(accessKeyId: string): boolean;
  /** The secret of a key that is in a file, or else in the keychain, which is opened only where it is used. */
  secretOf(accessKeyId: string, keychain: JournalEntry['keychain']): Promise<Secret | undefined>;
  /** @throws Failure where a file could not be changed, before there is anything to lose. */
  checkWritable(accessKeyId: string): void;
  /** Puts a key into every place of another. Whenever it is interrupted, each profile has one of the two. */
  replace(accessKeyId: string, key: AccessKey): Promise<void>;
  /** Removes from the keychain the secret of a key that no profile uses now. */
  drop(accessKeyId: string): Promise<void>;
}

export function createKeyHome(paths: ConfigFiles, keychain: Keychain): KeyHome {
  const read = () => readConfigFiles(paths);
  const named = (id: string) => keyProfiles(read(), 'awsmfa_access_key_id').get(id) ?? [];
  return {
    profilesOf(id) {
      const inFiles = keyProfiles(read(), 'aws_access_key_id').get(id) ?? [];
      return [...new Set([...inFiles, ...named(id)])];
    },
    usesKeychain: (id) => named(id).length > 0,
    async secretOf(id, use) {
      const inFile = read().flatMap((file) => secretsIn(file, id))[0];
      return inFile === undefined && use === 'used' ? keychain.get(id) : inFile;
    },
    checkWritable(id) {
      for (const file of read()) if (isIn(file, id)) rewrite(file);
    },
    async replace(id, key) {
      if (named(id).length > 0) await keepKey(key, keychain);
      for (const { kind } of read()) replaceInFile(kind, id, key, read);
    },
    async drop(id) {
      await keychain.remove(id);
    },
  };
}

type ReadFiles = () => readonly ConfigFile[];

/** Another program may change the file in the same moment; then it is read again. */
function replaceInFile(
  kind: ConfigFile['kind'],
  id: string,
  key: AccessKey,
  read: ReadFiles,
): void {
  for (let attempt = 1; ; attempt++) {
    const file = read().find((each) => each.kind === kind);
    if (file === undefined) return;
    try {
      writeFile(file, withEdits(file, editsOf(file, id, key)));
      return;
    } catch (error) {
      if (!(error instanceof Failure) || attempt === mostAttempts) throw error;
    }
  }
}

const mostAttempts = 3;

function editsOf(file: ConfigFile, id: string, key: AccessKey): readonly Edit[] {
  return profilesIn(file).flatMap((profile) => {
    const settings = profileIn(file, profile)?.settings;
    const section = sectionOf(profile);
    const set = (name: string, value: string): Edit => ({ kind: 'set', section, key: name, value });
    return [
      ...(settings?.get('aws_access_key_id')?.value === id
        ? [
            set('aws_access_key_id', key.accessKeyId),
            set('aws_secret_access_key', key.secretAccessKey.reveal()),
          ]
        : []),
      ...(settings?.get('awsmfa_access_key_id')?.value === id
        ? [set('awsmfa_access_key_id', key.accessKeyId)]
        : []),
    ];
  });
}

function secretsIn(file: ConfigFile, id: string): readonly Secret[] {
  return profilesIn(file).flatMap((profile) => {
    const content = profileIn(file, profile);
    const isIt = content?.settings.get('aws_access_key_id')?.value === id;
    return isIt ? (content.secrets.get('aws_secret_access_key') ?? []) : [];
  });
}

function isIn(file: ConfigFile, id: string): boolean {
  const settings = ['aws_access_key_id', 'awsmfa_access_key_id'] as const;
  return settings.some((setting) => keyProfiles([file], setting).has(id));
}

/** Writes the text that is already there: this fails for the same reasons as a change would. */
function rewrite({ path, text }: ConfigFile): void {
  if (text !== undefined) writeConfigFile(path, text, text);
}

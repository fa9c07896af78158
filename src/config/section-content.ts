import { Secret } from '../ground/secret.ts';
import type { FileOrigin, SecretKey, Setting } from './dialect/profile.ts';
import type { SectionIndex } from './dialect/section-index.ts';
import type { SectionId } from './dialect/sections.ts';
import type { IniParser } from './dialect/settings.ts';
import { readSettings } from './dialect/settings.ts';

/** What one file, or both together, say under a name. */
export interface SectionContent {
  readonly headers: readonly FileOrigin[];
  /** With `[secret]` for the secrets. */
  readonly settings: ReadonlyMap<string, Setting>;
  readonly secrets: ReadonlyMap<SecretKey, Secret>;
}

type Settings = Map<string, Setting>;

const secretKeys: readonly SecretKey[] = ['aws_secret_access_key', 'aws_session_token'];
const accessKeyParts: ReadonlySet<string> = new Set(['aws_access_key_id', ...secretKeys]);

/** What boto called the session token, which botocore still reads. */
const legacySessionToken = 'aws_security_token';

/**
 * Merges a section of both files, per key, the later of the files over the earlier, an access key as a whole;
 * undefined where none has it.
 *
 * Secrets leave this function only as `Secret`s.
 */
export function readSection(
  files: readonly SectionIndex[],
  id: SectionId,
  parseText: IniParser,
): SectionContent | undefined {
  const headers = files.flatMap((file) => headersOf(file, id));
  if (headers.length === 0) return undefined;
  const perFile = files.map((file) =>
    withoutAlias(readSettings(file.source, file.blocks(id), parseText)),
  );
  const settings = new Map(keepOneAccessKey(perFile).flatMap((own) => [...own]));
  return { headers, secrets: takeSecrets(settings), settings };
}

function headersOf(file: SectionIndex, id: SectionId): readonly FileOrigin[] {
  return file.blocks(id).map(({ number, header }) => ({
    kind: 'file',
    file: file.source.path,
    line: number,
    name: header,
  }));
}

/** Gives the session token its own name, within one file, so that the other file's can override it. */
function withoutAlias(settings: Settings): Settings {
  const alias = settings.get(legacySessionToken);
  if (alias === undefined) return settings;
  settings.delete(legacySessionToken);
  if (!settings.has('aws_session_token')) settings.set('aws_session_token', alias);
  return settings;
}

/**
 * Id, secret and token of an access key come from one file, the last that has an id or a secret: AWS never issued a
 * pair that mixes two.
 */
function keepOneAccessKey(perFile: readonly Settings[]): readonly Settings[] {
  const owner = perFile.findLast((own) =>
    ['aws_access_key_id', 'aws_secret_access_key'].some((key) => own.get(key)?.value),
  );
  if (owner === undefined) return perFile;
  return perFile.map((own) =>
    own === owner ? own : new Map([...own].filter(([key]) => !accessKeyParts.has(key))),
  );
}

/** Moves the secrets out of the settings. An empty value counts as missing. */
function takeSecrets(settings: Settings): Map<SecretKey, Secret> {
  const secrets = new Map<SecretKey, Secret>();
  for (const key of secretKeys) {
    const setting = settings.get(key);
    if (setting === undefined || setting.value === '') continue;
    const secret = new Secret(setting.value);
    secrets.set(key, secret);
    settings.set(key, { value: String(secret), origin: setting.origin });
  }
  return secrets;
}

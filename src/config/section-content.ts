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

const secretKeys: readonly SecretKey[] = ['aws_secret_access_key', 'aws_session_token'];

/** What boto called the session token, which botocore still reads. */
const legacySessionToken = 'aws_security_token';

/**
 * Merges a section of both files, per key, the later of the files over the earlier; undefined where none
 * has it.
 *
 * Secrets leave this function as `Secret`s only.
 */
export function readSection(
  files: readonly SectionIndex[],
  id: SectionId,
  parseText: IniParser,
): SectionContent | undefined {
  const headers = files.flatMap((file) => headersOf(file, id));
  if (headers.length === 0) return undefined;
  const settings = new Map<string, Setting>();
  for (const file of files) {
    const own = readSettings(file.source, file.blocks(id), parseText);
    for (const [key, setting] of withoutAlias(own)) settings.set(key, setting);
  }
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

/** Gives the session token its own name, within one file, so that the other file's can win over it. */
function withoutAlias(settings: Map<string, Setting>): Map<string, Setting> {
  const alias = settings.get(legacySessionToken);
  if (alias === undefined) return settings;
  settings.delete(legacySessionToken);
  if (!settings.has('aws_session_token')) settings.set('aws_session_token', alias);
  return settings;
}

/** Moves the secrets out of the settings. An empty value is none. */
function takeSecrets(settings: Map<string, Setting>): Map<SecretKey, Secret> {
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

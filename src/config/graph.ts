import { cluesTo } from './clues.ts';
import type { ConfigSection, Profile, SecretKey } from './dialect/profile.ts';
import type { Secret } from '../ground/secret.ts';
import { withIncluded } from './include-profile.ts';
import type { ConfigText } from './dialect/lines.ts';
import type { ConfigFiles } from './files/locations.ts';
import { readConfigFile } from './files/read.ts';
import type { SectionContent } from './section-content.ts';
import { readSection } from './section-content.ts';
import { SectionIndex } from './dialect/section-index.ts';
import type { FileKind, SectionId } from './dialect/sections.ts';
import type { IniParser } from './dialect/settings.ts';
import { parseIni } from './dialect/settings.ts';

/** What the two files say. Sections are read when they are first asked for. */
export interface ProfileGraph {
  /** The credentials file as settings' origins name it; undefined where there is none. */
  readonly credentialsPath: string | undefined;
  /** Every profile of either file, in file order, config file first. */
  names(): readonly string[];
  /**
   * The settings of a profile, the credentials file over the config file; undefined where no file has it.
   * The legacy `aws_security_token` appears as `aws_session_token`.
   *
   * @throws Failure of kind `configuration` where its `include_profile` leads to a loop or to nothing.
   */
  profile(name: string): Profile | undefined;
  /** `[sso-session NAME]` */
  ssoSession(name: string): ConfigSection | undefined;
  /** `[services NAME]` */
  services(name: string): ConfigSection | undefined;
  /** A secret of a profile; undefined where the profile itself has none under that key. */
  secret(profileName: string, key: SecretKey): Secret | undefined;
  /** The hints of a failure about a profile that does not exist or lacks something. */
  clues(name: string): readonly string[];
  /** The paths at which there is no file. */
  readonly missing: Readonly<Partial<Record<FileKind, string>>>;
  /** What `look` finds in each of the files there are, config file first: see `findMisreadings`. */
  lookThrough<T>(look: (file: SectionIndex) => readonly T[]): readonly T[];
}

/** The texts of the two files; undefined for one that does not exist. */
export interface ConfigTexts {
  readonly config?: ConfigText | undefined;
  readonly credentials?: ConfigText | undefined;
}

/**
 * @throws Failure of kind `configuration` where a file cannot be read or is not in AWS's config dialect.
 */
export function openProfileGraph(files: ConfigFiles): ProfileGraph {
  const config = readConfigFile(files.config);
  const credentials = readConfigFile(files.credentials);
  const missing = {
    ...(config === undefined && { config: files.config }),
    ...(credentials === undefined && { credentials: files.credentials }),
  };
  return { ...parseProfileGraph({ config, credentials }), missing };
}

/**
 * @param parseText `ini`, which runs on the sections that are asked for and no others
 * @throws Failure of kind `configuration`, with file and line, where a text is not in AWS's config dialect
 */
export function parseProfileGraph(
  texts: ConfigTexts,
  parseText: IniParser = parseIni,
): ProfileGraph {
  const files = [...indexOf('config', texts.config), ...indexOf('credentials', texts.credentials)];
  const read = remembering((id) => readSection(files, id, parseText));
  const section = (id: SectionId) => asSection(id.name, read(id));
  const ownProfile = (name: string) => section({ type: 'profile', name });
  return {
    credentialsPath: texts.credentials?.path,
    names: () => [...new Set(files.flatMap((file) => [...file.names('profile')]))],
    profile: (name) => {
      const own = ownProfile(name);
      return own && withIncluded(own, ownProfile, (missing) => cluesTo(missing, files));
    },
    ssoSession: (name) => section({ type: 'sso-session', name }),
    services: (name) => section({ type: 'services', name }),
    secret: (name, key) => read({ type: 'profile', name })?.secrets.get(key),
    clues: (name) => cluesTo(name, files),
    missing: {},
    lookThrough: (look) => files.flatMap(look),
  };
}

function indexOf(kind: FileKind, text: ConfigText | undefined): SectionIndex[] {
  return text === undefined ? [] : [new SectionIndex({ kind, ...text })];
}

type Read = (id: SectionId) => SectionContent | undefined;

function remembering(read: Read): Read {
  const known = new Map<string, SectionContent | undefined>();
  return (id) => {
    const key = `${id.type} ${id.name}`;
    if (!known.has(key)) known.set(key, read(id));
    return known.get(key);
  };
}

function asSection(name: string, content: SectionContent | undefined): ConfigSection | undefined {
  return content && { name, settings: content.settings, headers: content.headers };
}

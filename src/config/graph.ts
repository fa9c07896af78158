import type { Origin } from '../plan/plan.ts';
import type { Secret } from '../secret.ts';
import { withIncluded } from './include-profile.ts';
import type { ConfigText } from './lines.ts';
import type { ConfigFiles } from './locations.ts';
import { readConfigFile } from './read.ts';
import type { SectionContent } from './section-content.ts';
import { readSection } from './section-content.ts';
import { SectionIndex } from './section-index.ts';
import type { FileKind, SectionId } from './sections.ts';
import type { IniParser } from './settings.ts';
import { parseIni } from './settings.ts';

export type FileOrigin = Extract<Origin, { kind: 'file' }>;

/** One setting as the files have it. */
export interface Setting {
  /**
   * The text after the `=`, continuation lines joined with a newline. A nested block is `"\nname = value"`
   * per line; a secret is `[secret]`: ask `ProfileGraph.secret` for it.
   */
  readonly value: string;
  /** Where it is; `name` is the key as the file has it, in lower case. */
  readonly origin: FileOrigin;
  /** The settings of a nested block, by lower-case name; undefined where the value is not a block. */
  readonly nested?: ReadonlyMap<string, Setting>;
}

/** The settings under one name, from every place that has some. */
export interface ConfigSection {
  readonly name: string;
  /** By lower-case key. */
  readonly settings: ReadonlyMap<string, Setting>;
  /**
   * The section headers it was read from, config file first; their `name` is the text between the brackets.
   */
  readonly headers: readonly FileOrigin[];
}

export type Profile = ConfigSection;

export type SecretKey = 'aws_secret_access_key' | 'aws_session_token';

/** What the two files say. Sections are read when they are first asked for. */
export interface ProfileGraph {
  /** The credentials file as settings' origins name it; undefined where there is none. */
  readonly credentialsPath: string | undefined;
  /** Every profile of either file, in file order, config file first. */
  names(): readonly string[];
  /**
   * The settings of a profile, the credentials file over the config file; undefined where no file has it.
   * The legacy `aws_security_token` comes as `aws_session_token`.
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
  return parseProfileGraph({
    config: readConfigFile(files.config),
    credentials: readConfigFile(files.credentials),
  });
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
      return own && withIncluded(own, ownProfile);
    },
    ssoSession: (name) => section({ type: 'sso-session', name }),
    services: (name) => section({ type: 'services', name }),
    secret: (name, key) => read({ type: 'profile', name })?.secrets.get(key),
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

import type { Origin } from '../../ground/origin.ts';

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

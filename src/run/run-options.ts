import type { Overrides } from '../plan/model/request.ts';
import type { CodeOptions } from './codes/source-context.ts';

/** What the command line says of a run, apart from the profile: the same for every command that yields credentials. */
export interface RunOptions extends CodeOptions {
  /** Settings by option. */
  readonly settings: Overrides;
  /** `bypassed` by `--no-cache`, `refreshed` by `--refresh`. */
  readonly cache: 'used' | 'refreshed' | 'bypassed';
  /** `silent` where stderr must stay empty on success. */
  readonly warnings: 'shown' | 'silent';
  readonly debug: 'on' | 'off';
}

export const defaultRunOptions: RunOptions = {
  settings: new Map(),
  prompting: 'allowed',
  runBy: 'anybody',
  cache: 'used',
  warnings: 'shown',
  debug: 'off',
};

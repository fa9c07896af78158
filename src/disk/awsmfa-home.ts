import { isAbsolute, join } from 'node:path';
import { Failure } from '../ground/failure.ts';
import type { Environment } from '../ground/environment.ts';

/**
 * `AWSMFA_HOME`, where awsmfa keeps its own files: `~/.aws/awsmfa` unless it is set. A leading `~` is the home folder,
 * since a shell does not expand it in `export AWSMFA_HOME="~/x"`. Undefined where
 * there is no home, or only a relative one: nothing is kept.
 *
 * @throws Failure of kind `configuration` for a relative path: sessions would be kept in every working directory.
 */
export function awsmfaHome(env: Environment, home: string | undefined): string | undefined {
  const set = env['AWSMFA_HOME'] || join('~', '.aws', 'awsmfa');
  if (isAbsolute(set)) return set;
  const inHome = /^~[/\\](.+)/s.exec(set)?.[1];
  if (inHome !== undefined) return home && isAbsolute(home) ? join(home, inHome) : undefined;
  throw new Failure('configuration', `\`AWSMFA_HOME\` "${set}" must be an absolute path`, [
    'set `AWSMFA_HOME` to a path that starts with `/` or `~/`, or unset it to use `~/.aws/awsmfa`',
  ]);
}

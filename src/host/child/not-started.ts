import { withoutSecrets } from '../../words/without-secrets.ts';

/**
 * Why the program of a line in the config files could not be started, as the rest of a sentence about the line. It is
 * named where it is a plain name or path, which hold no secret, unlike `TOKEN=… program`.
 *
 * @param reason the system's, `ENOENT`
 * @param words the line, split
 */
export function describeNotStarted(reason: string, [program = '']: readonly string[]): string {
  if (reason !== 'ENOENT' || !/^[\w./~+-]+$/.test(program))
    return `could not be started (${reason})`;
  const isPath = program.includes('/');
  return `starts "${withoutSecrets(program)}", which is not ${isPath ? 'there' : 'on the `PATH`'}`;
}

import type { Person } from '../ask/person.ts';
import type { AccessKey } from '../ground/credentials.ts';
import { Failure } from '../ground/failure.ts';
import { Secret } from '../ground/secret.ts';
import type { Host } from '../host/host.ts';
import { isKeyId, isTemporary, looksSecret } from '../words/key-text.ts';

/** What the command line says of a key that is in no file and no keychain yet. */
export interface GivenPair {
  /** Undefined: asked for. */
  readonly accessKeyId: string | undefined;
  readonly secretFrom: 'person' | 'stdin';
}

/**
 * The key as the command line gives it, and what is missing as a person types it.
 *
 * @throws Failure where it can be no long-term key, or nobody can be asked
 */
export async function obtainKey(
  { accessKeyId, secretFrom }: GivenPair,
  person: Person,
  { readLine }: Pick<Host, 'readLine'>,
): Promise<AccessKey> {
  const id =
    accessKeyId === undefined
      ? await person.text({
          message: 'Access key id',
          instead: '`--access-key-id ID`',
          validate: (text) => whatIsWrong(text) ?? true,
        })
      : checked(accessKeyId);
  const secret =
    secretFrom === 'stdin'
      ? given(await readLine())
      : await person.secret({
          message: 'Secret access key',
          instead: '`--secret-access-key -`, and the secret on standard input',
        });
  return { accessKeyId: id, secretAccessKey: secret };
}

/** The program that was to print it may have failed: AWS would only say that the secret is wrong. */
function given(line = ''): Secret {
  const secret = line.trim();
  if (secret !== '') return new Secret(secret);
  throw new Failure('usage', 'the secret access key on standard input is empty', [
    'run what is before the pipe by itself to see what it prints',
  ]);
}

function checked(accessKeyId: string): string {
  const wrong = whatIsWrong(accessKeyId);
  if (wrong === undefined) return accessKeyId;
  throw new Failure('usage', `\`--access-key-id\`: ${wrong}`, ['copy the id of the key again']);
}

/** What is not shown: it may be the secret. */
function whatIsWrong(accessKeyId: string): string | undefined {
  if (looksSecret(accessKeyId)) return 'this is a secret, not an access key id';
  if (isTemporary(accessKeyId)) return 'a temporary key cannot be kept';
  return isKeyId(accessKeyId) ? undefined : 'this is not an access key id';
}

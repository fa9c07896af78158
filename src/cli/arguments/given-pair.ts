import type { GivenPair } from '../../access-keys/obtain-key.ts';
import { Failure } from '../../ground/failure.ts';
import type { Given } from './given.ts';

/** The access key as the command line gives it. @throws Failure of kind `usage` for a secret on the command line */
export function readPair(given: Given): GivenPair {
  const secret = given.text('--secret-access-key');
  if (secret !== undefined && secret !== '-')
    throw new Failure('usage', '`--secret-access-key` accepts only `-`', [
      'write the secret to standard input: others can see a command line',
      'if that was the secret of a key in use, make a new one with `awsmfa rotate`',
    ]);
  return {
    accessKeyId: given.text('--access-key-id'),
    secretFrom: secret === undefined ? 'person' : 'stdin',
  };
}

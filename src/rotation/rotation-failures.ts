import type { ListedKey } from '../aws/iam/access-keys.ts';
import { Failure } from '../ground/failure.ts';
import { profileWord } from '../words/shell-word.ts';

/** A user may have two keys, and the second is needed while one is replaced. */
export function twoKeys(current: string, others: readonly ListedKey[]): Failure {
  const described = others.map(({ accessKeyId, status, createdAt }) => {
    return `${accessKeyId} (${status}, created ${createdAt.toISOString().slice(0, 10)})`;
  });
  const [other] = others;
  return new Failure(
    'refused',
    `the user has another access key beside ${current}: ${described.join(', ')}; AWS allows no third one`,
    [
      `see when it was used last: \`aws iam get-access-key-last-used --access-key-id ${other?.accessKeyId ?? ''}\``,
      `if nobody needs it, delete it: \`aws iam delete-access-key --access-key-id ${other?.accessKeyId ?? ''}\``,
    ],
  );
}

export function unlistedKey(profile: string): Failure {
  return new Failure('refused', 'AWS says that the user has two access keys already', [
    `run \`awsmfa rotate ${profileWord(profile)}\` again in a minute: what was deleted a moment ago may still count`,
  ]);
}

export function neverAccepted(accessKeyId: string): Failure {
  return new Failure('refused', `AWS does not accept the new access key ${accessKeyId}`, [
    'run the command again later: it takes AWS a moment to know of a new key everywhere',
  ]);
}

export function notStored(accessKeyId: string): Failure {
  return new Failure(
    'storage',
    `access key ${accessKeyId} was stored, but does not work from where it is`,
    ['run the command again; the old key is still active'],
  );
}

import type { AccessKey } from '../ground/credentials.ts';
import { Failure } from '../ground/failure.ts';
import type { Keychain } from '../keychain/keychain.ts';

/**
 * Puts a key into the keychain, and checks that the keychain gives it back.
 *
 * @throws Failure if it does not; the caller must then leave everything as it is.
 */
export async function keepKey(
  { accessKeyId, secretAccessKey }: AccessKey,
  keychain: Pick<Keychain, 'get' | 'set'>,
): Promise<void> {
  await keychain.set(accessKeyId, secretAccessKey);
  const kept = await keychain.get(accessKeyId);
  if (kept?.reveal() === secretAccessKey.reveal()) return;
  throw new Failure('storage', `the keychain does not give back access key "${accessKeyId}"`, [
    'see whether the keychain program of your system works; nothing else was changed',
  ]);
}

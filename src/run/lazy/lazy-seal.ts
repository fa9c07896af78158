import { sha256 } from '../../words/hash.ts';
import type { Secret } from '../../ground/secret.ts';
import type { Keychain } from '../../keychain/keychain.ts';
import type { SessionKey } from '../../plan/model/plan.ts';
import type { Lock, SessionSeal } from '../../session/ports.ts';

/** Where the keychain has the key that seals sessions. */
const sealingKeyAccount = 'sessions';

type Sealing = typeof import('../../store/session-seal.ts');

/** The seal of this process, which opens the keychain once, when it is first needed. */
export function createLazySeal(keychain: Keychain, lock: Lock): SessionSeal {
  let key: Promise<Secret> | undefined;
  const load = () => import('../../store/session-seal.ts');
  const prepare = async () => {
    const sealing = await load();
    return (key ??= sealingKey(keychain, lock, sealing));
  };
  return {
    async prepare() {
      await prepare();
    },
    async seal(sessionKey, session) {
      const { sealSession } = await load();
      return sealSession(await prepare(), sessionKey, session);
    },
    async open(sessionKey, session) {
      const { openSession } = await load();
      return openSession(await prepare(), sessionKey, session);
    },
  };
}

async function sealingKey(keychain: Keychain, lock: Lock, sealing: Sealing): Promise<Secret> {
  const lockKey = sha256('the key that seals sessions') as SessionKey;
  for (;;) {
    const known = await knownKey(keychain, sealing);
    if (known !== undefined) return known;
    const lease = await lock.acquire(lockKey);
    if (lease === undefined) continue;
    try {
      return (await knownKey(keychain, sealing)) ?? (await makeKey(keychain, sealing));
    } finally {
      await lease.release();
    }
  }
}

async function knownKey(
  keychain: Keychain,
  { isSealingKey }: Sealing,
): Promise<Secret | undefined> {
  const key = await keychain.get(sealingKeyAccount);
  return key !== undefined && isSealingKey(key) ? key : undefined;
}

async function makeKey(keychain: Keychain, { newSealingKey }: Sealing): Promise<Secret> {
  const key = newSealingKey();
  await keychain.set(sealingKeyAccount, key);
  return key;
}

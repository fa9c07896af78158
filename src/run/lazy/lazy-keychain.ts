import type { Host } from '../../host/host.ts';
import type { Keychain } from '../../keychain/keychain.ts';

/** The keychain, of which nothing is loaded until it is opened. */
export function createLazyKeychain({ env, platform }: Host): Keychain {
  let opened: Promise<Keychain> | undefined;
  const open = () => (opened ??= openKeychain({ env, platform }));
  return {
    get: async (account) => (await open()).get(account),
    set: async (account, secret) => (await open()).set(account, secret),
    remove: async (account) => (await open()).remove(account),
    accounts: async () => (await open()).accounts(),
  };
}

async function openKeychain(options: Pick<Host, 'env' | 'platform'>): Promise<Keychain> {
  const [{ createKeychain }, { runProgram }, { ownProgram }] = await Promise.all([
    import('../../keychain/keychain.ts'),
    import('../../host/process/run-program.ts'),
    import('../../host/process/own-program.ts'),
  ]);
  return createKeychain({
    ...options,
    run: (input, limits) => runProgram(ownProgram('keychain-program'), { ...limits, input }),
  });
}

import { keyProfiles } from '../../access-keys/key-profiles.ts';
import { readConfigFiles } from '../../access-keys/config-files.ts';
import { locateConfigFiles } from '../../config/files/locations.ts';
import type { Host } from '../../host/host.ts';
import { alignColumns } from '../../render/screen/table.ts';
import { createLazyKeychain } from '../../run/lazy/lazy-keychain.ts';
import { printable } from '../../words/text.ts';
import { isKeyId } from '../../words/key-text.ts';

/** Shows which keys are in the keychain or said to be there, and the profiles that use them; no secrets. */
export async function listKeys(host: Host): Promise<void> {
  const { env, home, platform } = host;
  const files = readConfigFiles(locateConfigFiles(env, home, platform));
  const used = keyProfiles(files, 'awsmfa_access_key_id');
  // awsmfa keeps other things there, too.
  const kept = (await createLazyKeychain(host).accounts()).filter(isKeyId);
  const ids = [...new Set([...kept, ...used.keys()])].toSorted();
  const rows = ids.map((id) => [
    printable(id),
    kept.includes(id) ? 'in the keychain' : 'not in the keychain',
    describeUsers(used.get(id) ?? []),
  ]);
  const lines = rows.length === 0 ? ['no keys are in the keychain'] : alignColumns(rows);
  await host.out(lines.map((line) => `${line}\n`).join(''));
}

function describeUsers(profiles: readonly string[]): string {
  return profiles.length === 0 ? 'used by no profile' : profiles.map(printable).join(', ');
}

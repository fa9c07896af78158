import { join } from 'node:path';
import type { FindingKind, Sighting } from '../model/finding.ts';
import type { Surroundings } from '../model/surroundings.ts';

export const fishKind: FindingKind = {
  id: 'fish-universal-variables',
  severity: 'warning',
  title: 'a universal variable of fish is about AWS',
  why: '`set -U` keeps a variable for good and for all fish shells: an old profile or session is chosen in each new one, and keys are in one more file.',
  mend: 'Erase it with `set -Ue NAME`, and use `set -gx` for a single shell.',
  find: findUniversal,
};

const chosen =
  /^SETUVAR .*\b(AWS_(?:DEFAULT_)?PROFILE|AWS_ACCESS_KEY_ID|AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN|AWSMFA_\w+):/;

function findUniversal({ env, home, disk }: Surroundings): readonly Sighting[] {
  if (home === undefined) return [];
  const folder = env['XDG_CONFIG_HOME'] || join(home, '.config');
  const file = join(folder, 'fish', 'fish_variables');
  return (disk.text(file)?.split('\n') ?? []).flatMap((text, index) => {
    const name = chosen.exec(text)?.[1];
    if (name === undefined) return [];
    const at = { file, line: index + 1 };
    return [
      {
        what: `\`${name}\` is a universal variable`,
        at,
        mend: [`run \`set -Ue ${name}\` in fish`],
      },
    ];
  });
}

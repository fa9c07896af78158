import { canBeRegion } from '../../plan/sts/sts-target.ts';
import { describeProfile } from '../../words/profile-name.ts';
import { quoted } from '../../words/text.ts';
import { withoutSecrets } from '../../words/without-secrets.ts';
import type { FindingKind, Sighting } from '../model/finding.ts';
import { placeOf } from '../model/settings.ts';
import type { Surroundings } from '../model/surroundings.ts';

export const oddRegionKind: FindingKind = {
  id: 'odd-region',
  severity: 'error',
  title: 'a region is not the name of one',
  why: 'It becomes a part of the address of each service. awsmfa asks STS in a region that is one, and hands the value on to tools that fail with it.',
  mend: 'Write it as `eu-central-1`, without a second `=`, quotes or anything else beside it.',
  find: findOddRegions,
};

function findOddRegions({ profiles, env }: Surroundings): readonly Sighting[] {
  const inEnvironment = ['AWSMFA_REGION', 'AWS_REGION', 'AWS_DEFAULT_REGION'].flatMap((name) => {
    const value = env[name] ?? '';
    return isOdd(value) ? [{ what: `\`${name}\` is ${shown(value)}` }] : [];
  });
  const inProfiles = profiles.flatMap((profile) =>
    ['region', 'awsmfa_region'].flatMap((key) => {
      const setting = profile.settings.get(key);
      if (setting === undefined || !isOdd(setting.value)) return [];
      const what = `${describeProfile(profile.name)} has \`${key}\` ${shown(setting.value)}`;
      return [{ what, at: placeOf(setting) }];
    }),
  );
  return [...inEnvironment, ...inProfiles];
}

function isOdd(region: string): boolean {
  return region !== '' && !canBeRegion(region);
}

function shown(value: string): string {
  return quoted(withoutSecrets(value));
}

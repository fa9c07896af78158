import { isOwnSetting } from '../../plan/model/request.ts';
import { describeProfile } from '../../words/profile-name.ts';
import type { FindingKind } from '../model/finding.ts';

export const withoutPrefixKind: FindingKind = {
  id: 'setting-without-prefix',
  severity: 'warning',
  title: 'a setting of awsmfa lacks its prefix',
  why: 'awsmfa ignores it, because it may be another program’s.',
  mend: 'If it is meant for awsmfa, put `awsmfa_` before its name.',
  find: ({ files }) =>
    files
      .flatMap(({ settings }) => settings)
      .filter(({ key }) => isOwnSetting(key))
      .map(({ profile, key, file, line }) => ({
        what: `${describeProfile(profile)} has \`${key}\``,
        at: { file, line },
      })),
};

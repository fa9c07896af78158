import { expect, test } from 'vitest';
import { chainProfile, noOverrides } from '../../../src/plan/model/chain-profile.ts';
import { chainSettings, ownSettings, type SettingName } from '../../../src/plan/model/request.ts';
import { graphOf } from '../../support/config-texts.ts';

function valueOf(name: SettingName, line: string) {
  const profile = graphOf(`[profile app]\n${line}\n`).profile('app');
  if (profile === undefined) throw new Error('there is no such profile');
  return chainProfile(profile, noOverrides).setting(name)?.value;
}

test.for(chainSettings)('%s has a plain name, and one with the prefix', (name) => {
  expect(valueOf(name, `${name} = a`)).toBe('a');
  expect(valueOf(name, `awsmfa_${name} = a`)).toBe('a');
  expect(valueOf(name, `${name} = b\nawsmfa_${name} = a`)).toBe('a');
});

test.for(ownSettings)(
  '%s is read only with the prefix: without it, it is another program’s',
  (name) => {
    expect(valueOf(name, `awsmfa_${name} = a`)).toBe('a');
    expect(valueOf(name, `${name} = a`)).toBeUndefined();
  },
);

import { expect, test } from 'vitest';
import { roleDetails } from '../../src/commands/setup/new-profiles.ts';
import { optionsOf } from '../../src/plan/model/command-line.ts';

test('every option of set-up that gives a setting describes a new profile, or how set-up itself asks', () => {
  const settings = optionsOf('setup').flatMap(({ setting }) => setting ?? []);
  const written = ['region', 'role_arn', 'source_profile', 'mfa_serial', ...roleDetails];
  expect(settings.toSorted()).toEqual([...written, 'prompt'].toSorted());
});

import { describe, expect, test } from 'vitest';
import type { Plan } from '../../../src/plan/model/plan.ts';
import { graphOf } from '../../support/config-texts.ts';
import { asOptions, planOf, type Asked } from '../planning.ts';
import { calls, phone, serial, session } from '../three-profiles.ts';

const role = 'role_arn = arn:aws:iam::222222222222:role/admin';

/** A role behind another program's credentials. */
function plan(settings: string, asked: Asked = {}): ReturnType<typeof planOf> {
  const config = `[profile vault]
credential_process = op-helper
[profile app]
${role}
source_profile = vault
${settings}
`;
  return planOf(graphOf(config), asked);
}

function conditions({ steps }: Plan) {
  return steps.map(({ onlyForLongTermKey }) => onlyForLongTermKey);
}

describe('whether another program has a long-term key is known only when it has answered, so that', () => {
  test('an MFA session is planned for one, and a note says so', () => {
    const planned = plan(serial);
    expect(calls(planned)).toEqual([session, 'AssumeRole 3600']);
    expect(conditions(planned)).toEqual([true, undefined]);
    expect(planned.notes).toEqual([
      'the MFA device is used only if the `credential_process` of profile "vault" returns a long-term key',
    ]);
  });

  test('so is the code for a role, where it goes with that', () => {
    const overrides = asOptions({ mfa_strategy: 'direct' });
    const planned = plan(`${serial}\nduration_seconds = 4h`, { overrides });
    expect(calls(planned)).toEqual([`AssumeRole 14400 ${phone}`]);
    expect(conditions(planned)).toEqual([true]);
    const onceOnly = plan(`${serial}\nduration_seconds = 4h`, { delivery: 'fixed' });
    expect(conditions(onceOnly)).toEqual([true]);
  });

  test('none is planned where there is no device', () => {
    const planned = plan('duration_seconds = 4h');
    expect([calls(planned), conditions(planned)]).toEqual([['AssumeRole 3600'], [undefined]]);
  });

  test('a security key is passed over, which a note says', () => {
    const planned = plan('mfa_serial = arn:aws:iam::111111111111:u2f/user/jane/key-1');
    expect(calls(planned)).toEqual(['AssumeRole 3600']);
    expect(planned.notes).toEqual([
      'the MFA device (/aws/config:6) is a security key, which cannot be used with access keys',
    ]);
  });
});

test('a key in a file or the environment is known, and its steps depend on nothing', () => {
  const env = { AWS_ACCESS_KEY_ID: 'AKIAENV', AWS_SECRET_ACCESS_KEY: 's', AWS_MFA_SERIAL: phone };
  const asked = { profile: 'default', env };
  const planned = planOf(graphOf(''), asked);
  expect([calls(planned), conditions(planned)]).toEqual([[session], [undefined]]);
});

test('credentials of every other source are temporary, which a note says of a device', () => {
  const config = `[profile app]\n${role}\ncredential_source = Ec2InstanceMetadata\n${serial}\n`;
  const planned = planOf(graphOf(config), {});
  expect(calls(planned)).toEqual(['AssumeRole 3600']);
  expect(planned.notes).toEqual([
    'the MFA device (/aws/config:4) is not used: the credentials of profile "app" are temporary',
  ]);
});

import { expect, test } from 'vitest';
import { graphOf } from '../support/config-texts.ts';
import { planOf } from './planning.ts';

const role = 'role_arn = arn:aws:iam::222222222222:role/admin';

test('a plan is that of the profile which was asked for, not of the one its keys are in', () => {
  const config = `[profile app]
${role}
source_profile = base
[profile base]
aws_access_key_id = AKIABASE
aws_secret_access_key = s
`;
  expect(planOf(graphOf(config), {}).profile).toBe('app');
});

test('two profiles with the same program behind them share their sessions, wherever its line is', () => {
  const config = ['a', 'b']
    .map(
      (name) => `[profile key-${name}]
credential_process = /opt/helper
[profile ${name}]
${role}
source_profile = key-${name}
`,
    )
    .join('');
  const [a, b] = ['a', 'b'].map((profile) =>
    planOf(graphOf(config), { profile }).steps.map(({ key }) => key),
  );
  expect(a).toHaveLength(1);
  expect(a).toEqual(b);
});

test('a web identity alone calls STS, too: an endpoint of yours and a FIPS one exclude each other', () => {
  const config = `[profile app]
${role}
web_identity_token_file = /token
endpoint_url = http://127.0.0.1:1
use_fips_endpoint = true
`;
  expect(() => planOf(graphOf(config), {})).toThrow(/exclude each other/);
});

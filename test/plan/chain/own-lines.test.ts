import { expect, test } from 'vitest';
import { graphOf } from '../../support/config-texts.ts';
import { planOf } from '../planning.ts';

const arn = 'arn:aws:iam::222222222222:role/admin';

/** The roles of a profile with keys, an external id, and awsmfa's own line for itself. */
function rolesOf(options: string): readonly unknown[] {
  const config = `[profile app]
aws_access_key_id = AKIAFILE
aws_secret_access_key = s
awsmfa_external_id = agreed
credential_process = awsmfa credential-process --profile app ${options}
`;
  return planOf(graphOf(config), {}).steps.map((step) => 'roleArn' in step && step.roleArn);
}

test.for<[string, string, readonly string[]]>([
  ['says nothing', '', []],
  ['says what the profile says', '--external-id agreed', []],
  ['says something new', `--role-arn ${arn}`, [arn]],
  [
    'says something new beside what the profile says',
    `--external-id agreed --role-arn ${arn}`,
    [arn],
  ],
])('a line for its own profile that %s', ([, options, roles]) => {
  expect(rolesOf(options)).toEqual(roles);
});

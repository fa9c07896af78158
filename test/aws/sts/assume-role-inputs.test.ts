import { describe, expect } from 'vitest';
import { alice, exampleWorld, role } from '../../stand-in/example-world.ts';
import { testIn } from '../../support/awsmfa.ts';
import { whoHas } from '../../support/identity.ts';
import { ask } from '../asking.ts';

const test = testIn(exampleWorld);

const config = `[profile app]
region = eu-west-1
role_arn = ${role.external}
source_profile = base
role_session_name = nightly@build
duration_seconds = 1800
external_id = agreed/id:1
source_identity = alice
session_tags = team=platform,cost-centre=4 2
transitive_session_tags = team
policy = {"Version":"2012-10-17",
  "Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}
policy_arns = arn:aws:iam::aws:policy/ReadOnlyAccess,arn:aws:iam::222222222222:policy/team/limits
`;
const credentials = `[base]
aws_access_key_id = ${alice.accessKeyId}
aws_secret_access_key = ${alice.secretAccessKey}
`;

describe('every input of AssumeRole', () => {
  test('arrives at STS as it stands in the profile', async ({ home }) => {
    home.config(config);
    home.credentials(credentials);
    await whoHas(home, await ask(home, 'app'));
    const { Policy = '', ...others } =
      home.standIn.calls.find(({ action }) => action === 'AssumeRole')?.parameters ?? {};
    expect(others).toEqual({
      RoleArn: role.external,
      RoleSessionName: 'nightly@build',
      DurationSeconds: '1800',
      ExternalId: 'agreed/id:1',
      SourceIdentity: 'alice',
      'Tags.member.1.Key': 'team',
      'Tags.member.1.Value': 'platform',
      'Tags.member.2.Key': 'cost-centre',
      'Tags.member.2.Value': '4 2',
      'TransitiveTagKeys.member.1': 'team',
      'PolicyArns.member.1.arn': 'arn:aws:iam::aws:policy/ReadOnlyAccess',
      'PolicyArns.member.2.arn': 'arn:aws:iam::222222222222:policy/team/limits',
    });
    expect(JSON.parse(Policy)).toMatchObject({ Statement: [{ Action: 's3:*' }] });
  });

  test('is explained, with the line it came from', async ({ home }) => {
    home.config(config);
    home.credentials(credentials);
    const { status, stdout } = await home.run(['explain', 'app']);
    expect(status).toBe(0);
    for (const [what, line] of [
      [role.external, 3],
      ['nightly@build', 5],
      ['30 min', 6],
      ['agreed/id:1', 7],
      ['alice', 8],
      ['{"team":"platform","cost-centre":"4 2"}', 9],
      ['team', 10],
      ['"Statement"', 11],
      ['arn:aws:iam::aws:policy/ReadOnlyAccess, arn:aws:iam::222222222222:policy/team/limits', 13],
    ] as const) {
      const lines = stdout.split('\n').filter((text) => text.endsWith(`(~/.aws/config:${line})`));
      expect(lines.join('\n')).toContain(what);
    }
  });
});

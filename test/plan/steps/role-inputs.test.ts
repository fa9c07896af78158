import { describe, expect, test } from 'vitest';
import type { AssumeRole } from '../../../src/plan/model/plan.ts';
import { failureOf, graphOf } from '../../support/config-texts.ts';
import { planOf } from '../planning.ts';

function roleWith(settings: string): AssumeRole {
  const config = `[profile base]
aws_access_key_id = AKIABASE
aws_secret_access_key = s
[profile app]
role_arn = arn:aws:iam::222222222222:role/admin
source_profile = base
${settings}
`;
  const [step] = planOf(graphOf(config), {}).steps;
  if (step?.kind !== 'AssumeRole') throw new Error('no role is assumed');
  return step;
}

const tagHint = 'write session tags as `key=value,key=value`';
const policyHint = 'write the policy in one line, or indent the lines below the first';

describe('a role’s inputs', () => {
  test('are all in the plan, each with the line it came from', () => {
    const step = roleWith(`external_id = partner/id:1
role_session_name = session
duration_seconds = 900
source_identity = jane
session_tags = team = platform,, cost-centre=a=b,
transitive_session_tags = team,cost-centre
policy = {
  "Version": "2012-10-17", "Statement": []
  }
policy_arns = arn:aws:iam::aws:policy/A, arn:aws:iam::222222222222:policy/b
`);
    expect(step).toMatchObject({
      externalId: 'partner/id:1',
      roleSessionName: 'session',
      durationSeconds: 900,
      sourceIdentity: 'jane',
      tags: { team: 'platform', 'cost-centre': 'a=b' },
      transitiveTagKeys: ['team', 'cost-centre'],
      policyArns: ['arn:aws:iam::aws:policy/A', 'arn:aws:iam::222222222222:policy/b'],
    });
    expect(JSON.parse(step.policy ?? '')).toEqual({ Version: '2012-10-17', Statement: [] });
    const lines = Object.entries(step.origins).map(([name, origin]) => [
      name,
      origin.kind === 'file' ? origin.line : origin.kind,
    ]);
    expect(Object.fromEntries(lines)).toEqual({
      roleArn: 5,
      externalId: 7,
      roleSessionName: 8,
      durationSeconds: 9,
      sourceIdentity: 10,
      tags: 11,
      transitiveTagKeys: 12,
      policy: 13,
      policyArns: 16,
    });
  });

  test('are not in it where nobody set them, or set them to nothing', () => {
    expect(Object.keys(roleWith('external_id =\nsession_tags =')).sort()).toEqual([
      'durationSeconds',
      'key',
      'kind',
      'origins',
      'profile',
      'roleArn',
      'roleSessionName',
    ]);
  });

  test('may be tags of any name', () => {
    const { tags = {} } = roleWith('session_tags = __proto__=a,constructor=b');
    expect(Object.entries(tags)).toEqual([
      ['__proto__', 'a'],
      ['constructor', 'b'],
    ]);
  });

  test.for([
    ['session_tags = team', 'session tag "team" (/aws/config:7) has no value', tagHint],
    ['session_tags = a=1,=2', 'session tag "=2" (/aws/config:7) has no value', tagHint],
    ['policy = {"Version":', 'the session policy (/aws/config:7) is not a JSON object', policyHint],
    ['policy = []', 'the session policy (/aws/config:7) is not a JSON object', policyHint],
  ] as const)('cannot be `%s`', ([settings, message, hint]) => {
    expect(failureOf(() => roleWith(settings))).toMatchObject({
      kind: 'configuration',
      message,
      hints: [hint],
    });
  });
});

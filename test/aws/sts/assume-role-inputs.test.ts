import { describe, expect } from 'vitest';
import type { AssumeRole, GetSessionToken } from '../../../src/plan/model/plan.ts';
import { alice, exampleWorld, role } from '../../stand-in/example-world.ts';
import { testIn } from '../../support/awsmfa.ts';
import { whoHas } from '../../support/identity.ts';
import { ask } from '../asking.ts';

const test = testIn(exampleWorld);

interface Input {
  /** A line of the profile. */
  readonly setting: string;
  /** What becomes of it at STS. */
  readonly sent: Readonly<Record<string, unknown>>;
  /** How `explain` shows it. */
  readonly shown: string;
}

/** `tsc` fails here for an input of AssumeRole that is missing. */
const inputs: Readonly<Record<Exclude<keyof AssumeRole, keyof GetSessionToken>, Input>> = {
  roleArn: {
    setting: `role_arn = ${role.external}`,
    sent: { RoleArn: role.external },
    shown: role.external,
  },
  roleSessionName: {
    setting: 'role_session_name = nightly@build',
    sent: { RoleSessionName: 'nightly@build' },
    shown: 'nightly@build',
  },
  externalId: {
    setting: 'external_id = agreed/id:1',
    sent: { ExternalId: 'agreed/id:1' },
    shown: 'agreed/id:1',
  },
  sourceIdentity: {
    setting: 'source_identity = alice',
    sent: { SourceIdentity: 'alice' },
    shown: 'alice',
  },
  tags: {
    setting: 'session_tags = team=platform,cost-centre=4 2',
    sent: {
      'Tags.member.1.Key': 'team',
      'Tags.member.1.Value': 'platform',
      'Tags.member.2.Key': 'cost-centre',
      'Tags.member.2.Value': '4 2',
    },
    shown: '{"team":"platform","cost-centre":"4 2"}',
  },
  transitiveTagKeys: {
    setting: 'transitive_session_tags = team',
    sent: { 'TransitiveTagKeys.member.1': 'team' },
    shown: 'team',
  },
  policy: {
    setting:
      'policy = {"Version":"2012-10-17",\n  "Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}',
    sent: { Policy: expect.stringMatching(/^\{"Version".*"s3:\*".*\}$/s) },
    shown: '"Statement"',
  },
  policyArns: {
    setting:
      'policy_arns = arn:aws:iam::aws:policy/ReadOnlyAccess,arn:aws:iam::222222222222:policy/team/limits',
    sent: {
      'PolicyArns.member.1.arn': 'arn:aws:iam::aws:policy/ReadOnlyAccess',
      'PolicyArns.member.2.arn': 'arn:aws:iam::222222222222:policy/team/limits',
    },
    shown: 'arn:aws:iam::aws:policy/ReadOnlyAccess, arn:aws:iam::222222222222:policy/team/limits',
  },
};

const duration: Input = {
  setting: 'duration_seconds = 1800',
  sent: { DurationSeconds: '1800' },
  shown: '30 min',
};

const all = [...Object.values(inputs), duration];
const config = `[profile app]
region = eu-west-1
source_profile = base
${all.map(({ setting }) => setting).join('\n')}
`;
const credentials = `[base]
aws_access_key_id = ${alice.accessKeyId}
aws_secret_access_key = ${alice.secretAccessKey}
`;

/** From 1. */
function lineOf(setting: string): number {
  return config.slice(0, config.indexOf(setting)).split('\n').length;
}

describe('every input of AssumeRole', () => {
  test('arrives at STS as it stands in the profile', async ({ home }) => {
    home.config(config);
    home.credentials(credentials);
    await whoHas(home, await ask(home, 'app'));
    const call = home.standIn.calls.find(({ action }) => action === 'AssumeRole');
    expect(call?.parameters).toEqual(Object.assign({}, ...all.map(({ sent }) => sent)));
  });

  test('is explained, with the line it came from', async ({ home }) => {
    home.config(config);
    home.credentials(credentials);
    const { status, stdout } = await home.run(['explain', 'app']);
    expect(status).toBe(0);
    const lines = stdout.split('\n');
    for (const { setting, shown } of all) {
      const origin = `(~/.aws/config:${lineOf(setting)})`;
      expect(lines.find((line) => line.endsWith(origin))).toContain(shown);
    }
  });
});

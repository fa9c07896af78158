import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { failureOf } from '../support/config-texts.ts';
import { conformanceFolder, conformanceNote } from '../support/conformance.ts';
import { recordCase, type RecordedTask } from '../support/conformance-record.ts';
import { baseOf, callsOf, type Case, chainOf, placed, planFor } from './botocore-chain.ts';
import { startRecordingSts, type RecordingSts } from './recording-sts.ts';
import { readSuite } from './suites.ts';

const { cases } = readSuite<{ readonly cases: readonly Case[] }>(
  'botocore-derived/assume-role-chain.json',
  { cases: [] },
);

/** What awsmfa says where botocore raises an error. */
const errors: Readonly<Record<string, string>> = {
  'credential-source-unknown': 'which AWS does not know',
  'credential-source-empty':
    'has `credential_source = Environment`, but the environment holds no keys',
  'source-profile-without-credentials': 'profile "B" (/aws/config:4) holds no credentials',
  'self-reference-without-static-keys': 'form a loop',
  'two-profile-loop': 'form a loop',
  'web-identity-as-source-ignores-env-role': 'lacks `role_arn`',
  'environment-source-ignores-env-web-identity':
    'has `credential_source = Environment`, but the environment holds no keys',
  'role-arn-alone': 'has a role but no `source_profile` or `credential_source`',
  'missing-source-profile': '`source_profile = does-not-exist`, which does not exist',
  'source-profile-with-half-a-key-pair': '`aws_secret_access_key` is missing',
  'both-source-profile-and-credential-source': 'has both `source_profile` and `credential_source`',
};

const differing: Readonly<Record<string, string>> = {
  'duration-seconds-not-a-number': 'A duration that is none is an error',
  'mfa-serial': 'One MFA session for all roles',
  'default-duration-session-region': 'The partition of the ARN decides where STS is',
};

let folder: string;
let sts: RecordingSts;
beforeAll(async () => (sts = await startRecordingSts()));
afterAll(() => sts.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'awsmfa-chain-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe.skipIf(conformanceFolder === undefined)(`botocore's chains${conformanceNote}`, () => {
  test('are all there', () => {
    expect(cases).toHaveLength(32);
  });

  const agreeing = cases.filter(({ id }) => differing[id] === undefined);

  test.for(agreeing)('$id', async (given, { task }) => {
    recordCase(task, { suite: 'botocore-chains', name: given.id });
    const each = placed(given, folder);
    if ('error' in each.expect) {
      expect(failureOf(() => planFor(each))).toMatchObject({
        kind: 'configuration',
        message: expect.stringContaining(errors[each.id] ?? each.expect.error) as string,
      });
      return;
    }
    const plan = planFor(each);
    expect([baseOf(plan.source), ...(await callsOf(plan, each, sts))]).toEqual(
      chainOf(each.expect.chain, each),
    );
  });
});

describe.skipIf(conformanceFolder === undefined)(`where awsmfa differs${conformanceNote}`, () => {
  const find = (id: string): Case => {
    const found = cases.find((each) => each.id === id);
    if (found === undefined) throw new Error(`no case "${id}"`);
    return found;
  };

  test('a broken duration is an error', ({ task }) => {
    const each = differ(task, 'duration-seconds-not-a-number');
    expect(failureOf(() => planFor(each)).message).toBe(
      'duration "garbage value" (/aws/config:4) must be between 15m and 12h',
    );
  });

  test('the code opens a session, unless it is to go with the role', async ({ task }) => {
    const each = differ(task, 'mfa-serial');
    const session = { Action: 'GetSessionToken', SerialNumber: 'mfa', TokenCode: '123456' };
    const RoleArn = 'arn:aws:iam::123456789:role/RoleA';
    expect(await callsOf(planFor(each), each, sts)).toEqual([
      { ...session, DurationSeconds: '43200' },
      { RoleArn },
    ]);
    const direct = planFor(each, { mfa_strategy: 'direct' });
    expect(await callsOf(direct, each, sts)).toEqual([
      { RoleArn, SerialNumber: 'mfa', TokenCode: '123456' },
    ]);
  });

  test('a region of another partition than the role is not the one of STS', ({ task }) => {
    const each = differ(task, 'default-duration-session-region');
    expect(planFor(each)).toMatchObject({ region: 'cn-north-1', sts: { region: 'us-east-1' } });
    const chinese = { ...each, config: each.config.replace('arn:aws:', 'arn:aws-cn:') };
    expect(planFor(chinese)).toMatchObject({
      region: 'cn-north-1',
      sts: { partition: 'aws-cn', region: 'cn-north-1' },
    });
  });

  function differ(task: RecordedTask, id: string): Case {
    recordCase(task, { suite: 'botocore-chains', name: id, difference: differing[id] ?? '' });
    return placed(find(id), folder);
  }
});

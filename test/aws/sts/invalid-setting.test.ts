import { expect, test } from 'vitest';
import { invalidSetting } from '../../../src/aws/sts/invalid-setting.ts';
import { Secret } from '../../../src/ground/secret.ts';
import type { AssumeRole, SessionKey } from '../../../src/plan/model/plan.ts';

const at = (line: number, name: string) =>
  ({ kind: 'file', file: '~/.aws/config', line, name }) as const;

const step: AssumeRole = {
  kind: 'AssumeRole',
  roleArn: 'arn:aws:iam::1:role',
  roleSessionName: 'a b',
  externalId: 'x y',
  sourceIdentity: 's/1',
  mfaSerial: 'jane',
  durationSeconds: 3600,
  profile: 'prod',
  origins: { roleArn: at(2, 'role_arn'), externalId: { kind: 'option', name: '--external-id' } },
  key: '' as SessionKey,
};

function said(message: string, changed: Partial<AssumeRole> = {}) {
  const signer = { accessKeyId: 'AKIA', secretAccessKey: new Secret('secret') };
  const call = { step: { ...step, ...changed }, signer, tokenCode: undefined, profile: 'prod' };
  return invalidSetting({ name: 'ValidationError', message }, call);
}

function complaint(member: string): string {
  return `1 validation error detected: Value 'it' at '${member}' failed to satisfy constraint: Member must be better`;
}

test.for([
  ['serialNumber', '`mfa_serial` "jane"', /mfa\/NAME/],
  ['roleArn', '`role_arn` "arn:aws:iam::1:role" (~/.aws/config:2)', /role\/NAME/],
  ['roleSessionName', '`role_session_name` "a b"', /^use 2 to 64 /],
  ['externalId', '`external_id` "x y" (--external-id)', /^use 2 to 1,224 /],
  ['sourceIdentity', '`source_identity` "s/1"', /^use 2 to 64 /],
] as const)('a %s that AWS does not accept is named as its setting', ([member, what, mend]) => {
  expect(said(complaint(member))).toMatchObject({
    kind: 'refused',
    message: `AWS does not accept ${what}`,
    hints: [expect.stringMatching(mend)],
  });
});

test('AWS may also say that the ARN of the role is invalid', () => {
  expect(said('arn:aws:iam::1:role is invalid')?.message).toBe(
    'AWS does not accept `role_arn` "arn:aws:iam::1:role" (~/.aws/config:2)',
  );
});

test('a code in the place of the serial is not shown', () => {
  expect(said(complaint('serialNumber'), { mfaSerial: '123456' })?.message).toBe(
    'AWS does not accept `mfa_serial`',
  );
});

test.for([complaint('tags'), 'another role is invalid', 'something else'])(
  'of "%s" nothing is made',
  (message) => {
    expect(said(message)).toBeUndefined();
  },
);

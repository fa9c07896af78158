import { expect, test } from 'vitest';
import { isRoleArn, lastPart, parseIamArn, roleArn } from '../../src/words/arn.ts';

test.each([
  ['arn:aws:iam::111111111111:role/path/admin', 'aws', '111111111111', 'role/path/admin', 'admin'],
  ['arn:aws-us-gov:iam::2:mfa/jane', 'aws-us-gov', '2', 'mfa/jane', 'jane'],
  ['arn:aws-iso-e2:sts::333:assumed-role/a/b', 'aws-iso-e2', '333', 'assumed-role/a/b', 'b'],
  ['arn:aws:iam::111111111111:root', 'aws', '111111111111', 'root', 'root'],
])('%s has its parts', (text, partition, accountId, resource, name) => {
  const arn = parseIamArn(text);
  expect(arn).toEqual({ partition, accountId, resource });
  expect(arn && lastPart(arn)).toBe(name);
});

test.each([
  '',
  'GAHT12345678',
  'arn:aws:iam::111111111111:',
  'arn:aws:iam:::role/admin',
  'arn:aws:iam::account:role/admin',
  'arn:aws:iam:eu-west-1:111111111111:role/admin',
  'arn:aws:s3::111111111111:role/admin',
  'arn::iam::111111111111:role/admin',
  'arn:AWS:iam::111111111111:role/admin',
  'an arn:aws:iam::111111111111:role/admin',
  'arn:aws:iam::111111111111:role/ad\nmin',
])('%j is not an ARN of IAM', (text) => {
  expect(parseIamArn(text)).toBeUndefined();
});

test.each(['path/admin', '/path/admin', '//path/admin'])('%s is a role with a path', (name) => {
  expect(roleArn('aws-cn', '111111111111', name)).toBe(
    'arn:aws-cn:iam::111111111111:role/path/admin',
  );
});

test.each(['role/admin', 'role/path/x y/admin', 'role/a+b=c,d.e@f-g_h', 'role/deep/path/admin'])(
  '%s is a role unless its path has a blank',
  (resource) => {
    expect(isRoleArn(`arn:aws:iam::111111111111:${resource}`)).toBe(!resource.includes(' '));
  },
);

test.each(['role/admin\\', 'role/admin/', 'role/', 'role/admin;x', 'user/admin'])(
  '%s is no role',
  (resource) => {
    expect(isRoleArn(`arn:aws:iam::111111111111:${resource}`)).toBe(false);
  },
);

test('what is around the ARN of a role makes it none', () => {
  expect(isRoleArn('an arn:aws:iam::111111111111:role/admin')).toBe(false);
});

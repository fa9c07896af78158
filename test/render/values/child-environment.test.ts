import { expect, test } from 'vitest';
import { childEnvironment } from '../../../src/render/values/child-environment.ts';

const change = { set: [{ name: 'AWS_REGION', value: 'eu-west-1' }], unset: ['AWS_PROFILE'] };
const before = {
  aws_profile: 'x',
  AWS_PROFILE: 'y',
  AWS_REGION: 'z',
  AWSMFA_TOKEN_CODE: '1',
  A: 'kept',
};

test('a command has what is set, not what is unset, and no code', () => {
  expect(childEnvironment(before, change, 'linux')).toEqual({
    aws_profile: 'x',
    A: 'kept',
    AWS_REGION: 'eu-west-1',
  });
});

test('on Windows a command has each variable once, however it was written before', () => {
  const env = { Aws_Region: 'z', A: 'kept' };
  expect(childEnvironment(env, change, 'win32')).toEqual({ A: 'kept', AWS_REGION: 'eu-west-1' });
});

test('on Windows the case of a name says nothing', () => {
  expect(childEnvironment(before, change, 'win32')).toEqual({ A: 'kept', AWS_REGION: 'eu-west-1' });
});

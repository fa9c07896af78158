import type { AccessKey, SessionCredentials } from '../../../src/ground/credentials.ts';
import { Secret } from '../../../src/ground/secret.ts';
import type { ExportInput } from '../../../src/render/values/variables.ts';

export const session: SessionCredentials = {
  accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
  secretAccessKey: new Secret('wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY'),
  sessionToken: new Secret('IQoJb3JpZ2luX2VjEXAMPLE//token+=='),
  expiration: new Date('2026-11-20T22:00:00.789Z'),
  accountId: '123456789012',
};

export const accessKey: AccessKey = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: new Secret('wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY'),
};

export const prod: ExportInput = {
  credentials: session,
  profile: 'prod',
  region: 'eu-west-1',
  before: {},
};

/** A long-term key, and no region. */
export const base: ExportInput = { credentials: accessKey, profile: 'base', before: {} };

/** An input that has the value wherever text can come from a file or from AWS. */
export function inputFull(value: string): ExportInput {
  const credentials: SessionCredentials = {
    accessKeyId: value,
    secretAccessKey: new Secret(value),
    sessionToken: new Secret(value),
    expiration: new Date('2026-11-20T22:00:00Z'),
  };
  return { credentials, profile: value, region: value, before: {} };
}

/** What `inputFull` puts into the environment. */
export function environmentFull(value: string): Record<string, string> {
  return {
    AWS_ACCESS_KEY_ID: value,
    AWS_SECRET_ACCESS_KEY: value,
    AWS_SESSION_TOKEN: value,
    AWS_CREDENTIAL_EXPIRATION: '2026-11-20T22:00:00Z',
    AWS_REGION: value,
    AWS_DEFAULT_REGION: value,
    AWSMFA_EXPORTED_REGION: value,
    AWSMFA_PROFILE: value,
  };
}

/** Values that run `touch canary`, or come out changed, wherever one of them is not quoted as its shell needs it. */
export const hostileValues = [
  "it's",
  "'; touch canary; '",
  "''; touch canary; ''",
  "\\'; touch canary; #",
  '$(touch canary)',
  '`touch canary`',
  '"; touch canary; "',
  'a\ntouch canary\n',
  'a\r\ntouch canary\r\n',
  '; touch canary',
  '& touch canary',
  '| touch canary',
  '(touch canary)',
  '{ touch canary }',
  '$HOME ${HOME} $env.HOME %PATH% $Env:PATH',
  '!history !! !$',
  '^touch^canary',
  '-n',
  '--help',
  '~',
  '=ls',
  '*?[a-z]',
  '# not a comment',
  'a # nor this',
  'back\\slash\\',
  '\\',
  "'",
  "''",
  "'''",
  '  blanks at both ends  ',
  'tab\tand\u000bmore',
  'ünïcödé 日本語 🔐',
  '’; touch canary; ‘‚‛',
  'đ; touch canary; đ',
  'escape \u001b[31m, delete \u007f, C1 \u0081\u0085\u009b',
  'turned \u202e round, \u2028 and \u2029',
];

/** Base64, as AWS gives it out, and the characters AWS allows in names: no format may refuse these. */
export const ordinaryValues = ['prod', 'team-a/prod.eu_1:x@y+z', 'abc+/EXAMPLE==', '0'];

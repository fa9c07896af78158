import { expect, test } from 'vitest';
import { withoutSecrets } from '../../src/keys/without-secrets.ts';

const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const sessionToken = `IQoJb3JpZ2luX2VjE${'AbC123+/'.repeat(40)}==`;

test.for<[string, string]>([
  [`+ export AWS_SECRET_ACCESS_KEY=${secretAccessKey}`, '+ export AWS_SECRET_ACCESS_KEY=[secret]'],
  [`{"SecretAccessKey":"${secretAccessKey}"}`, '{"SecretAccessKey":"[secret]"}'],
  [`token ${sessionToken}, please`, 'token [secret], please'],
  ['no such key: AKIAIOSFODNN7EXAMPLE', 'no such key: AKIAIOSFODNN7EXAMPLE'],
  [
    '/usr/local/share/company/scripts/credentials/helper: not found',
    '/usr/local/share/company/scripts/credentials/helper: not found',
  ],
])('of `%s` remains `%s`', ([text, expected]) => {
  expect(withoutSecrets(text)).toBe(expected);
});

import { describe, expect, test } from 'vitest';
import type { Plan } from '../../../src/plan/model/plan.ts';
import { failureOf, graphOf } from '../../support/config-texts.ts';
import { asOptions, planOf, type Asked } from '../planning.ts';

const role = (name: string) => `arn:aws:iam::222222222222:role/${name}`;
const key = '[profile base]\naws_access_key_id = AKIABASE\naws_secret_access_key = s\n';

function chain(config: string, asked: Asked = {}): Plan {
  return planOf(graphOf(config), asked);
}

describe('a chain that does not add up', () => {
  test.for<[string, string, string, string]>([
    [
      'has a source that is not there',
      `[profile app]\nrole_arn = ${role('admin')}\nsource_profile = bsae\n`,
      'profile "app" (/aws/config:3) has `source_profile = bsae`, which does not exist',
      'name an existing profile: "app"',
    ],
    [
      'has two sources',
      `${key}[profile app]\nrole_arn = ${role('a')}\nsource_profile = base\ncredential_source = Environment\n`,
      'profile "app" (/aws/config:6) has both `source_profile` and `credential_source`',
      'remove one of the two',
    ],
    [
      'has no source',
      `[profile app]\nrole_arn = ${role('admin')}\n`,
      'profile "app" (/aws/config:2) has a role but no `source_profile` or `credential_source`',
      'add `source_profile = NAME`, the profile whose credentials may assume the role',
    ],
    [
      'has no source for a role under its prefixed name',
      `[profile app]\nawsmfa_role_arn = ${role('admin')}\n`,
      'profile "app" (/aws/config:2) has a role but no `source_profile` or `credential_source`',
      'add `awsmfa_source_profile = NAME`, the profile whose credentials may assume the role',
    ],
    [
      'has a source of a kind that AWS does not know',
      `[profile app]\nrole_arn = ${role('admin')}\ncredential_source = environment\n`,
      'profile "app" (/aws/config:3) has `credential_source = environment`, which AWS does not know',
      'use `Environment`, `Ec2InstanceMetadata` or `EcsContainer`',
    ],
    [
      'has half a key pair',
      '[profile app]\naws_secret_access_key = s\n',
      'profile "app" (/aws/config:2) has half a key pair: `aws_access_key_id` is missing',
      'add `aws_access_key_id` beside it, or remove the other half',
    ],
    [
      'goes round',
      `[profile app]\nrole_arn = ${role('a')}\nsource_profile = b\n[profile b]\nrole_arn = ${role('b')}\nsource_profile = app\n`,
      'the source profiles form a loop (/aws/config:6): app → b → app',
      'let the last of them hold an access key, or name another `source_profile`',
    ],
    [
      'goes round without coming back to its beginning',
      `[profile app]\nrole_arn = ${role('a')}\nsource_profile = b\n[profile b]\nrole_arn = ${role('b')}\nsource_profile = c\n[profile c]\nrole_arn = ${role('c')}\nsource_profile = b\n`,
      'the source profiles form a loop (/aws/config:9): b → c → b',
      'let the last of them hold an access key, or name another `source_profile`',
    ],
    [
      'is its own source and holds no key',
      `[profile app]\nrole_arn = ${role('a')}\nsource_profile = app\n`,
      'the source profiles form a loop (/aws/config:3): app → app',
      'let the last of them hold an access key, or name another `source_profile`',
    ],
    [
      'goes round by way of awsmfa’s own lines',
      '[profile app]\ncredential_process = awsmfa credential-process --profile b\n[profile b]\ncredential_process = awsmfa credential-process --profile app\n',
      'the source profiles form a loop (/aws/config:4): app → b → app',
      'let the last of them hold an access key, or name another `source_profile`',
    ],
    [
      'goes round by way of an own line with options',
      `[profile app]\nrole_arn = ${role('a')}\nsource_profile = b\n[profile b]\ncredential_process = awsmfa credential-process --profile b --role-arn ${role('b')} --source-profile app\n`,
      'the source profiles form a loop (/aws/config:5): app → b → app',
      'let the last of them hold an access key, or name another `source_profile`',
    ],
    [
      'has an own line with options and nothing beneath it',
      `[profile app]\ncredential_process = awsmfa credential-process --profile app --role-arn ${role('a')}\n`,
      'profile "app" (/aws/config:2) has a `credential_process` that runs awsmfa for this same profile, but no role or access key',
      'add `awsmfa_role_arn` and `awsmfa_source_profile` to it, or let `--profile` name another profile',
    ],
    [
      'has a line of awsmfa’s for a profile that is not there',
      '[profile app]\ncredential_process = awsmfa credential-process --profile apq\n',
      'profile "app" (/aws/config:2) has a `credential_process` that runs awsmfa for profile "apq", which does not exist',
      'did you mean "app"?',
    ],
    [
      'has a line of awsmfa’s with an empty value',
      '[profile app]\ncredential_process = awsmfa credential-process --profile ""\n',
      'the `credential_process` line (/aws/config:2) gives the option "--profile" no value',
      'write `credential_process = awsmfa credential-process --profile NAME`',
    ],
    [
      'has the two halves of its key pair swapped',
      '[profile app]\naws_access_key_id = wJalrXUtnFEMIxK7MDENGxbPxRfiCYEXAMPLEKEY\naws_secret_access_key = AKIAIOSFODNN7EXAMPLE\n',
      '`aws_access_key_id` (/aws/config:2) is not an access key id',
      'are the two halves of the key pair swapped?',
    ],
    [
      'runs awsmfa for itself',
      '[profile app]\ncredential_process = awsmfa credential-process --profile app\n',
      'profile "app" (/aws/config:2) has a `credential_process` that runs awsmfa for this same profile, but no role or access key',
      'add `awsmfa_role_arn` and `awsmfa_source_profile` to it, or let `--profile` name another profile',
    ],
    [
      'has a line of awsmfa’s that says nothing',
      '[profile app]\ncredential_process = awsmfa\n',
      'the `credential_process` line (/aws/config:2) runs awsmfa, but neither `credential-process` nor `export`',
      'write `credential_process = awsmfa credential-process --profile NAME`',
    ],
    [
      'crosses from one partition into another',
      `${key}mfa_serial = arn:aws:iam::1:mfa/j\n[profile app]\nrole_arn = arn:aws-cn:iam::2:role/r\nsource_profile = base\n`,
      'the chain crosses from one partition into another: "aws-cn" and "aws"',
      'credentials are good for one partition only: use a key of the same partition as the role',
    ],
    [
      'holds nothing',
      '[profile app]\nregion = eu-west-1\n',
      'profile "app" (/aws/config:1) holds no credentials',
      'give it an access key, a role with a `source_profile`, or a `credential_process`',
    ],
  ])('%s', ([, config, message, hint]) => {
    const failure = failureOf(() => chain(config));
    expect([failure.kind, failure.message, failure.hints[0]]).toEqual([
      'configuration',
      message,
      hint,
    ]);
  });

  test('names profiles that are spelt almost like the one that is not there', () => {
    const failure = failureOf(() => chain(`${key}[profile production]\n`, { profile: 'prod' }));
    expect([failure.message, failure.hints]).toEqual([
      'there is no profile "prod"',
      ['did you mean "production"?'],
    ]);
    expect(failureOf(() => chain(key, { profile: 'bsae' })).hints).toEqual([
      'did you mean "base"?',
    ]);
    expect(failureOf(() => chain(key, { profile: 'bose' })).hints).toEqual([
      'did you mean "base"?',
    ]);
  });

  test('names the variable where the environment has half a key pair', () => {
    const asked = { profile: undefined, overrides: asOptions({ role_arn: role('admin') }) };
    const id = { AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: '' };
    expect(failureOf(() => chain('', { ...asked, env: id })).message).toBe(
      'the environment has half a key pair: `AWS_SECRET_ACCESS_KEY` is not set',
    );
  });

  test.for([
    'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
    'wJalrXUtnFEMIxK7MDENGxbPxRfiCYEXAMPLEKEY',
  ])('never shows a secret that stands in place of an access key id: %s', (id) => {
    const config = `[profile app]\naws_access_key_id = ${id}\naws_secret_access_key = AKIA\n`;
    const env = { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: 'AKIA' };
    const failures = [
      failureOf(() => chain(config)),
      failureOf(() => chain('', { profile: 'default', env })),
    ];
    for (const { kind, message, hints } of failures) {
      expect([kind, hints]).toEqual([
        'configuration',
        ['are the two halves of the key pair swapped?'],
      ]);
      expect(message).toMatch(/^`\w+`(?: \(\/aws\/config:2\))? is not an access key id$/);
    }
  });
});

test('a line for the profile itself, with nothing beneath it, may lack a key that was removed', () => {
  const failure = failureOf(() =>
    chain('[profile app]\ncredential_process = awsmfa credential-process --profile app\n'),
  );
  expect(failure.hints[1]).toBe('or give it an access key: `awsmfa keys add app`');
});

import { describe, expect, test } from 'vitest';
import { failureOf, graphOf } from '../../support/config-texts.ts';
import { machineOf, planOf, type Asked } from '../planning.ts';

const key = '[profile base]\naws_access_key_id = AKIA\naws_secret_access_key = s\n';
const role = `[profile app]
role_arn = arn:aws:iam::222222222222:role/admin
source_profile = base
`;

function nameIn(more: string, asked: Asked = {}): string | undefined {
  const step = planOf(graphOf(`${key}${role}${more}`), asked).steps.at(-1);
  return step?.kind === 'AssumeRole' ? step.roleSessionName : undefined;
}

const usedBy = (userName: string | undefined): Asked => ({
  machine: machineOf({ userName: () => userName }),
});

describe('the name of a role session', () => {
  test.for<[string, string, Asked, string]>([
    ['its setting', 'role_session_name = chosen', {}, 'chosen'],
    [
      'its setting, whatever the environment says',
      'role_session_name = chosen',
      { env: { AWS_ROLE_SESSION_NAME: 'from-env' } },
      'chosen',
    ],
    ['the environment’s', '', { env: { AWS_ROLE_SESSION_NAME: 'from-env' } }, 'from-env'],
    ['who holds the device', 'mfa_serial = arn:aws:iam::111111111111:mfa/jane', {}, 'jane'],
    ['who holds one with a path', 'mfa_serial = arn:aws:iam::111111111111:mfa/x/y/joe', {}, 'joe'],
    ['the local user, with a hardware token', 'mfa_serial = GAHT12345678', {}, 'jane'],
    ['the local user', '', {}, 'jane'],
    ['the local user, made legal', '', usedBy('CORP\\jané doe'), 'CORP-jan--doe'],
    ['a name of one letter, made legal', '', usedBy('j'), 'awsmfa-j'],
    ['a name of two letters, as it is', '', usedBy('jo'), 'jo'],
    ['no longer than AWS accepts', '', usedBy('j'.repeat(99)), 'j'.repeat(64)],
    ['awsmfa, where nobody is known', '', usedBy(undefined), 'awsmfa'],
  ])('is %s', ([, more, asked, name]) => {
    expect(nameIn(more, asked)).toBe(name);
  });

  test.for(['a b', 'x', 'é'.repeat(3), 'n'.repeat(65), 'a/b'])(
    'that somebody chose, `%s`, is refused rather than mended',
    (name) => {
      expect(failureOf(() => nameIn(`role_session_name = ${name}`))).toMatchObject({
        kind: 'configuration',
        message: `role session name "${name}" (/aws/config:7) is not valid: AWS allows 2 to 64 characters`,
        hints: ['use letters, digits and any of `_ + = , . @ -`'],
      });
      const env = { AWS_ROLE_SESSION_NAME: name };
      expect(failureOf(() => nameIn('', { env })).message).toContain('(AWS_ROLE_SESSION_NAME)');
    },
  );

  test('does not look the local user up where something else names the session', () => {
    const asked = { machine: machineOf({ userName: () => expect.unreachable() }) };
    expect(nameIn('mfa_serial = arn:aws:iam::111111111111:mfa/jane', asked)).toBe('jane');
    expect(nameIn('role_session_name = chosen', asked)).toBe('chosen');
  });
});

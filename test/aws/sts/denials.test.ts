import { describe, expect, test } from 'vitest';
import { RoleDenied } from '../../../src/aws/sts/denials.ts';
import { translateError } from '../../../src/aws/sts/errors.ts';
import type { SessionKey, Step } from '../../../src/plan/model/plan.ts';
import { Secret } from '../../../src/ground/secret.ts';

const context = { profile: 'app', origins: {}, key: '' as SessionKey, durationSeconds: 3600 };
const role = 'arn:aws:iam::222222222222:role/admin';
const assume: Step = { ...context, kind: 'AssumeRole', roleArn: role, roleSessionName: 'jane' };
const session: Step = { ...context, kind: 'GetSessionToken', mfaSerial: 'GAHT12345678' };

function wordsOf(action: string, step: Step) {
  const error = Object.assign(
    new Error(`User: arn:aws:iam::1:user/jane is not authorized to perform: sts:${action}`),
    { name: 'AccessDenied', $fault: 'client', $metadata: { httpStatusCode: 403 } },
  );
  const signer = { accessKeyId: 'AKIA', secretAccessKey: new Secret('s') };
  return translateError(error, { step, signer, tokenCode: undefined, profile: 'app' });
}

describe('what AWS does not let somebody do', () => {
  test('may be to assume the role', () => {
    const failure = wordsOf('AssumeRole', assume);
    expect(failure).toBeInstanceOf(RoleDenied);
    expect(failure.message).toBe(
      `AWS does not let "arn:aws:iam::1:user/jane" assume role "${role}"`,
    );
  });

  test.for<[string, Step, string, string]>([
    ['TagSession', assume, ` for role "${role}"`, '`session_tags`'],
    ['SetSourceIdentity', assume, ` for role "${role}"`, '`source_identity`'],
    ['GetSessionToken', session, '', 'your own policies'],
  ])('may be sts:%s, which is said', ([action, step, where, hint]) => {
    const failure = wordsOf(action, step);
    expect(failure).not.toBeInstanceOf(RoleDenied);
    expect([failure.kind, failure.message]).toEqual([
      'refused',
      `AWS does not let "arn:aws:iam::1:user/jane" call \`sts:${action}\`${where}`,
    ]);
    expect(failure.hints.join()).toContain(hint);
  });
});

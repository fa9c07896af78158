import { describe, expect } from 'vitest';
import {
  alice,
  bob,
  bobsPhone,
  carol,
  carolsPhone,
  exampleWorld,
  phone,
  role,
  securityKey,
  token,
} from '../stand-in/example-world.ts';
import { testIn } from '../support/awsmfa.ts';
import { refusalOfRole } from './refusal.ts';

const test = testIn(exampleWorld);

describe('a role that needs MFA, where no serial is set', () => {
  const settings = `role_arn = ${role.mfa}`;
  const check =
    "awsmfa: hint: check the ARN, the role's trust policy (account, external id, MFA), and your own policies";

  test("is refused with the user's devices, those left out that STS does not take", async ({
    home,
  }) => {
    const [error, ...hints] = await refusalOfRole(home, alice, settings);
    expect(error).toMatch(/^awsmfa: error: AWS does not let .*alice" assume role .*needs-mfa"/);
    expect(hints).toEqual([
      `awsmfa: hint: if the role requires MFA, set \`mfa_serial = ${phone}\` in profile "target"`,
      `awsmfa: hint: another MFA device of yours is \`${token}\``,
      check,
    ]);
    expect(hints.join()).not.toContain(securityKey);
  });

  test("is refused with the user's devices where IAM tells them only by name", async ({ home }) => {
    expect(await refusalOfRole(home, bob, settings)).toContain(
      `awsmfa: hint: if the role requires MFA, set \`mfa_serial = ${bobsPhone}\` in profile "target"`,
    );
  });

  test('is refused with a hint to set one where IAM does not tell', async ({ home }) => {
    const [, ...hints] = await refusalOfRole(home, carol, settings);
    expect(hints).toEqual([
      'awsmfa: hint: if the role requires MFA, set `mfa_serial` in profile "target"',
      check,
    ]);
    expect(hints.join()).not.toContain(carolsPhone);
  });
});

import { describe, expect } from 'vitest';
import {
  alice,
  bob,
  bobsPhone,
  exampleWorld,
  jump,
  li,
  phone,
  retired,
  role,
} from '../stand-in/example-world.ts';
import { testIn } from '../support/awsmfa.ts';
import { keySection } from '../support/five-accounts.ts';
import { refusalOf, refusalOfRole } from './refusal.ts';

const test = testIn(exampleWorld);

const open = `role_arn = ${role.open}`;
const withMfa = `${open}\nmfa_serial = ${phone}`;
const missing = 'arn:aws:iam::222222222222:role/missing';

describe('AWS says no, and awsmfa says what to do', () => {
  test('to a wrong code', async ({ home }) => {
    const env = { AWSMFA_TOKEN_CODE: home.secretCode(home.standIn.device(phone).wrongCode()) };
    expect(await refusalOfRole(home, alice, withMfa, { env })).toEqual([
      `awsmfa: error: AWS rejected the code for MFA device "${phone}"`,
      'awsmfa: hint: a code works only once: wait for the device to show the next one',
      'awsmfa: hint: check that the code is from this device, and that its clock is right',
    ]);
  });

  test("to a device that is not the user's", async ({ home }) => {
    const env = { AWSMFA_TOKEN_CODE: home.code(bobsPhone) };
    const settings = `${open}\nmfa_serial = ${bobsPhone}`;
    expect(await refusalOfRole(home, alice, settings, { env })).toEqual([
      `awsmfa: error: AWS does not recognize "${bobsPhone}" (${home.path('.aws/config')}:5) as an MFA device of this user`,
      'awsmfa: hint: set `mfa_serial` to a device of yours: `awsmfa doctor --online` names them',
    ]);
  });

  test.for([
    [
      'mfa_serial',
      `${open}\nmfa_serial = jane`,
      'AWS does not accept `mfa_serial` "jane" (CONFIG:5)',
      'write it as `arn:aws:iam::123456789012:mfa/NAME`, or as the serial number on a hardware device',
    ],
    [
      'role_arn',
      'role_arn = admin',
      'AWS does not accept `role_arn` "admin" (CONFIG:4)',
      'write it as `arn:aws:iam::123456789012:role/NAME`',
    ],
  ] as const)('to an odd %s, naming its line', async ([, settings, error, hint], { home }) => {
    const env = { AWSMFA_TOKEN_CODE: home.secretCode('987654') };
    const [said, ...rest] = await refusalOfRole(home, alice, settings, { env });
    expect(said?.replace(home.path('.aws/config'), 'CONFIG')).toBe(`awsmfa: error: ${error}`);
    expect(rest.at(-1)).toBe(`awsmfa: hint: ${hint}`);
  });

  test('to a role that is not there, or not for this user', async ({ home }) => {
    const env = { AWSMFA_TOKEN_CODE: home.code(phone) };
    const settings = `role_arn = ${missing}\nmfa_serial = ${phone}`;
    expect(await refusalOfRole(home, alice, settings, { env })).toEqual([
      `awsmfa: error: AWS does not let "arn:aws:iam::${jump}:user/staff/alice" assume role "${missing}" ` +
        'because no resource-based policy allows the sts:AssumeRole action',
      "awsmfa: hint: check the ARN, the role's trust policy (account, external id, MFA), and your own policies",
    ]);
  });

  test('to a session longer than the role allows', async ({ home }) => {
    home.credentials(keySection('base', alice));
    home.config(
      `[profile target]\nsource_profile = base\nrole_arn = ${role.mfa}\nmfa_serial = ${phone}`,
    );
    const code = home.code(phone);
    const args = ['export', 'target', '--duration', '4h', '--token-code', code];
    expect(await refusalOf(home, args)).toEqual([
      `awsmfa: error: role "${role.mfa}" does not allow sessions of 4 h`,
      'awsmfa: hint: lower `duration_seconds` in profile "target", or raise the role\'s maximum in IAM',
    ]);
  });

  test('to temporary credentials that have expired', async ({ home }) => {
    const session = home.standIn.issueRoleSession(role.mfa, 'base');
    home.standIn.clock.advance(3601);
    const env = {
      AWS_ACCESS_KEY_ID: session.accessKeyId,
      AWS_SECRET_ACCESS_KEY: session.secretAccessKey,
      AWS_SESSION_TOKEN: session.sessionToken,
    };
    const args = ['export', '--role-arn', role.second];
    expect(await refusalOf(home, args, { env })).toEqual([
      'awsmfa: error: the credentials behind the environment have expired',
      'awsmfa: hint: renew them where they come from, and run the command again',
    ]);
  });

  test.for([
    ['that is not there', { ...alice, accessKeyId: 'AKIAGONEGONEGONEGON1' }],
    ['that is inactive', retired],
    ['of another partition', li],
  ] as const)('to a key %s', async ([, key], { home }) => {
    expect(await refusalOfRole(home, key, open)).toEqual([
      `awsmfa: error: AWS does not recognize access key "${key.accessKeyId}"`,
      'awsmfa: hint: check in IAM that the key exists, is active, and belongs to the same partition as the role',
    ]);
  });

  test('to a wrong secret', async ({ home }) => {
    const key = { ...alice, secretAccessKey: bob.secretAccessKey };
    expect(await refusalOfRole(home, key, open)).toEqual([
      `awsmfa: error: the secret access key does not belong to access key "${alice.accessKeyId}"`,
      'awsmfa: hint: copy both halves of the key pair again, or make a new one',
    ]);
  });

  test('in a region that is not activated', async ({ home }) => {
    const [error, ...hints] = await refusalOfRole(home, alice, `${open}\nregion = af-south-1`);
    expect(error).toContain(
      'AWS STS is not activated for this account in this region: STS is not activated in this region',
    );
    expect(hints).toEqual([
      'awsmfa: hint: activate it in the account settings of IAM, or use another region with `--region`',
    ]);
  });
});

/** What awsmfa itself prevents, or the stand-in's strictness cannot bring about. */
describe('AWS may say no in other words', () => {
  const clockOff =
    'Signature expired: 20200101T000000Z is now earlier than 20200101T001000Z (20200101T002500Z - 15 min.)';

  test.for<[string, { status: number; code: string; message: string }, string, string[]]>([
    [
      'of a missing code',
      {
        status: 403,
        code: 'AccessDenied',
        message:
          'MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.',
      },
      'AWS requires an MFA code for profile "target"',
      ['set `mfa_serial` in profile "target"'],
    ],
    [
      'of what is not six digits',
      {
        status: 400,
        code: 'ValidationError',
        message:
          "1 validation error detected: Value '12345' at 'tokenCode' failed to satisfy constraint: Member must have length greater than or equal to 6",
      },
      'AWS accepts only six digits as a code',
      [],
    ],
    [
      'of a chained role',
      {
        status: 400,
        code: 'ValidationError',
        message:
          'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
      },
      `role "${role.open}" is assumed from temporary credentials, so its session can last an hour at most`,
      ['lower `duration_seconds` in profile "target" to 3600'],
    ],
    [
      'of a temporary base',
      {
        status: 403,
        code: 'AccessDenied',
        message: 'Cannot call GetSessionToken with session credentials',
      },
      'the credentials of profile "target" are temporary, and cannot start an MFA session',
      ['use the long-term access key of an IAM user as the base'],
    ],
    [
      'of the clock',
      { status: 403, code: 'SignatureDoesNotMatch', message: clockOff },
      `the clock of this machine is off: ${clockOff}`,
      ['set the clock, for example `sudo timedatectl set-ntp true`'],
    ],
    [
      'of too many calls',
      { status: 400, code: 'Throttling', message: 'Rate exceeded' },
      'AWS is throttling requests',
      ['wait a minute and try again'],
    ],
    [
      'that nobody has heard before',
      { status: 403, code: 'NewDenial', message: 'line one\nline \u001b[31mtwo' },
      'AWS rejected AssumeRole with NewDenial: line one\\nline \\x1b[31mtwo',
      [],
    ],
  ])('%s', async ([, fault, message, hints], { home }) => {
    home.standIn.fault({ kind: 'error', ...fault });
    expect(await refusalOfRole(home, alice, open)).toEqual([
      `awsmfa: error: ${message}`,
      ...hints.map((hint) => `awsmfa: hint: ${hint}`),
    ]);
  });

  test('and is asked once where the call carries a code, which would be spent', async ({
    home,
  }) => {
    home.standIn.fault({ kind: 'throttled' });
    await refusalOfRole(home, alice, withMfa, { env: { AWSMFA_TOKEN_CODE: home.code(phone) } });
    expect(home.calls).toEqual({ GetSessionToken: 1, AssumeRole: 0 });
  });
});

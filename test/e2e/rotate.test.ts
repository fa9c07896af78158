import { chmodSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { type Home, testIn } from '../support/awsmfa.ts';
import {
  adminSession,
  fiveProfiles,
  jane,
  janesOtherKey,
  keySection,
  management,
  phone,
} from '../support/five-accounts.ts';
import { whoHas } from '../support/identity.ts';
import { keyActions, rotatingWorld } from '../support/rotating-world.ts';

const files = { config: fiveProfiles, credentials: keySection('management', jane) };
const janeArn = `arn:aws:iam::${management}:user/jane`;

function textOf(home: Home, name: string): string {
  return readFileSync(home.path(name), 'utf8');
}

function keysOf({ standIn }: Home): readonly string[] {
  return standIn.accessKeys.all().map(({ key }) => `${key.accessKeyId} ${key.state ?? 'active'}`);
}

function idIn(home: Home): string {
  return /aws_access_key_id = (\w+)/.exec(textOf(home, '.aws/credentials'))?.[1] ?? '';
}

describe('a key in a file', () => {
  const test = testIn(rotatingWorld(), files);

  test('stays where it is not known whether a rotation was cut short', async ({ home }) => {
    mkdirSync(home.path('.aws/awsmfa/rotations'), { recursive: true, mode: 0o700 });
    symlinkSync('elsewhere', home.path('.aws/awsmfa/rotations/a.json'));
    const { status, stderr } = await home.run(['rotate', 'management']);
    expect({ status, id: idIn(home) }).toEqual({ status: 7, id: jane.accessKeyId });
    expect(stderr).toContain(
      'may tell of a rotation that was cut short, and cannot be read (ELOOP)',
    );
  });

  test('is replaced, however long AWS takes to know of the new one', async ({ home }) => {
    home.standIn.accessKeys.consistency = { newKey: 'rrarraara', listings: 2 };
    const rotated = await home.run(['rotate', 'management']);
    const id = idIn(home);
    expect(rotated).toEqual({
      status: 0,
      stdout: [
        `access key ${jane.accessKeyId} belongs to ${janeArn}`,
        `created access key ${id}`,
        'profile "management" uses it now',
        `deactivated access key ${jane.accessKeyId}`,
        '`awsmfa rotate management --delete` deletes it; otherwise the next rotation does',
        '',
      ].join('\n'),
      stderr: '',
    });
    expect(keysOf(home)).toEqual([`${jane.accessKeyId} inactive`, `${id} active`]);
    expect(await whoHas(home, await home.helper('management'))).toBe(janeArn);

    const deleted = await home.run(['rotate', 'management', '--delete']);
    expect(deleted.stdout).toContain(
      `deleted ${jane.accessKeyId}, which an earlier rotation had replaced`,
    );
    expect(keysOf(home)).toEqual([`${id} active`]);
  });

  test('is replaced wherever else it is, and its sessions are forgotten', async ({ home }) => {
    home.credentials(`${keySection('management', jane)}\n${keySection('copy', jane)}`);
    home.config(`${fiveProfiles}\n${keySection('profile third', jane)}`);
    const asked = home.helperOnTerminal('prod');
    await asked.enterCode(phone);
    await asked.ended;
    expect(home.sessionFiles()).toHaveLength(2);
    const rotated = await home.run(['rotate', 'management', '--delete']);
    expect(rotated).toMatchObject({ status: 0, stderr: '' });
    expect(rotated.stdout).toContain('profiles "third", "management" and "copy" use it now');
    expect(home.sessionFiles()).toEqual([]);
    expect(`${textOf(home, '.aws/credentials')}${textOf(home, '.aws/config')}`).not.toContain(
      jane.secretAccessKey,
    );
    expect(keysOf(home)).toEqual([`${idIn(home)} active`]);
  });
});

testIn(rotatingWorld(), files)('two at once make one new key', async ({ home }) => {
  const runs = await Promise.all([1, 2].map(() => home.run(['rotate', 'management', '--delete'])));
  expect(runs.map(({ status }) => status)).toEqual([0, 0]);
  const texts = runs.map(({ stdout }) => stdout).toSorted();
  expect(texts.at(-1)).toBe(`another process has just rotated it: the key is ${idIn(home)} now\n`);
  expect(home.standIn.count('CreateAccessKey')).toBe(1);
  expect(keysOf(home)).toEqual([`${idIn(home)} active`]);
});

describe('an explained refusal', () => {
  const refused = (home: Home, args: readonly string[] = [], env = {}) =>
    home.run(['rotate', 'management', ...args], { env });

  testIn(rotatingWorld({ accessKeys: [jane, janesOtherKey] }), files)(
    'two keys',
    async ({ home }) => {
      expect(await refused(home)).toMatchObject({
        status: 4,
        stderr: expect.stringContaining(
          `${janesOtherKey.accessKeyId} (active, created 2020-`,
        ) as string,
      });
      expect(idIn(home)).toBe(jane.accessKeyId);
    },
  );

  testIn(rotatingWorld({ accessKeyActions: { allowed: ['ListAccessKeys'] } }), files)(
    'no permission to create one',
    async ({ home }) => {
      const { status, stderr } = await refused(home);
      expect(status).toBe(4);
      expect(stderr).toContain('AWS does not let user "jane" call iam:CreateAccessKey');
      expect(stderr).toContain('iam:DeleteAccessKey on the user itself');
      expect(keysOf(home)).toEqual([`${jane.accessKeyId} active`]);
    },
  );

  testIn(rotatingWorld(), { config: fiveProfiles })(
    'a key of the environment',
    async ({ home }) => {
      const env = {
        AWS_ACCESS_KEY_ID: jane.accessKeyId,
        AWS_SECRET_ACCESS_KEY: jane.secretAccessKey,
      };
      expect(await refused(home, [], env)).toMatchObject({
        status: 3,
        stderr: expect.stringContaining('(AWS_ACCESS_KEY_ID)') as string,
      });
    },
  );

  testIn(rotatingWorld(), files)('a file that cannot be written', async ({ home }) => {
    chmodSync(home.path('.aws/credentials'), 0o400);
    expect(await refused(home)).toMatchObject({
      status: 7,
      stderr: expect.stringContaining('is read-only') as string,
    });
    expect(keysOf(home)).toEqual([`${jane.accessKeyId} active`]);
  });
});

describe('where IAM calls require MFA', () => {
  const withSerial = `${fiveProfiles}\n[profile work]\nsource_profile = management\nrole_arn = arn:aws:iam::222222222222:role/admin\nmfa_serial = ${phone}\n`;
  const test = testIn(
    rotatingWorld({ accessKeyActions: { allowed: keyActions, mfa: 'required' } }),
    {
      ...files,
      config: withSerial,
    },
  );

  test('they are made through an MFA session, the day’s own', async ({ home }) => {
    const asked = home.helperOnTerminal('prod');
    await asked.enterCode(phone);
    await asked.ended;
    expect(await home.run(['rotate', 'work', '--delete'])).toMatchObject({ status: 0, stderr: '' });
    expect(home.calls.GetSessionToken).toBe(1);
    expect(keysOf(home)).toEqual([`${idIn(home)} active`]);
    const again = home.helperOnTerminal('prod');
    await again.enterCode(phone);
    expect(await whoHas(home, await again.ended)).toBe(adminSession('prod'));
  });

  test('and without a device, it is said', async ({ home }) => {
    expect(await home.run(['rotate', 'management'])).toMatchObject({
      status: 4,
      stderr: expect.stringContaining('if a policy requires MFA for it, set') as string,
    });
  });
});

describe('where listing keys requires no MFA and changing them does', () => {
  const worldWhere = (mfa: readonly string[]) =>
    rotatingWorld({ accessKeyActions: { allowed: keyActions, mfa } });
  const withSerial = { ...files, config: `[profile management]\nmfa_serial = ${phone}\n` };

  testIn(worldWhere(['CreateAccessKey', 'UpdateAccessKey', 'DeleteAccessKey']), withSerial)(
    'the first call that is denied opens the MFA session that makes it and all others',
    async ({ home }) => {
      const args = ['rotate', 'management', '--delete', '--token-code', home.code(phone)];
      expect(await home.run(args)).toMatchObject({ status: 0, stderr: '' });
      expect(keysOf(home)).toEqual([`${idIn(home)} active`]);
      expect(home.calls.GetSessionToken).toBe(1);
      expect(home.standIn.count('CreateAccessKey')).toBe(2);
      expect(home.standIn.count('DeleteAccessKey')).toBe(1);
    },
  );

  testIn(worldWhere(['UpdateAccessKey']), withSerial)(
    'a rotation that stopped for want of a code goes on with one',
    async ({ home }) => {
      expect(await home.run(['rotate', 'management'])).toMatchObject({ status: 5 });
      const id = idIn(home);
      expect(keysOf(home)).toEqual([`${jane.accessKeyId} active`, `${id} active`]);
      const args = ['rotate', 'management', '--token-code', home.code(phone)];
      const { status, stdout } = await home.run(args);
      expect({ status, id: idIn(home) }).toEqual({ status: 0, id });
      expect(stdout).toContain(`going on with the rotation from ${jane.accessKeyId} to ${id}`);
      expect(keysOf(home)).toEqual([`${jane.accessKeyId} inactive`, `${id} active`]);
    },
  );
});

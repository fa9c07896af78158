import type { Role, World } from '../stand-in/world.ts';

/** The world of the use cases: a user in a management account, and roles in four others that require MFA. */

export const management = '111111111111';
export const jane = {
  accessKeyId: 'AKIAJANEJANEJANEJAN1',
  secretAccessKey: 'jane/secret+jane/secret+jane/secret+jan1',
};
/** A second key of hers, as while one is rotated. */
export const janesOtherKey = {
  accessKeyId: 'AKIAJANEJANEJANEJAN2',
  secretAccessKey: 'jane/secret+jane/secret+jane/secret+jan2',
};
export const phone = `arn:aws:iam::${management}:mfa/jane`;
export const hardwareToken = 'GAHT12345678';

export const accounts = {
  dev: '222222222222',
  test: '333333333333',
  staging: '444444444444',
  prod: '555555555555',
};
export type AccountName = keyof typeof accounts;

export const roleNames = Object.keys(accounts) as readonly AccountName[];

export function adminOf(name: AccountName): string {
  return `arn:aws:iam::${accounts[name]}:role/admin`;
}

/** As GetCallerIdentity tells who has assumed one of the roles; the name is that of the MFA device. */
export function adminSession(name: AccountName, sessionName = 'jane'): string {
  return `arn:aws:sts::${accounts[name]}:assumed-role/admin/${sessionName}`;
}

const root = `arn:aws:iam::${management}:root`;

export const otherRoles = {
  /** With a path, and an external id. */
  partner: `arn:aws:iam::${accounts.prod}:role/partners/audit/reader`,
  /** Up to twelve hours. */
  long: `arn:aws:iam::${accounts.prod}:role/long`,
  /** Trusts the admin of prod alone. */
  second: `arn:aws:iam::${accounts.prod}:role/second`,
  /** Wants no MFA. */
  open: `arn:aws:iam::${accounts.dev}:role/open`,
};

export const fiveAccounts: World = {
  accounts: [{ id: management }, ...Object.values(accounts).map((id) => ({ id }))],
  users: [
    {
      account: management,
      userName: 'jane',
      accessKeys: [jane, janesOtherKey],
      mfaDevices: [
        { serial: phone, secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' },
        { serial: hardwareToken, secret: 'MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U' },
      ],
    },
  ],
  roles: [
    ...roleNames.map((name): Role => ({
      arn: adminOf(name),
      maxSessionDuration: 43_200,
      trust: { principals: [root], mfa: 'required' },
    })),
    {
      arn: otherRoles.partner,
      trust: { principals: [root], mfa: 'required', externalId: 'agreed/id:1' },
    },
    {
      arn: otherRoles.long,
      maxSessionDuration: 43_200,
      trust: { principals: [root], mfa: 'required' },
    },
    { arn: otherRoles.second, trust: { principals: [adminOf('prod')] } },
    { arn: otherRoles.open, trust: { principals: [root] } },
  ],
};

/** A section of keys, as `aws configure` writes it. */
export function keySection(header: string, key: typeof jane): string {
  return [
    `[${header}]`,
    `aws_access_key_id = ${key.accessKeyId}`,
    `aws_secret_access_key = ${key.secretAccessKey}`,
    '',
  ].join('\n');
}

/** Use case 2: keys under one name, and a role for each account with the same device. */
export const fiveProfiles = [
  '[profile management]\nregion = eu-central-1\n',
  ...roleNames.map(
    (name) => `[profile ${name}]
role_arn = ${adminOf(name)}
source_profile = management
mfa_serial = ${phone}
`,
  ),
].join('\n');

/** These, and the key they start from. */
export const plainAccounts = { credentials: keySection('management', jane), config: fiveProfiles };

/** The same as the README has it: the whole chain behind awsmfa's own names. */
export const wiredAccounts = {
  credentials: keySection('management', jane),
  config: [
    `[profile management]\nmfa_serial = ${phone}\n`,
    ...roleNames.map(
      (name) => `[profile ${name}]
credential_process = awsmfa credential-process --profile ${name}
region = eu-west-1
awsmfa_role_arn = ${adminOf(name)}
awsmfa_source_profile = management
`,
    ),
  ].join('\n'),
};

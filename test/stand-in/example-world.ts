import type { World } from './world.ts';

/** The accounts of the stand-in's own tests. */
export const jump = '111111111111';
export const target = '222222222222';
export const china = '333333333333';

export const alice = {
  accessKeyId: 'AKIAALICEALICEALICE1',
  secretAccessKey: 'alice/secret+alice/secret+alice/secret+1',
};
export const bob = {
  accessKeyId: 'AKIABOBBOBBOBBOBBOB1',
  secretAccessKey: 'bob/secret+bob/secret+bob/secret+bob/se1',
};
export const carol = {
  accessKeyId: 'AKIACAROLCAROLCAROL1',
  secretAccessKey: 'carol/secret+carol/secret+carol/secret+1',
};
export const li = {
  accessKeyId: 'AKIALILILILILILILI01',
  secretAccessKey: 'li/secret+li/secret+li/secret+li/secret1',
};
export const retired = {
  accessKeyId: 'AKIARETIREDRETIRED01',
  secretAccessKey: 'retired/secret+retired/secret+retired/11',
};

export const phone = `arn:aws:iam::${jump}:mfa/phones/alice-phone`;
export const token = 'GAHT12345678';
export const securityKey = `arn:aws:iam::${jump}:u2f/user/alice/key-ABCDEFGH`;
export const bobsPhone = `arn:aws:iam::${jump}:mfa/bob`;
export const carolsPhone = `arn:aws:iam::${jump}:mfa/carol`;

export const role = {
  open: `arn:aws:iam::${target}:role/open`,
  mfa: `arn:aws:iam::${target}:role/team/needs-mfa`,
  freshMfa: `arn:aws:iam::${target}:role/needs-fresh-mfa`,
  external: `arn:aws:iam::${target}:role/external`,
  long: `arn:aws:iam::${target}:role/long`,
  bobOnly: `arn:aws:iam::${target}:role/bob-only`,
  second: `arn:aws:iam::${target}:role/second-hop`,
  secondMfa: `arn:aws:iam::${target}:role/second-hop-mfa`,
  pods: `arn:aws:iam::${target}:role/pods`,
  china: `arn:aws-cn:iam::${china}:role/admin`,
};

const jumpRoot = `arn:aws:iam::${jump}:root`;
const seed = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

export const webIdentityToken = 'eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl';

export const exampleWorld: World = {
  accounts: [
    { id: jump, disabledRegions: ['af-south-1'] },
    { id: target },
    { id: china, partition: 'aws-cn' },
  ],
  users: [
    {
      account: jump,
      userName: 'alice',
      path: '/staff/',
      accessKeys: [alice, { ...retired, state: 'inactive' }],
      mfaDevices: [
        { serial: phone, secret: seed },
        { serial: token, secret: 'MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U' },
        { kind: 'u2f', serial: securityKey },
      ],
      listMfaDevices: 'allowed',
    },
    {
      account: jump,
      userName: 'bob',
      accessKeys: [bob],
      mfaDevices: [{ serial: bobsPhone, secret: seed }],
      listMfaDevices: 'own-user-name-only',
    },
    {
      account: jump,
      userName: 'carol',
      accessKeys: [carol],
      mfaDevices: [{ serial: carolsPhone, secret: seed }],
      deny: 'unless-mfa',
    },
    { account: china, userName: 'li', accessKeys: [li] },
  ],
  roles: [
    { arn: role.open, trust: { principals: [jumpRoot] } },
    { arn: role.mfa, trust: { principals: [jumpRoot], mfa: 'required' } },
    { arn: role.freshMfa, trust: { principals: [jumpRoot], mfaMaxAgeSeconds: 3600 } },
    { arn: role.external, trust: { principals: [jump], externalId: 'agreed/id:1' } },
    { arn: role.long, maxSessionDuration: 43_200, trust: { principals: [jumpRoot, target] } },
    { arn: role.bobOnly, trust: { principals: [`arn:aws:iam::${jump}:user/bob`] } },
    { arn: role.second, trust: { principals: [role.mfa] } },
    { arn: role.secondMfa, trust: { principals: [role.mfa], mfa: 'required' } },
    { arn: role.pods, trust: { principals: [] } },
    {
      arn: role.china,
      trust: { principals: [`arn:aws-cn:iam::${china}:user/li`] },
    },
  ],
  webIdentities: [
    {
      token: webIdentityToken,
      roleArn: role.pods,
      subject: 'system:serviceaccount:default:app',
      audience: 'sts.amazonaws.com',
      provider: 'https://oidc.example.test',
    },
  ],
};

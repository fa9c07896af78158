import { chmodSync, mkdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../../src/ground/failure.ts';
import type { ExaminedKey, KeyIdentity } from '../../src/doctor/model/surroundings.ts';
import { Secret } from '../../src/ground/secret.ts';
import type { SessionKey } from '../../src/plan/model/plan.ts';
import { renderSessionFile } from '../../src/store/session-file.ts';
import { adminSession, jane, management, phone } from '../support/five-accounts.ts';
import { now, type TrapHome } from './healthy-home.ts';
import type { Trap } from './traps.test.ts';

const keys = { AWS_ACCESS_KEY_ID: 'ASIAENV', AWS_SECRET_ACCESS_KEY: 's', AWS_SESSION_TOKEN: 't' };
const hourMs = 3_600_000;
const key = 'a'.repeat(64) as SessionKey;

function keepSession(home: TrapHome, issuedMsAgo: number): void {
  const issuedAt = new Date(now.getTime() - issuedMsAgo);
  const text = renderSessionFile(key, {
    accessKeyId: 'ASIAKEPT',
    secretAccessKey: new Secret('secret'),
    sessionToken: new Secret('token'),
    issuedAt,
    expiration: new Date(issuedAt.getTime() + hourMs),
  });
  home.write(`.aws/awsmfa/sessions/${key}.json`, text);
}

const jan = `arn:aws:iam::${management}:user/jane`;
const healthyKey: KeyIdentity = {
  arn: jan,
  accountId: management,
  skewMs: 0,
  devices: [phone],
  createdAt: now,
};

/** What AWS would have said of a key. */
function saidOfKey(
  identity: Partial<KeyIdentity> | Failure,
  serial = phone,
): NonNullable<Trap['surroundings']> {
  const examined: ExaminedKey = {
    profile: 'management',
    accessKeyId: jane.accessKeyId,
    at: { file: '/aws/credentials', line: 2 },
    serials: [{ serial, at: '/aws/config:2' }],
    identity: identity instanceof Failure ? identity : { ...healthyKey, ...identity },
  };
  return () => ({ online: [examined] });
}

/** The same for what is around the files: the environment, the cache, the machine, AWS. */
export const trapsAround: Readonly<Record<string, Trap>> = {
  'keys-over-profile': {
    env: { ...keys, AWS_PROFILE: 'prod' },
    finds: /`AWS_PROFILE` names profile "prod"/,
  },
  'expired-environment': {
    env: { ...keys, AWSMFA_PROFILE: 'prod', AWS_CREDENTIAL_EXPIRATION: '2026-11-21T11:00:00Z' },
    finds: /the session of profile "prod" expired at/,
  },
  'long-term-key-in-environment': {
    env: { AWS_ACCESS_KEY_ID: 'AKIAENV', AWS_SECRET_ACCESS_KEY: 's' },
    finds: /`AWS_ACCESS_KEY_ID` is set without/,
  },
  'half-key-in-environment': { env: { AWS_ACCESS_KEY_ID: 'AKIAENV' }, finds: /half a key pair/ },
  'leftover-export': { env: { AWSMFA_PROFILE: 'prod' }, finds: /`AWSMFA_PROFILE` without the key/ },
  'session-of-another-tool': {
    env: { ...keys, AWS_VAULT: 'prod' },
    finds: /the keys are from aws-vault/,
  },
  'unknown-profile-named': { env: { AWS_PROFILE: 'prd' }, finds: /`AWS_PROFILE` names "prd"/ },
  'two-profiles-named': {
    env: { AWS_PROFILE: 'prod', AWS_DEFAULT_PROFILE: 'management' },
    finds: /`AWS_PROFILE` names "prod", `AWS_DEFAULT_PROFILE` "management"/,
  },
  'settings-in-environment': { env: { AWSMFA_ROLE_ARN: 'x' }, finds: /`AWSMFA_ROLE_ARN` is set/ },
  'code-in-environment': {
    env: { AWSMFA_TOKEN_CODE: '123456' },
    finds: /`AWSMFA_TOKEN_CODE` is set/,
  },
  'nobody-is-asked': {
    env: { CI: 'true' },
    host: { outIsTerminal: () => Promise.resolve(true) },
    finds: /`CI` is `true`/,
  },
  'unknown-variable': { env: { AWSMFA_TOKENCODE: '1' }, finds: /`AWSMFA_TOKENCODE` is set/ },
  'fish-universal-variables': {
    arrange: (home) =>
      home.write('.config/fish/fish_variables', '# fish\nSETUVAR --export AWS_PROFILE:prod\n'),
    finds: /`AWS_PROFILE` is a universal variable/,
    at: 2,
  },
  'cache-unusable': { env: { AWSMFA_HOME: 'relative' }, finds: /must be an absolute path/ },
  'cache-open': {
    arrange(home) {
      keepSession(home, 0);
      chmodSync(home.sessions, 0o755);
    },
    finds: /sessions" is open to others \(mode 0755\)/,
  },
  'cache-unreadable': {
    arrange: (home) => home.write(`.aws/awsmfa/sessions/${key}.json`, '{}'),
    finds: /no session that can be trusted/,
  },
  'cache-foreign': {
    arrange: (home) => home.write('.aws/awsmfa/sessions/notes.txt', ''),
    finds: /not a file of awsmfa/,
  },
  'cache-leftovers': {
    arrange: (home) => keepSession(home, 10 * 24 * hourMs),
    finds: /an expired session/,
  },
  'cache-from-future': {
    arrange: (home) => keepSession(home, -hourMs),
    finds: /a session was issued at/,
  },
  'cli-cache': {
    arrange(home) {
      const expiration = new Date(now.getTime() + hourMs).toISOString();
      const assumed = { AssumedRoleUser: { Arn: adminSession('prod') } };
      const session = { Credentials: { Expiration: expiration }, ...assumed };
      home.write('.aws/cli/cache/0123.json', JSON.stringify(session));
    },
    finds: /a session of role 555555555555:admin/,
  },
  'old-node': { host: { nodeVersion: '20.19.0' }, finds: /Node 20.19.0 has had no security fixes/ },
  'home-on-network': {
    arrange: (home) => mkdirSync(join(home.folder, '.aws/awsmfa'), { mode: 0o700 }),
    surroundings: ({ disk }) => ({ disk: { ...disk, fileSystem: () => 0x6969 } }),
    finds: /is on NFS/,
  },
  'key-rejected': {
    surroundings: saidOfKey(new Failure('refused', 'AWS does not know it')),
    finds: /key AKIAJANEJANEJANEJAN1 of profile "management": AWS does not know it/,
    at: 2,
  },
  'serial-of-another': {
    surroundings: saidOfKey({}, 'arn:aws:iam::111111111111:mfa/john'),
    finds: /"arn:aws:iam::111111111111:mfa\/john" \(\/aws\/config:2\) is no device of/,
  },
  'root-key': {
    surroundings: saidOfKey({ arn: `arn:aws:iam::${management}:root` }),
    finds: /is of arn:aws:iam::111111111111:root/,
    at: 2,
  },
  'old-key': {
    surroundings: saidOfKey({ createdAt: new Date(now.getTime() - 100 * 24 * hourMs) }),
    finds: /is 100 days old/,
    at: 2,
  },
  'clock-off': { surroundings: saidOfKey({ skewMs: 600_000 }), finds: /10 min behind that of AWS/ },
  'unfinished-rotation': {
    arrange(home) {
      const entry = { old: jane.accessKeyId, known: [], startedAt: now, stage: 'created' };
      const file = home.write('.aws/awsmfa/rotations/1.json', JSON.stringify(entry));
      utimesSync(file, 0, 0);
    },
    finds: /the rotation of key AKIAJANEJANEJANEJAN1 was not finished/,
  },
};

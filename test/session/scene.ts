import type { Credentials } from '../../src/ground/credentials.ts';
import { Failure } from '../../src/ground/failure.ts';
import { Secret } from '../../src/ground/secret.ts';
import type { GetSessionToken, Plan, SessionKey, AssumeRole } from '../../src/plan/model/plan.ts';
import type {
  ExecutorPorts,
  IssuedSession,
  Lease,
  StoredSession,
} from '../../src/session/ports.ts';
import { farOff } from '../support/deadlines.ts';

export const mfaKey = 'mfa' as SessionKey;
export const roleKey = 'role' as SessionKey;
const step = { profile: 'management', origins: {}, durationSeconds: 3600 };
export const serial = 'GAHT12345678';

export const mfaStep: GetSessionToken = {
  ...step,
  kind: 'GetSessionToken',
  key: mfaKey,
  mfaSerial: serial,
};

export const roleStep: AssumeRole = {
  ...step,
  kind: 'AssumeRole',
  key: roleKey,
  roleArn: 'arn',
  roleSessionName: 'jane',
};

/** An MFA session, and a role behind it. */
export const plan: Plan = {
  profile: 'prod',
  origins: {},
  source: {
    kind: 'static',
    profile: 'management',
    accessKeyId: 'AKIA',
    temporary: false,
    origins: {},
  },
  sts: {
    partition: 'aws',
    region: 'us-east-1',
    fips: false,
    dualStack: false,
    globalEndpoint: false,
    origins: {},
  },
  codes: { prompt: ['tty'], origins: {} },
  steps: [mfaStep, roleStep],
};

export const now = new Date('2026-03-01T08:00:00Z');
export const key: Credentials = { accessKeyId: 'AKIA', secretAccessKey: new Secret('secret') };
export const temporaryKey: Credentials = {
  accessKeyId: 'ASIABASE',
  secretAccessKey: new Secret('secret'),
  sessionToken: new Secret('token'),
};

/** A session that was issued for so many minutes, with so many left. */
export function session(accessKeyId: string, minutes = 60, ofMinutes = 60): IssuedSession {
  const expiration = new Date(now.getTime() + minutes * 60_000);
  return {
    accessKeyId,
    secretAccessKey: new Secret('secret'),
    sessionToken: new Secret('token'),
    expiration,
    issuedAt: new Date(expiration.getTime() - ofMinutes * 60_000),
  };
}

export const storageFailure = new Failure('storage', 'the disk is full');

/** For plans whose sessions are kept as they are. */
const unused: ExecutorPorts['seal'] = {
  prepare: () => Promise.reject(new Error('the keychain was opened')),
  seal: () => Promise.reject(new Error('the keychain was opened')),
  open: () => Promise.reject(new Error('the keychain was opened')),
};

/** Ports in memory, which write down what is done with them. */
export function scene(
  cached: Readonly<Record<string, StoredSession>> = {},
  more: Partial<ExecutorPorts> = {},
) {
  const sessions = new Map(Object.entries(cached));
  const events: string[] = [];
  let issued = 0;
  const ports: ExecutorPorts = {
    store: {
      get: (name) => sessions.get(name),
      put(name, value) {
        events.push(`put ${name}`);
        sessions.set(name, value);
      },
      remove(name) {
        events.push(`remove ${name}`);
        return sessions.delete(name);
      },
      clear: () => 0,
      obstacle: () => undefined,
    },
    seal: unused,
    lock: {
      acquire(name) {
        events.push(`lock ${name}`);
        return Promise.resolve(lease(name));
      },
    },
    sts: {
      call({ kind }, signer, code) {
        events.push(`${kind} by ${signer.accessKeyId}${code === undefined ? '' : ' with code'}`);
        return Promise.resolve(session(`ASIA${(issued += 1)}`));
      },
    },
    keys: () => Promise.resolve(key),
    codes: [{ name: 'given', code: () => Promise.resolve('123456') }],
    codeDeadline: () => farOff,
    login: () => undefined,
    now: () => now,
    warn: (message) => events.push(`warn ${message}`),
    onRenewalFailed: () => events.push('hand out what is left'),
    ...more,
  };
  const lease = (name: string): Lease => ({
    release(failure) {
      events.push(`unlock ${name}${failure === undefined ? '' : `: ${failure.message}`}`);
      return Promise.resolve();
    },
  });
  return { ports, events, sessions };
}

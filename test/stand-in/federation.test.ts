import { expect, test } from 'vitest';
import { adminOf, fiveAccounts, jane, otherRoles } from '../support/five-accounts.ts';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { keysOf, sts } from './clients.ts';
import { startStandIn } from './server.ts';
import type { Session } from './sessions.ts';

type Keys = Pick<Session, 'accessKeyId' | 'secretAccessKey' | 'sessionToken'>;

test('sign-in accepts the sessions of roles alone, and a duration for those of no chain', async () => {
  const standIn = await startStandIn(fiveAccounts);
  const post = async (keys: Keys, more = {}, session = {}) => {
    const parts = { sessionId: keys.accessKeyId, sessionKey: keys.secretAccessKey };
    const Session = JSON.stringify({ ...parts, sessionToken: keys.sessionToken, ...session });
    const body = new URLSearchParams({ Action: 'getSigninToken', Session, ...more });
    return (await fetch(`${standIn.endpoint}/federation`, { method: 'POST', body })).status;
  };
  const assume = async (keys: Partial<Keys> & typeof jane, RoleArn: string) => {
    const request = new AssumeRoleCommand({ RoleArn, RoleSessionName: 'test' });
    return keysOf((await sts(standIn, keys).send(request)).Credentials);
  };
  try {
    const first = await assume(jane, otherRoles.open);
    const duration = (seconds: number) => ({ SessionDuration: String(seconds) });
    expect(await post(first)).toBe(200);
    expect(await post(first, duration(43_200))).toBe(200);
    expect(await post(first, duration(43_201))).toBe(400);
    expect(await post(first, duration(899))).toBe(400);
    expect(await post(first, {}, { sessionToken: 'other' })).toBe(400);
    expect(await post(first, {}, { more: 'fields' })).toBe(400);
    expect(await post({ ...jane, sessionToken: '' })).toBe(400);
    const second = await assume(
      standIn.issueRoleSession(adminOf('prod'), 'test'),
      otherRoles.second,
    );
    expect(await post(second)).toBe(200);
    expect(await post(second, duration(900))).toBe(400);
    standIn.clock.advance(3601);
    expect(await post(first)).toBe(400);
    const inUrl = `${standIn.endpoint}/federation?Action=getSigninToken&Session=%7B%7D`;
    expect((await fetch(inUrl)).status).toBe(400);
  } finally {
    await standIn.close();
  }
});

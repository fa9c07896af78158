import { jane, keySection } from '../support/five-accounts.ts';
import { draftOf, setUp, type Asked } from './setting-up.ts';

export const key = keySection('management', jane);
export const oldKeys = [
  'aws_access_key_id = ASIAOLDOLDOLDOLDOLD1',
  'aws_secret_access_key = canary/old',
  'aws_session_token = canary/old-token',
];

/** The files after a set-up, and what was said of it. */
export function outcome(config: string, credentials = key, asked: Asked = {}) {
  const { after, left, wired, wirings, deviceless } = setUp(draftOf(config, credentials), asked);
  return {
    config: after.config?.text,
    credentials: after.credentials?.text,
    left: Object.fromEntries(left.map(({ profile, why }) => [profile, why])),
    wired,
    why: Object.fromEntries(wirings.map(({ profile, why }) => [profile, why])),
    roles: Object.fromEntries(wirings.map(({ profile, roleArn }) => [profile, roleArn])),
    deviceless: Object.fromEntries(deviceless),
  };
}

import type { VirtualMfaDevice } from '../stand-in/mfa-device.ts';
import { stepSeconds } from '../stand-in/totp.ts';
import { accounts, type DemoAccount } from './accounts.ts';
import type { Identity } from './clients.ts';
import type { Counts } from './counts.ts';
import { profileText } from './scratch-home.ts';

/** What the demo says, in the order in which it says it. */

export function introduction(): string {
  const prod = accounts.filter(({ profile }) => profile === 'prod').map(profileText);
  return `awsmfa: one MFA code, five accounts

This needs no AWS account: a stand-in for STS runs on 127.0.0.1, and a scratch home
has five profiles, "${accounts.map(({ profile }) => profile).join('", "')}". One of them:

${indented(prod.join(''))}
`;
}

/** AWS accepts the code before and the one after, so each of these two is good for half a minute at least. */
export function deviceDisplay(device: VirtualMfaDevice, now: Date): string {
  const stepMs = stepSeconds * 1000;
  const change = new Date((Math.floor(now.getTime() / stepMs) + 1) * stepMs);
  return `The MFA device shows ${grouped(device.code(now))}, and from ${clock(change)} on ${grouped(device.code(change))}.
Type the code when awsmfa asks for it.

`;
}

export function commandLine(command: string): string {
  return `$ ${command}\n`;
}

export function identityLine({ profile }: DemoAccount, { Account, Arn }: Identity): string {
  return `  ${profile.padEnd(11)} ${Account}  ${Arn}\n`;
}

export const secondRound =
  '\nThe same again, all five at once, and nobody may be asked this time:\n';

export function countsTable(first: Counts, second: Counts): string {
  const row = (name: string, ...cells: readonly (string | number)[]) =>
    `  ${name.padEnd(20)}${cells.map((cell) => String(cell).padStart(15)).join('')}\n`;
  return [
    '\nWhat AWS got from awsmfa:\n',
    row('', 'first round', 'second round'),
    row('MFA codes accepted', first.codes, second.codes),
    row('sts:GetSessionToken', first.sessions, second.sessions),
    row('sts:AssumeRole', first.roles, second.roles),
    '\n',
  ].join('');
}

export const farewell = `The MFA session lasts 12 hours; the roles' sessions are renewed from it without a code.
`;

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}

function grouped(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`;
}

function clock(date: Date): string {
  return date.toTimeString().slice(0, 8);
}

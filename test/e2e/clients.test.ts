import { describe, expect } from 'vitest';
import { type Home, type TerminalRun, testIn } from '../support/awsmfa.ts';
import {
  adminOf,
  adminSession,
  fiveAccounts,
  jane,
  keySection,
  management,
  phone,
} from '../support/five-accounts.ts';
import { type Client, clientFolder, findClients } from './clients.ts';

/** The three ways of wiring, beside each other: all of them start from one key and one device. */
const config = `[profile management]
mfa_serial = ${phone}

[profile prod]
region = eu-central-1
credential_process = awsmfa credential-process --profile prod
awsmfa_role_arn = ${adminOf('prod')}
awsmfa_source_profile = management
awsmfa_mfa_serial = ${phone}

[profile mfa]
region = eu-central-1
credential_process = awsmfa credential-process --profile management
[profile staging]
region = eu-central-1
role_arn = ${adminOf('staging')}
role_session_name = jane
source_profile = mfa

[profile dev]
region = eu-central-1
credential_process = awsmfa credential-process --profile dev-role
[profile dev-role]
role_arn = ${adminOf('dev')}
source_profile = management
mfa_serial = ${phone}
`;

const test = testIn(fiveAccounts, { credentials: keySection('management', jane), config });

describe.each(findClients())(
  '$title',
  (client) => {
    test('asks for one code for all three ways of wiring, and none the second time', async ({
      home,
    }) => {
      const first = start(home, client, 'prod');
      await first.waitFor('needs an MFA code for profile "prod"');
      await first.enterCode(phone);
      expect(await first.ended).toEqual({
        status: 0,
        stdout: `${adminSession('prod')}\n`,
        stderr: '',
        screen: '',
      });
      const shared = client.assumesRoles === 'at the stand-in' ? 'staging' : 'mfa';
      for (const profile of ['dev', shared, 'prod']) {
        expect(await start(home, client, profile).ended).toEqual({
          status: 0,
          stdout: `${whoIs(profile)}\n`,
          stderr: '',
          screen: '',
        });
      }
      expect(home.calls.GetSessionToken).toBe(1);
    });

    test('ends at Ctrl-C as it does by itself, without asking again', async ({ home }) => {
      const run = start(home, client, 'prod');
      await run.waitFor(`MFA code for ${phone} ›`);
      run.write('\u0003');
      const { status, stdout, stderr } = await run.ended;
      expect({ status, stdout: stdout.trim() }).toEqual({ status: 130, stdout: '' });
      expect(home.record.awsmfa()).toHaveLength(1);
      expect(home.standIn.calls).toEqual([]);
      if (client.title.startsWith('AWS CLI')) expect(stderr.trim()).toBe('');
    });
  },
  60_000,
);

function start(home: Home, client: Client, profile: string): TerminalRun {
  return home.programInTerminal(client.command(profile, home), { cwd: clientFolder });
}

function whoIs(profile: string): string {
  if (profile === 'mfa') return `arn:aws:iam::${management}:user/jane`;
  return adminSession(profile as 'prod' | 'staging' | 'dev');
}

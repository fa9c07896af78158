import { describe, expect } from 'vitest';
import { testIn } from '../support/awsmfa.ts';
import { adminSession, fiveAccounts, phone, roleNames } from '../support/five-accounts.ts';
import { setUps } from '../support/set-ups.ts';
import { clientFolder, findClients } from '../e2e/clients.ts';
import { isFull } from './support/scene.ts';

const test = testIn(fiveAccounts);

/** The role profiles of each, and who they are. */
const roles: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'a jump account': { production: adminSession('prod') },
  'a management account and four more': Object.fromEntries(
    roleNames.map((name) => [name, adminSession(name)]),
  ),
  'a profile mfa as the source, and AWS Extend Switch Roles': {
    test: adminSession('test'),
    dev: adminSession('dev'),
    mfa: 'arn:aws:iam::111111111111:user/jane',
  },
  'many identities': { 'with-mfa': adminSession('prod') },
  'a bastion, with keys in the config file': { account1: adminSession('prod') },
};

const region = 'eu-central-1';

/** `npm test` has one client read one of them. */
const clients = isFull ? findClients() : findClients().slice(-1);
const tried = isFull ? Object.keys(roles) : Object.keys(roles).slice(2, 3);

describe.each(tried)('after setup of %s', (title) => {
  test.for(clients)(
    '$title reads each profile as it is meant, with one code',
    { timeout: 120_000 },
    async (client, { home }) => {
      for (const [name, text] of Object.entries<string>({ ...setUps[title] }))
        home.write(`.aws/${name}`, text);
      const code = home.code(phone);
      const args = ['setup', '--yes', '--mfa-serial', phone, '--token-code', code];
      expect(await home.run(args)).toMatchObject({ status: 0, stderr: '' });
      for (const [profile, arn] of Object.entries(roles[title] ?? {})) {
        const options = {
          cwd: clientFolder,
          env: { AWS_REGION: region, AWS_DEFAULT_REGION: region },
        };
        const ended = await home.runProgram(client.command(profile, home), options);
        expect(ended).toEqual({ status: 0, stdout: `${arn}\n`, stderr: '' });
      }
      expect(home.calls.GetSessionToken).toBe(1);
    },
  );
});

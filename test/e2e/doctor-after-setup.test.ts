import { chmodSync } from 'node:fs';
import { expect } from 'vitest';
import { testIn } from '../support/awsmfa.ts';
import { adminOf, fiveAccounts, jane, keySection, phone } from '../support/five-accounts.ts';
import { setUps, withMfa } from '../support/set-ups.ts';

const test = testIn(fiveAccounts);

test.for(Object.entries(setUps))(
  'nothing is wrong after setup: %s',
  async ([, files], { home }) => {
    for (const [name, text] of Object.entries<string>({ ...files })) {
      home.write(`.aws/${name}`, text);
      chmodSync(home.path(`.aws/${name}`), 0o600);
    }
    const args = ['setup', '--yes', '--mfa-serial', phone];
    expect(await home.run(args)).toMatchObject({ status: 0 });
    const { stdout, stderr } = await home.run(['doctor', '--json']);
    expect(stderr).toBe('');
    const { findings } = JSON.parse(stdout) as { findings: readonly { readonly id: string }[] };
    // How old Node is, is a matter of the machine.
    expect(findings.filter(({ id }) => id !== 'old-node')).toEqual([]);
  },
);

test('setup mends what doctor says it does', async ({ home }) => {
  const chain = `awsmfa_role_arn = ${adminOf('prod')}\nawsmfa_source_profile = management\n`;
  const line = (program: string, name: string) =>
    `credential_process = ${program} credential-process --profile ${name}\n`;
  home.write('.aws/credentials', keySection('management', jane));
  chmodSync(home.path('.aws/credentials'), 0o600);
  home.config(`[profile management]
mfa_serial = ${phone}
${withMfa('native', 'management')}[profile bare]
${line('awsmfa', 'bare')}${chain}[profile gone]
${line('/gone/node /gone/awsmfa', 'gone')}${chain}[profile half]
${line(home.path('bin/awsmfa'), 'half')}role_arn = ${adminOf('dev')}
source_profile = management
`);
  const ids = async () => {
    const { stdout } = await home.run(['doctor', '--json']);
    const { findings } = JSON.parse(stdout) as { findings: readonly { readonly id: string }[] };
    return findings.map(({ id }) => id).filter((id) => id !== 'old-node');
  };
  expect(await ids()).toEqual([
    'chain-beside-process',
    'program-gone',
    'not-wired',
    'path-of-services',
  ]);
  const setup = await home.run(['setup', 'native', 'bare', 'gone', 'half', '--yes']);
  expect(setup).toMatchObject({ status: 0 });
  expect(await ids()).toEqual([]);
});

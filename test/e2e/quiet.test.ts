import { expect } from 'vitest';
import { startProxy } from '../hard/support/gateways.ts';
import { testIn } from '../support/awsmfa.ts';
import { fiveAccounts, fiveProfiles, jane, keySection, phone } from '../support/five-accounts.ts';

const test = testIn(fiveAccounts).extend<{ ready: undefined }>({
  ready: [
    async ({ home }, use) => {
      home.credentials(keySection('management', jane));
      home.config(fiveProfiles);
      await use(undefined);
    },
    { auto: true },
  ],
});

const talkative = { DEBUG: '*', NODE_DEBUG: 'http,https,net,tls,stream,child_process' };

test('what packages and Node would say for DEBUG and NODE_DEBUG is not said', async ({ home }) => {
  const ended = await home.run(['export', 'prod', '--token-code', home.code(phone)], {
    env: talkative,
  });
  expect(ended).toMatchObject({ status: 0, stderr: '' });
  expect(ended.stdout).toMatch(/^(?:(?:export|unset) .*\n)+$/);
});

test('nor what is on its way through a proxy, whose password they know', async ({ home }) => {
  await using proxy = await startProxy();
  const env = { ...talkative, HTTP_PROXY: `http://jane:proxypass@localhost:${proxy.port}` };
  const ended = await home.run(['export', 'prod', '--token-code', home.code(phone)], { env });
  expect(ended).toMatchObject({ status: 0, stderr: '' });
  expect(ended.stdout).not.toContain('proxypass');
  expect(proxy.seen).toHaveLength(2);
});

test('our own words are there all the same', async ({ home }) => {
  const ended = await home.run(['export', 'prod', '--no-prompt'], { env: talkative });
  expect(ended.status).toBe(5);
  expect(ended.stderr).toMatch(/^(?:awsmfa: (?:error|hint): .*\n)+$/);
});

test.skipIf(process.platform === 'win32')(
  'SIGUSR1 opens no debugger, while a question waits',
  async ({ home }) => {
    const run = home.terminal(['credential-process', '--profile', 'prod']);
    await run.waitFor('MFA code for');
    run.kill('SIGUSR1');
    await run.enterCode(phone);
    // Node would say on stderr where its debugger listens, or why it cannot.
    expect(await run.ended).toMatchObject({ status: 0, stderr: '' });
  },
);

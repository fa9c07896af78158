import { describe, expect } from 'vitest';
import { startProxy, startTls } from '../hard/support/gateways.ts';
import { testIn } from '../support/awsmfa.ts';
import { fiveAccounts, phone, plainAccounts } from '../support/five-accounts.ts';
import { installed } from '../support/installed.ts';

const test = testIn(fiveAccounts, plainAccounts);

/** Opening a connection takes longer than a call on it. */
describe.skipIf(installed('openssl').length === 0)('a run makes (needs openssl)', () => {
  test('one connection for all its calls to a host', async ({ home }) => {
    await using tls = await startTls(home.standIn.endpoint, home.path('.'));
    const env = directTo(tls);
    const { status } = await home.helper('prod', ['--token-code', home.code(phone)], { env });
    expect(status).toBe(0);
    expect(home.calls).toEqual({ GetSessionToken: 1, AssumeRole: 1 });
    expect([tls.seen.length, tls.connections()]).toEqual([2, 1]);
  });

  test('one connection through a proxy', async ({ home }) => {
    await using tls = await startTls(home.standIn.endpoint, home.path('.'));
    await using proxy = await startProxy();
    const env = { ...directTo(tls), HTTPS_PROXY: `http://localhost:${proxy.port}` };
    const { status } = await home.helper('prod', ['--token-code', home.code(phone)], { env });
    expect(status).toBe(0);
    expect(home.calls).toEqual({ GetSessionToken: 1, AssumeRole: 1 });
    expect([proxy.seen.length, proxy.connections(), tls.connections()]).toEqual([1, 1, 1]);
  });

  test('one connection for two services on a host', async ({ home }) => {
    await using tls = await startTls(home.standIn.endpoint, home.path('.'));
    await home.run(['doctor', '--online'], { env: directTo(tls) });
    const actions = home.standIn.calls.map(({ action }) => action);
    expect(actions).toEqual(['GetCallerIdentity', 'ListMFADevices', 'ListAccessKeys']);
    expect(tls.connections()).toBe(1);
  });
});

test('an endpoint that cannot be reached is named with what sets it, and costs no code', async ({
  home,
}) => {
  const args = ['--token-code', home.code(phone)];
  const env = { AWS_ENDPOINT_URL_STS: 'http://jane:password@127.0.0.1:1' };
  const { status, stderr } = await home.helper('prod', args, { env });
  expect({ status, stderr }).toEqual({
    status: 6,
    stderr: [
      'error: AWS cannot be reached (ECONNREFUSED)',
      'hint: check the network, and `HTTPS_PROXY` if you need one',
      'hint: or remove the endpoint "http://127.0.0.1:1" (AWS_ENDPOINT_URL_STS), unless you mean to call it',
    ]
      .map((line) => `awsmfa: ${line}\n`)
      .join(''),
  });
  expect((await home.helper('prod', args)).status).toBe(0);
});

function directTo({ port, ca }: { readonly port: number; readonly ca: string }) {
  const endpoint = `https://localhost:${port}`;
  return { AWS_ENDPOINT_URL: endpoint, AWS_CA_BUNDLE: ca, HTTPS_PROXY: undefined };
}

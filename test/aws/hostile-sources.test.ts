import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect } from 'vitest';
import { alice, exampleWorld, role } from '../stand-in/example-world.ts';
import { testIn, type Variables } from '../support/awsmfa.ts';
import { keySection } from '../support/five-accounts.ts';
import { ask, complaint } from './asking.ts';

const test = testIn(exampleWorld);

const key = keySection('base', alice);
const app = `[profile app]\nregion = eu-west-1\nrole_arn = ${role.open}\n`;

/** Serves a response without end, to whoever wants it, and counts what was sent. */
async function startEndless(status: number) {
  const server = createServer((_request, response) => {
    response.writeHead(status, { 'Content-Type': 'text/xml' });
    pour(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      server.close().closeAllConnections();
      await once(server, 'close');
    },
  };
}

const chunk = 'x'.repeat(65_536);

function pour(response: ServerResponse): void {
  while (!response.destroyed && response.write(chunk));
  response.once('drain', () => pour(response));
}

const notFromAws = 'the response did not come from AWS';

describe('a response without end is cut off', () => {
  test.for<[string, string, (endpoint: string) => Variables, RegExp]>([
    [
      'of STS',
      `${app}source_profile = base\n`,
      (endpoint) => ({ AWS_ENDPOINT_URL: endpoint }),
      new RegExp(`error: ${notFromAws}$`),
    ],
    [
      'of a container',
      `${app}credential_source = EcsContainer\n`,
      (endpoint) => ({ AWS_CONTAINER_CREDENTIALS_FULL_URI: `${endpoint}/` }),
      /error: the container credentials endpoint /,
    ],
    [
      'of EC2',
      `${app}credential_source = Ec2InstanceMetadata\n`,
      (endpoint) => ({
        AWS_EC2_METADATA_DISABLED: undefined,
        AWS_EC2_METADATA_SERVICE_ENDPOINT: endpoint,
      }),
      /error: the EC2 instance metadata service /,
    ],
  ])('%s', async ([, config, at, message], { home }) => {
    home.credentials(key);
    home.config(config);
    await using endless = await startEndless(200);
    const { status, stdout, lines } = complaint(await ask(home, 'app', at(endless.endpoint)));
    expect([status, stdout]).toEqual([6, '']);
    expect(lines[0]).toMatch(message);
    expect(lines.join().length).toBeLessThan(600);
  });
});

describe.skipIf(process.platform === 'win32')('a pipe that nobody writes to is an error', () => {
  test.for<[string, string, (pipe: string) => Variables, string]>([
    [
      'as the token file of a web identity',
      `${app}web_identity_token_file = PIPE\n`,
      () => ({}),
      'the web identity token file "PIPE" cannot be read',
    ],
    [
      'as AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
      `${app}credential_source = EcsContainer\n`,
      (pipe) => ({
        AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://127.0.0.1:9/',
        AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: pipe,
      }),
      '`AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE` "PIPE" cannot be read',
    ],
    [
      'as AWS_CA_BUNDLE',
      `${app}source_profile = base\n`,
      (pipe) => ({ AWS_CA_BUNDLE: pipe }),
      '`AWS_CA_BUNDLE` "PIPE" cannot be read',
    ],
  ])('%s', async ([, config, env, message], { home }) => {
    const pipe = home.path('pipe');
    execFileSync('mkfifo', [pipe]);
    home.credentials(key);
    home.config(config.replace('PIPE', pipe));
    const { status, lines } = complaint(await ask(home, 'app', env(pipe)));
    expect([status, lines[0]]).toEqual([3, `awsmfa: error: ${message.replace('PIPE', pipe)}`]);
  });
});

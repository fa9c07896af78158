import { describe, expect } from 'vitest';
import { exampleWorld, role, target } from '../../stand-in/example-world.ts';
import { startContainerCredentials } from '../../stand-in/sources/container-credentials.ts';
import { startSource, type SourceAnswer } from '../../stand-in/sources/source.ts';
import { type Home, testIn, type Variables } from '../../support/awsmfa.ts';
import { whoHas } from '../../support/identity.ts';
import { ask, complaint, nowhere } from '../asking.ts';

const test = testIn(exampleWorld);

const authorization = 'container-secret';
const config = `[profile app]
role_arn = ${role.long}
role_session_name = app
credential_source = EcsContainer
`;

/** Runs where a container's credentials are served. */
async function inContainer(
  home: Home,
  work: (env: Variables, requests: readonly string[]) => Promise<void>,
): Promise<void> {
  home.config(config);
  const source = await startContainerCredentials(home.standIn, {
    roleArn: role.open,
    authorization,
  });
  try {
    await work(at(`${source.endpoint}/credentials`), source.requests);
  } finally {
    await source.close();
  }
}

function at(uri: string): Variables {
  return {
    AWS_CONTAINER_CREDENTIALS_FULL_URI: uri,
    AWS_CONTAINER_AUTHORIZATION_TOKEN: authorization,
  };
}

describe('a chain that starts at a container', () => {
  test("assumes its role from the container's", async ({ home }) => {
    await inContainer(home, async (env, requests) => {
      const arn = await whoHas(home, await ask(home, 'app', env));
      expect(arn).toBe(`arn:aws:sts::${target}:assumed-role/long/app`);
      expect(requests).toEqual(['GET /credentials']);
    });
  });

  test('takes the authorization from a file, which comes before the variable', async ({ home }) => {
    await inContainer(home, async (env) => {
      home.write('token', authorization);
      const more = {
        AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: home.path('token'),
        AWS_CONTAINER_AUTHORIZATION_TOKEN: 'stale',
      };
      expect((await ask(home, 'app', { ...env, ...more })).status).toBe(0);
    });
  });

  test('is where a run starts that names no profile and finds no keys', async ({ home }) => {
    await inContainer(home, async (env) => {
      home.config('[default]\nregion = eu-west-1\n');
      const ended = await home.run(['export', '--format', 'process'], { env });
      expect(await whoHas(home, ended)).toBe(`arn:aws:sts::${target}:assumed-role/open/container`);
    });
  });

  test('is no source for a profile that was named and holds nothing', async ({ home }) => {
    await inContainer(home, async (env, requests) => {
      home.config('[profile empty]\nregion = eu-west-1\n');
      expect((await ask(home, 'empty', env)).status).toBe(3);
      expect(requests).toEqual([]);
    });
  });

  test('says that the authorization is wrong', async ({ home }) => {
    await inContainer(home, async (env) => {
      const wrong = { ...env, AWS_CONTAINER_AUTHORIZATION_TOKEN: 'wrong' };
      expect(complaint(await ask(home, 'app', wrong))).toEqual({
        status: 4,
        stdout: '',
        lines: [
          'awsmfa: error: the container credentials endpoint refused to give credentials (HTTP 401)',
          'awsmfa: hint: check `AWS_CONTAINER_AUTHORIZATION_TOKEN` or `AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE`, and the role of the task or pod',
        ],
      });
    });
  });

  test('says that the token file is missing, without trying again', async ({ home }) => {
    await inContainer(home, async (env, requests) => {
      const missing = { ...env, AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: '/none/token' };
      const { status, lines } = complaint(await ask(home, 'app', missing));
      expect([status, lines[0]]).toEqual([
        3,
        'awsmfa: error: `AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE` "/none/token" cannot be read',
      ]);
      expect(requests).toEqual([]);
    });
  });

  test.concurrent.for<[string, Variables, number, string]>([
    ['that there is no container', {}, 3, 'no container offers credentials here'],
    [
      'that nobody answers',
      at(nowhere),
      6,
      'the container credentials endpoint cannot be reached (ECONNREFUSED)',
    ],
    [
      'that a token is not sent to a stranger without TLS',
      at('http://stranger.example/credentials'),
      3,
      '`AWS_CONTAINER_CREDENTIALS_FULL_URI` "http://stranger.example/credentials" is not a URL that AWS tools accept',
    ],
    [
      'that the address is none',
      at('credentials'),
      3,
      '`AWS_CONTAINER_CREDENTIALS_FULL_URI` "credentials" is not a URL that AWS tools accept',
    ],
  ])('says %s', async ([, env, status, message], { home }) => {
    home.config(config);
    const said = complaint(await ask(home, 'app', env));
    expect([said.status, said.lines[0]]).toEqual([status, `awsmfa: error: ${message}`]);
  });

  const ended = {
    AccessKeyId: 'ASIAENDEDENDEDENDED1',
    SecretAccessKey: 'secret',
    Token: 'token',
    Expiration: '2001-01-01T00:00:00Z',
  };

  test.concurrent.for<[string, SourceAnswer, number, string]>([
    [
      'credentials that have ended',
      { status: 200, json: ended },
      4,
      'the credential source returned credentials that have already expired',
    ],
    [
      'half of the credentials',
      { status: 200, json: { AccessKeyId: 'ASIA' } },
      6,
      'the container credentials endpoint did not return credentials',
    ],
    [
      'a page',
      { status: 200, text: '<html>' },
      6,
      'the container credentials endpoint did not return credentials',
    ],
    [
      'an error of its own',
      { status: 500 },
      6,
      'the container credentials endpoint answered with HTTP 500',
    ],
  ])('does not hand out %s', async ([, answer, status, message], { home }) => {
    home.config(config);
    const source = await startSource(() => answer);
    const said = complaint(await ask(home, 'app', at(`${source.endpoint}/credentials`)));
    await source.close();
    expect([said.status, said.lines[0]]).toEqual([status, `awsmfa: error: ${message}`]);
  });
});

import { describe, expect, test } from 'vitest';
import type { Plan } from '../../../src/plan/model/plan.ts';
import { failureOf, graphOf } from '../../support/config-texts.ts';
import { asOptions, planOf } from '../planning.ts';

/** A role behind a key, with more settings in either profile. */
function plan({ app = '', base = '', asked = {} } = {}): Plan {
  const config = `[profile base]
aws_access_key_id = AKIABASE
aws_secret_access_key = s
${base}
[profile app]
role_arn = arn:aws:iam::222222222222:role/admin
source_profile = base
${app}
[services mine]
sts =
  endpoint_url = http://sts.services
iam =
  endpoint_url = http://iam.services
[services emptied]
sts =
  endpoint_url =
iam =
  endpoint_url = http://iam.services
`;
  return planOf(graphOf(config), asked);
}

describe('an endpoint', () => {
  const profile = 'endpoint_url = http://profile';
  const services = 'services = mine';
  const all = { AWS_ENDPOINT_URL: 'http://env' };
  const own = { AWS_ENDPOINT_URL_STS: 'http://sts.env', AWS_ENDPOINT_URL_IAM: 'http://iam.env' };
  const ignoring = { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' };

  test.for<[string, Parameters<typeof plan>[0], string | undefined, string | undefined]>([
    [
      'of the service in the environment',
      { app: `${services}\n${profile}`, asked: { env: { ...all, ...own } } },
      'http://sts.env',
      'http://iam.env',
    ],
    [
      'of the environment',
      { app: `${services}\n${profile}`, asked: { env: all } },
      'http://env',
      'http://env',
    ],
    [
      'of the service in the profile’s services',
      { app: `${services}\n${profile}` },
      'http://sts.services',
      'http://iam.services',
    ],
    ['of the profile', { app: profile }, 'http://profile', 'http://profile'],
    [
      'with awsmfa’s prefix',
      { app: `${profile}\nawsmfa_endpoint_url = http://own` },
      'http://own',
      'http://own',
    ],
    [
      'given explicitly',
      {
        app: profile,
        asked: { env: all, overrides: asOptions({ endpoint_url: 'http://by.hand' }) },
      },
      'http://by.hand',
      'http://by.hand',
    ],
    [
      'none, where the environment says to ignore them',
      { app: profile, asked: { env: { ...own, ...ignoring } } },
      undefined,
      undefined,
    ],
    [
      'none, where the profile says to ignore them',
      { app: `${profile}\nignore_configured_endpoint_urls = true`, asked: { env: all } },
      undefined,
      undefined,
    ],
    [
      'of the profile, where the one of the service is empty',
      { app: `services = emptied\n${profile}` },
      'http://profile',
      'http://iam.services',
    ],
    ['none, where only the source profile has one', { base: profile }, undefined, undefined],
  ])('is the one %s', ([, settings, sts, iam]) => {
    const { endpoint, iamEndpoint } = plan(settings).sts;
    expect([endpoint, iamEndpoint]).toEqual([sts, iam]);
  });

  test.for(['sts.example', 'ftp://host', 'http://', '//host'])('cannot be `%s`', (url) => {
    expect(failureOf(() => plan({ app: `endpoint_url = ${url}` }))).toMatchObject({
      kind: 'configuration',
      message: `endpoint "${url}" (/aws/config:8) is not the URL of a server`,
      hints: ['write it as `https://HOST` or `http://HOST:PORT`'],
    });
  });

  test('of a services section that is not there is an error, as in the SDKs', () => {
    expect(failureOf(() => plan({ app: 'services = nobodys' }))).toMatchObject({
      kind: 'configuration',
      message: 'there is no section "services nobodys" (/aws/config:8)',
      hints: ['add a section `[services nobodys]` to the config file, or remove the setting'],
    });
  });

  test.for([
    ['use_fips_endpoint', 'FIPS'],
    ['use_dualstack_endpoint', 'dual stack'],
  ] as const)('cannot stand beside `%s`, which the SDKs refuse', ([setting, what]) => {
    const app = `endpoint_url = https://me:hunter2@host\n${setting} = true`;
    expect(failureOf(() => plan({ app }))).toMatchObject({
      kind: 'configuration',
      message: `${what} (/aws/config:9) and the endpoint "https://host" (/aws/config:8) exclude each other`,
      hints: [`remove the endpoint, or switch ${what} off`],
    });
    const asked = { profile: 'base', env: { AWS_ENDPOINT_URL: 'http://host' } };
    expect(plan({ base: `${setting} = true`, asked }).steps).toEqual([]);
  });

  test.for(['ftp://me:hunter2@host', 'me:hunter2@host', 'https://me:hun/ter2@host'])(
    'is named without its password where it is none: %s',
    (url) => {
      const { message } = failureOf(() => plan({ app: `endpoint_url = ${url}` }));
      expect(message).toMatch(/endpoint "(?:\w+:\/\/)?host" .* is not the URL of a server/);
    },
  );
});

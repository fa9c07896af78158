import { describe, expect, test } from 'vitest';
import { defaultEndpoint } from '../../../src/aws/client/endpoint.ts';
import { graphOf } from '../../support/config-texts.ts';
import { asOptions, planOf } from '../planning.ts';

/** A role of a partition, behind a key, with more settings in either profile. */
function plan({ partition = 'aws', app = '', base = '', asked = {} } = {}): ReturnType<
  typeof planOf
> {
  const config = `[profile base]
aws_access_key_id = AKIABASE
aws_secret_access_key = s
${base}
[profile app]
role_arn = arn:${partition}:iam::222222222222:role/admin
source_profile = base
${app}
`;
  return planOf(graphOf(config), asked);
}

/** The host that STS is called at, by the SDK's own rules. */
function host(settings: Parameters<typeof plan>[0]): string {
  return defaultEndpoint(plan(settings).sts).host;
}

describe('the region', () => {
  const env = { AWS_REGION: 'eu-west-3', AWS_DEFAULT_REGION: 'eu-north-1' };
  const exported = { AWS_REGION: 'eu-west-3', AWS_DEFAULT_REGION: 'eu-west-3' };
  test.for<[string, Parameters<typeof plan>[0], string | undefined]>([
    [
      'given explicitly',
      { app: 'region = eu-west-1', asked: { overrides: asOptions({ region: 'us-west-2' }), env } },
      'us-west-2',
    ],
    [
      'of the profile',
      { app: 'region = eu-west-1', base: 'region = eu-west-2', asked: { env } },
      'eu-west-1',
    ],
    [
      'of awsmfa’s own setting',
      { app: 'region = eu-west-1\nawsmfa_region = eu-south-1' },
      'eu-south-1',
    ],
    ['of the source profile', { base: 'region = eu-west-2', asked: { env } }, 'eu-west-2'],
    ['of AWS_REGION', { asked: { env } }, 'eu-west-3'],
    ['of AWS_DEFAULT_REGION', { asked: { env: { ...env, AWS_REGION: '' } } }, 'eu-north-1'],
    ['none', {}, undefined],
    [
      'none, where an earlier export set it',
      { asked: { env: { ...exported, AWSMFA_EXPORTED_REGION: 'eu-west-3' } } },
      undefined,
    ],
    [
      'of the variable that no export set',
      { asked: { env: { ...env, AWSMFA_EXPORTED_REGION: 'eu-west-3' } } },
      'eu-north-1',
    ],
    [
      'of AWS_REGION after another export',
      { asked: { env: { ...env, AWSMFA_EXPORTED_REGION: 'x' } } },
      'eu-west-3',
    ],
  ])('is %s', ([, settings, region]) => {
    expect(plan(settings).region).toBe(region);
  });

  test('that an earlier export set is noted where it would count', () => {
    const asked = { env: { ...exported, AWSMFA_EXPORTED_REGION: 'eu-west-3' } };
    expect(plan({ asked }).notes).toEqual([
      '"eu-west-3" (AWS_REGION) counts as unset: an earlier `awsmfa export` set it',
    ]);
    expect(plan({ base: 'region = eu-west-3', asked }).notes).toEqual([]);
    expect(plan({ asked: { env: exported } }).notes).toEqual([]);
  });
});

describe('STS', () => {
  test.for([
    ['aws', 'us-east-1', 'sts.us-east-1.amazonaws.com'],
    ['aws-cn', 'cn-northwest-1', 'sts.cn-northwest-1.amazonaws.com.cn'],
    ['aws-us-gov', 'us-gov-west-1', 'sts.us-gov-west-1.amazonaws.com'],
    ['aws-eusc', 'eusc-de-east-1', 'sts.eusc-de-east-1.amazonaws.eu'],
    ['aws-iso', 'us-iso-east-1', 'sts.us-iso-east-1.c2s.ic.gov'],
    ['aws-iso-b', 'us-isob-east-1', 'sts.us-isob-east-1.sc2s.sgov.gov'],
    ['aws-iso-e', 'eu-isoe-west-1', 'sts.eu-isoe-west-1.cloud.adc-e.uk'],
    ['aws-iso-f', 'us-isof-south-1', 'sts.us-isof-south-1.csp.hci.ic.gov'],
  ] as const)(
    'of partition %s is in %s where no region is known',
    ([partition, region, expected]) => {
      expect(plan({ partition }).sts).toMatchObject({ partition, region });
      expect(host({ partition })).toBe(expected);
    },
  );

  test.for([
    ['aws', 'eu-west-1', 'sts.eu-west-1.amazonaws.com'],
    ['aws-cn', 'cn-north-1', 'sts.cn-north-1.amazonaws.com.cn'],
    ['aws-us-gov', 'us-gov-east-1', 'sts.us-gov-east-1.amazonaws.com'],
  ] as const)(
    'of partition %s is in the region %s where that is configured',
    ([partition, region, expected]) => {
      expect(host({ partition, app: `region = ${region}` })).toBe(expected);
    },
  );

  test('is not looked for in a region of another partition than the role', () => {
    const settings = { partition: 'aws-cn', app: 'region = eu-west-1' };
    expect(plan(settings)).toMatchObject({
      region: 'eu-west-1',
      sts: { region: 'cn-northwest-1' },
    });
  });

  test.for(['eu central', 'evil.example/', 'eu-west-1@evil.example', '-', ''])(
    'is not looked for in "%s", which is no region, and is handed on as it stands',
    (region) => {
      const planned = plan({ app: `region = ${region}`, base: 'region = eu-west-1' });
      const used = region === '' ? 'eu-west-1' : 'us-east-1';
      expect(planned).toMatchObject({ region: region || 'eu-west-1', sts: { region: used } });
      expect(planned.notes.join()).toContain(region === '' ? '' : `"${region}"`);
    },
  );

  test('is called in another region than the one that is handed on only where it is called there', () => {
    const settings = { partition: 'aws-cn', app: 'region = eu-west-1' };
    const endpoint = { asked: { env: { AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:1' } } };
    expect(plan(settings).notes).toEqual([
      'STS is called in cn-northwest-1: "eu-west-1" (/aws/config:8) is not a region of partition aws-cn',
    ]);
    expect(plan({ ...settings, ...endpoint }).notes).toEqual([]);
    const asked = { profile: 'base' };
    expect(plan({ base: 'region = no/where', asked }).notes).toEqual([]);
  });

  test('is looked for in any region whose name can be part of a host’s', () => {
    for (const region of ['x', 'x1', 'moon-base-1'])
      expect(plan({ app: `region = ${region}` }).sts).toMatchObject({ partition: 'aws', region });
  });

  test.for(['cn', 'us-gov', 'eusc', 'us-iso', 'us-isob', 'eu-isoe', 'us-isof'])(
    'is in a partition by the beginning of a region’s name: %s',
    (prefix) => {
      const partition = (region: string) =>
        plan({ base: `region = ${region}`, asked: { profile: 'base' } }).sts.partition;
      expect(partition(`${prefix}-x-1`)).not.toBe('aws');
      expect(partition(`x-${prefix}-x-1`)).toBe('aws');
    },
  );

  test('is in the partition of the region where no ARN says another', () => {
    const asked = { profile: 'base' };
    const base = 'mfa_serial = GAHT12345678\nregion = us-gov-west-1';
    expect(plan({ base, asked }).sts.partition).toBe('aws-us-gov');
  });

  test.for<[string, Parameters<typeof plan>[0], string]>([
    ['FIPS', { app: 'use_fips_endpoint = true' }, 'sts-fips.us-east-1.amazonaws.com'],
    ['dual stack', { app: 'use_dualstack_endpoint = TRUE' }, 'sts.us-east-1.api.aws'],
    [
      'dual stack by the environment',
      { asked: { env: { AWS_USE_DUALSTACK_ENDPOINT: 'true' } } },
      'sts.us-east-1.api.aws',
    ],
    [
      'both',
      { app: 'use_fips_endpoint = true\nuse_dualstack_endpoint = true' },
      'sts-fips.us-east-1.api.aws',
    ],
    [
      'FIPS by the environment',
      { asked: { env: { AWS_USE_FIPS_ENDPOINT: 'true' } } },
      'sts-fips.us-east-1.amazonaws.com',
    ],
    [
      'no FIPS by the environment, which comes first',
      { app: 'use_fips_endpoint = true', asked: { env: { AWS_USE_FIPS_ENDPOINT: 'false' } } },
      'sts.us-east-1.amazonaws.com',
    ],
    [
      'FIPS in GovCloud',
      { partition: 'aws-us-gov', app: 'use_fips_endpoint = true' },
      'sts.us-gov-west-1.amazonaws.com',
    ],
    ['the global endpoint', { app: 'sts_regional_endpoints = legacy' }, 'sts.amazonaws.com'],
    [
      'the global endpoint by the environment',
      { app: 'region = eu-west-1', asked: { env: { AWS_STS_REGIONAL_ENDPOINTS: 'legacy' } } },
      'sts.amazonaws.com',
    ],
    [
      'no global endpoint by the environment',
      {
        app: 'sts_regional_endpoints = legacy',
        asked: { env: { AWS_STS_REGIONAL_ENDPOINTS: 'regional' } },
      },
      'sts.us-east-1.amazonaws.com',
    ],
    [
      'no global endpoint where there is none',
      { partition: 'aws-cn', app: 'sts_regional_endpoints = legacy' },
      'sts.cn-northwest-1.amazonaws.com.cn',
    ],
  ])('is called with %s', ([, settings, expected]) => {
    expect(host(settings)).toBe(expected);
  });
});

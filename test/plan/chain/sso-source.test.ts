import { describe, expect, test } from 'vitest';
import { failureOf, graphOf } from '../../support/config-texts.ts';
import { planOf } from '../planning.ts';

const account = 'sso_account_id = 222222222222\nsso_role_name = reader\n';
const place = 'sso_start_url = https://start\nsso_region = eu-west-1\n';

function source(settings: string, session = '', env = {}) {
  const section = `[sso-session mine]\n${session}`;
  return planOf(graphOf(`[profile app]\n${settings}${section}`), { env }).source;
}

const all = {
  kind: 'sso',
  profile: 'app',
  startUrl: 'https://start',
  region: 'eu-west-1',
  accountId: '222222222222',
  roleName: 'reader',
};

describe('IAM Identity Center', () => {
  test('is found in the section that the profile names, each part with its line', () => {
    const line = (line: number, name: string) => ({
      ...{ kind: 'file', file: '/aws/config', line, name },
    });
    expect(source(`sso_session = mine\n${account}`, place)).toEqual({
      ...all,
      session: 'mine',
      origins: {
        startUrl: line(6, 'sso_start_url'),
        accountId: line(3, 'sso_account_id'),
        roleName: line(4, 'sso_role_name'),
      },
    });
  });

  test('is found in the profile itself, as older files have it', () => {
    const { origins, ...found } = source(account + place);
    expect(found).toEqual(all);
    expect(Object.keys(origins)).toEqual(['startUrl', 'accountId', 'roleName']);
  });

  test('may stand in both, if both say the same', () => {
    expect(source(`sso_session = mine\n${account}${place}`, place)).toMatchObject(all);
  });

  test('is called at the endpoint that is configured for it', () => {
    const env = { AWS_ENDPOINT_URL_SSO: 'http://127.0.0.1:1' };
    expect(source(account + place, '', env)).toMatchObject({ endpoint: 'http://127.0.0.1:1' });
  });

  test.for([
    ['sso_account_id', 'sso_role_name', `${place}sso_role_name = reader\n`],
    ['sso_role_name', 'sso_start_url', place],
    ['sso_role_name', 'sso_account_id', 'sso_account_id = 1'],
    ['sso_start_url', 'sso_account_id', account],
    ['sso_region', 'sso_start_url', `${account}sso_start_url = https://start\n`],
    ['sso_role_name', 'sso_start_url', 'sso_start_url = https://start\nsso_account_id = 1\n'],
  ] as const)('lacks `%s` where only `%s` and the like are there', ([missing, , settings]) => {
    expect(failureOf(() => source(`${settings}\n`))).toMatchObject({
      kind: 'configuration',
      message: expect.stringMatching(
        new RegExp(String.raw`^profile "app" \(/aws/config:\d\) lacks .${missing}.$`),
      ) as string,
      hints: [`add \`${missing}\` to it`],
    });
  });

  test.for(['sso_start_url', 'sso_region'])('lacks `%s` where that is empty', (name) => {
    const emptied = place.replace(new RegExp(`${name} = .*`), `${name} =`);
    const failure = failureOf(() => source(`sso_session = mine\n${account}`, emptied));
    expect(failure.message).toBe(`profile "app" (/aws/config:2) lacks \`${name}\``);
  });

  test('is not where a section is named that is not there', () => {
    expect(failureOf(() => source(`sso_session = yours\n${account}${place}`))).toMatchObject({
      kind: 'configuration',
      message: 'profile "app" (/aws/config:2) names the sso-session "yours", which does not exist',
      hints: ['add a section `[sso-session yours]`, or run `aws configure sso`'],
    });
  });

  test.for([
    ['sso_start_url', 'https://other'],
    ['sso_region', 'us-east-1'],
  ] as const)('cannot have two of `%s`', ([name, other]) => {
    const settings = `sso_session = mine\n${account}${name} = ${other}\n`;
    expect(failureOf(() => source(settings, place))).toMatchObject({
      kind: 'configuration',
      message: `profile "app" (/aws/config:5) holds a \`${name}\` of its own beside \`sso_session\``,
      hints: [`keep \`${name}\` in the sso-session section alone`],
    });
  });
});

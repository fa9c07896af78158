import { readFileSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { exampleWorld, role } from '../stand-in/example-world.ts';
import { type Home, testIn, type Variables } from '../support/awsmfa.ts';
import { projectRoot } from '../support/bundle.ts';
import { ask, nowhere } from './asking.ts';

const test = testIn(exampleWorld);

const sources: readonly (readonly [what: string, settings: string, loaded: string])[] = [
  ['a key', 'aws_access_key_id = AKIA\naws_secret_access_key = s', ''],
  ['another program', 'credential_process = false', ''],
  [
    'the instance metadata',
    `role_arn = ${role.open}\ncredential_source = Ec2InstanceMetadata`,
    '@smithy/credential-provider-imds',
  ],
  [
    'a container',
    `role_arn = ${role.open}\ncredential_source = EcsContainer`,
    '@aws-sdk/credential-provider-http',
  ],
  ['a web identity', `role_arn = ${role.open}\nweb_identity_token_file = /none`, 'calling-sts'],
  [
    'Identity Center',
    'sso_start_url = https://s\nsso_region = eu-west-1\nsso_account_id = 1\nsso_role_name = r',
    '@aws-sdk/credential-provider-sso',
  ],
  ['a console login', 'login_session = me', '@aws-sdk/credential-provider-login'],
];

describe('a chain that starts at', () => {
  test.for(sources)(
    '%s loads what that takes, and nothing else',
    async ([, settings, loaded], { home }) => {
      home.config(`[profile app]\nregion = eu-west-1\n${settings}\n`);
      const env = { AWS_CONTAINER_CREDENTIALS_FULL_URI: nowhere };
      expect(await packagesOf(home, env)).toBe(loaded);
    },
  );
});

/**
 * The sources' packages and the clients that a run loads, STS's from our file `calling-sts`; it may fail, but not
 * before it has tried.
 */
async function packagesOf(home: Home, env: Variables): Promise<string> {
  const file = home.path('loads.json');
  const hook = `--require=${projectRoot}/test/support/hooks/loads.cjs`;
  const metadata = {
    AWS_EC2_METADATA_DISABLED: undefined,
    AWS_EC2_METADATA_SERVICE_ENDPOINT: nowhere,
  };
  await ask(home, 'app', { ...env, ...metadata, NODE_OPTIONS: hook, AWSMFA_TEST_LOADS: file });
  const text = readFileSync(file, 'utf8');
  const found = text.matchAll(
    /node_modules\/(@(?:aws-sdk|smithy)\/(?:credential-provider|client)-[a-z-]+)|dist\/(calling-sts)-/g,
  );
  return [...new Set([...found].map(([, name, ours]) => name ?? ours))].toSorted().join(' ');
}

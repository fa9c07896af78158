import { describe, expect } from 'vitest';
import { exampleWorld, role, target } from '../../stand-in/example-world.ts';
import {
  startInstanceMetadata,
  type InstanceMetadata,
} from '../../stand-in/sources/instance-metadata.ts';
import { type Home, testIn, type Variables } from '../../support/awsmfa.ts';
import { whoHas } from '../../support/identity.ts';
import { ask, complaint, nowhere } from '../asking.ts';

const test = testIn(exampleWorld);

const config = `[profile app]
role_arn = ${role.long}
role_session_name = app
credential_source = Ec2InstanceMetadata
`;

/** Runs with the metadata of an instance there. */
async function onInstance(
  home: Home,
  instance: InstanceMetadata,
  work: (env: Variables, requests: readonly string[]) => Promise<void>,
): Promise<void> {
  home.config(config);
  const metadata = await startInstanceMetadata(home.standIn, instance);
  try {
    await work(at(metadata.endpoint), metadata.requests);
  } finally {
    await metadata.close();
  }
}

function at(endpoint: string): Variables {
  return {
    AWS_EC2_METADATA_DISABLED: undefined,
    AWS_EC2_METADATA_SERVICE_ENDPOINT: endpoint,
  };
}

describe('a chain that starts at the EC2 instance metadata', () => {
  test("assumes its role from the instance's, with a token of the second version", async ({
    home,
  }) => {
    await onInstance(home, { roleArn: role.open }, async (env, requests) => {
      const arn = await whoHas(home, await ask(home, 'app', env));
      expect(arn).toBe(`arn:aws:sts::${target}:assumed-role/long/app`);
      expect(requests).toEqual([
        'PUT /latest/api/token',
        'GET /latest/meta-data/iam/security-credentials/',
        'GET /latest/meta-data/iam/security-credentials/open',
      ]);
    });
  });

  test('asks for nothing while the session of its role is good', async ({ home }) => {
    await onInstance(home, { roleArn: role.open }, async (env, requests) => {
      await ask(home, 'app', env);
      const before = requests.length;
      expect((await ask(home, 'app', env)).status).toBe(0);
      expect(requests.length).toBe(before);
      expect(home.calls.AssumeRole).toBe(1);
    });
  });

  test('does not fall back to the first version where the service is off', async ({ home }) => {
    await onInstance(home, { service: 'off' }, async (env, requests) => {
      expect(complaint(await ask(home, 'app', env))).toEqual({
        status: 6,
        stdout: '',
        lines: [
          'awsmfa: error: the EC2 instance metadata service cannot be reached, or returned no token',
          'awsmfa: hint: check that this is an EC2 instance whose metadata service is enabled',
          'awsmfa: hint: in a container on it, raise the hop limit of its metadata options to 2',
        ],
      });
      expect(requests).toEqual(['PUT /latest/api/token']);
    });
  });

  test('says that the instance has no role', async ({ home }) => {
    await onInstance(home, {}, async (env) => {
      expect(complaint(await ask(home, 'app', env))).toEqual({
        status: 4,
        stdout: '',
        lines: [
          'awsmfa: error: this EC2 instance has no role',
          'awsmfa: hint: attach an instance profile with a role to it',
        ],
      });
    });
  });

  test('says that there is no such service', async ({ home }) => {
    home.config(config);
    const { status, lines } = complaint(await ask(home, 'app', at(nowhere)));
    expect([status, lines[0]]).toEqual([
      6,
      'awsmfa: error: the EC2 instance metadata service cannot be reached, or returned no token',
    ]);
  });

  test('asks nobody where the metadata are switched off', async ({ home }) => {
    await onInstance(home, { roleArn: role.open }, async (env, requests) => {
      const off = { ...env, AWS_EC2_METADATA_DISABLED: 'TRUE' };
      expect(complaint(await ask(home, 'app', off))).toEqual({
        status: 3,
        stdout: '',
        lines: [
          'awsmfa: error: the EC2 instance metadata service is switched off by `AWS_EC2_METADATA_DISABLED`',
          'awsmfa: hint: unset `AWS_EC2_METADATA_DISABLED`, or set another source in the profile',
        ],
      });
      expect(requests).toEqual([]);
    });
  });

  test('refuses an address that is none', async ({ home }) => {
    home.config(config);
    const { status, lines } = complaint(await ask(home, 'app', at('here')));
    expect([status, lines[0]]).toEqual([
      3,
      'awsmfa: error: `AWS_EC2_METADATA_SERVICE_ENDPOINT` "here" is not a URL',
    ]);
  });
});

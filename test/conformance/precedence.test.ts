import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Ended } from '../support/ended.ts';
import { conformanceFolder, conformanceNote } from '../support/conformance.ts';
import { recordCase } from '../support/conformance-record.ts';
import { credentialsIn, Machine } from './machine.ts';
import { readSuite } from './suites.ts';

interface Case {
  readonly id: string;
  readonly config: string | null;
  readonly credentials?: string;
  readonly env: Readonly<Record<string, string>>;
  readonly profileArg: string | null;
  /** The access key that comes out; null: none. */
  readonly expect?: string | null;
  readonly expectError?: string;
}

const { cases } = readSuite<{ readonly cases: readonly Case[] }>(
  'botocore-derived/precedence-and-env.json',
  { cases: [] },
);

/** What awsmfa says where botocore raises an error. */
const errors: Readonly<Record<string, string>> = {
  'AWS_PROFILE-missing-profile': 'there is no profile "nope"',
  'half-key-in-credentials-file': 'has half a key pair: `aws_secret_access_key` is missing',
  'half-key-in-config-file': 'has half a key pair: `aws_secret_access_key` is missing',
  'unset-files': 'there is no profile "default"',
};

const profileFirst = 'A profile is not overruled by keys in the environment';

/** Why awsmfa differs, and the access key it hands out instead. */
const differing: Readonly<Record<string, readonly [why: string, accessKeyId: string]>> = {
  'env-keys-beat-default-profile': [profileFirst, 'DEF'],
  'env-keys-beat-AWS_PROFILE': [profileFirst, 'PROF'],
  'env-access-key-without-secret': [profileFirst, 'DEF'],
  'env-empty-secret-with-access-key': [profileFirst, 'DEF'],
  'AWS_DEFAULT_PROFILE-beats-AWS_PROFILE': [
    '`AWS_PROFILE` comes before `AWS_DEFAULT_PROFILE`',
    'PROF',
  ],
};

let machine: Machine;
beforeEach(() => {
  machine = new Machine();
});
afterEach(() => machine.remove());

describe.skipIf(conformanceFolder === undefined)(`botocore's precedence${conformanceNote}`, () => {
  test('has all its cases here', () => {
    expect(cases).toHaveLength(16);
  });

  const agreeing = cases.filter(({ id }) => differing[id] === undefined);

  test.for(agreeing)('$id', async (each, { task }) => {
    recordCase(task, { suite: 'precedence', name: each.id });
    const ended = await run(each);
    if (each.expect) {
      expect(credentialsIn(ended)['AccessKeyId']).toBe(each.expect);
    } else {
      expect(ended).toMatchObject({ status: 3, stdout: '' });
      expect(ended.stderr).toContain(errors[each.id] ?? 'an error that is not listed here');
    }
  });

  const others = cases.filter(({ id }) => differing[id] !== undefined);

  test.for(others)('$id, which awsmfa decides otherwise', async (each, { task }) => {
    const [difference = '', accessKeyId] = differing[each.id] ?? [];
    recordCase(task, { suite: 'precedence', name: each.id, difference });
    expect(credentialsIn(await run(each))['AccessKeyId']).toBe(accessKeyId);
  });
});

function run({ config, credentials, env, profileArg }: Case): Promise<Ended> {
  machine.program('process', `#!/bin/sh\nprintf '%s' '${processAnswer}'\n`);
  const placed = config?.replaceAll('$CREDENTIAL_PROCESS', machine.path('bin/process'));
  if (placed !== undefined) machine.write('home/.aws/config', placed);
  if (credentials !== undefined) machine.write('home/.aws/credentials', credentials);
  const args = profileArg === null ? [] : ['--profile', profileArg];
  return machine.run(['export', '--format', 'process', ...args], env);
}

const processAnswer = JSON.stringify({ Version: 1, AccessKeyId: 'PROCESS', SecretAccessKey: 's' });

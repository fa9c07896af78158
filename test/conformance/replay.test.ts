import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Ended } from '../support/ended.ts';
import { conformanceFolder, conformanceNote } from '../support/conformance.ts';
import { recordCase } from '../support/conformance-record.ts';
import { credentialsIn, Machine, type Environment } from './machine.ts';
import { startReplay } from './replay-server.ts';
import { expectations, type Expectation } from './replayed-cases.ts';
import { readSuite } from './suites.ts';
import { exchangesOf, type Traffic } from './traffic.ts';

interface Credentials {
  readonly access_key_id: string;
  readonly secret_access_key: string;
  readonly session_token?: string;
  readonly account_id?: string;
  /** In seconds. */
  readonly expiry?: number;
}

interface TestCase {
  readonly result: { readonly Ok: Credentials } | { readonly ErrorContains: string };
}

const suites = {
  'profile-provider': 'profile-provider',
  'default-credential-provider-chain': 'default-chain',
} as const;
const hook = join(import.meta.dirname, 'hooks/replay.cjs');

/** Half an hour before what was recorded expires, so that it is good, and lasts no longer than was asked for. */
function recordedTime(folder: string): string {
  const { result } = readSuite<TestCase>(`${folder}/test-case.json`, nothing);
  const seconds = ('Ok' in result ? result.Ok.expiry : undefined) ?? 1_628_193_482;
  return new Date((seconds - 1800) * 1000).toISOString();
}

describe.skipIf(conformanceFolder === undefined)(`replayed${conformanceNote}`, () => {
  describe.for(Object.keys(suites) as (keyof typeof suites)[])('%s', (suite) => {
    const folder = `smithy-rs/${suite}`;
    const names = conformanceFolder === undefined ? [] : readdirSync(conformanceFolder + folder);

    test('is all there', () => {
      expect(names).toHaveLength(suite === 'profile-provider' ? 18 : 29);
    });

    test.concurrent.for(names)('%s', async (name, { task, expect }) => {
      const expectation = expectations[`${suite}/${name}`] ?? {};
      const { difference } = expectation;
      recordCase(task, { suite: suites[suite], name, ...(difference && { difference }) });
      const { ended, requests, recorded } = await replay(`${folder}/${name}`);
      expect(requests).toEqual(expectation.requests ?? recorded);
      const { result } = readSuite<TestCase>(`${folder}/${name}/test-case.json`, nothing);
      const outcome = outcomeOf(ended);
      if ('Ok' in result && expectation.says === undefined) {
        expect(outcome).toMatchObject({ status: 0, ...fieldsOf(result.Ok, expectation) });
      } else {
        expect(ended.status).toBeGreaterThan(2);
        expect(ended).toMatchObject({ stdout: '' });
        expect(ended.stderr).toContain(expectation.says ?? 'an error that is not listed here');
      }
    });
  });
});

const nothing: TestCase = { result: { ErrorContains: '' } };

/** Runs the program on a machine with the case's files and environment, and the recorded answers there. */
async function replay(folder: string) {
  const exchanges = exchangesOf(readSuite<Traffic>(`${folder}/http-traffic.json`, { events: [] }));
  const machine = new Machine();
  const server = await startReplay(exchanges);
  try {
    copyFiles(folder, machine);
    const env = environmentFor(folder, machine);
    const hooked = {
      HTTPS_PROXY: undefined,
      AWS_EC2_METADATA_DISABLED: undefined,
      ...env,
      AWSMFA_TEST_HTTP: String(server.ports.http),
      AWSMFA_TEST_HTTPS: String(server.ports.https),
      AWSMFA_TEST_NOW: recordedTime(folder),
    };
    const args = ['export', '--format', 'process'];
    const ended = await machine.run(args, hooked, [`--require=${hook}`]);
    return { ended, requests: server.requests, recorded: exchanges.map(({ request }) => request) };
  } finally {
    await server.close();
    machine.remove();
  }
}

/** The case's file system lies in a folder here, so paths from its root have to begin there. */
function copyFiles(folder: string, machine: Machine): void {
  const from = `${conformanceFolder ?? ''}${folder}/fs`;
  if (existsSync(from)) cpSync(from, machine.folder, { recursive: true });
  const config = machine.path('home/.aws/config');
  if (!existsSync(config)) return;
  const text = readFileSync(config, 'utf8');
  writeFileSync(config, text.replaceAll(/(?<=_file\s*=\s*)\//g, `${machine.folder}/`));
}

/** Without a home of its own a case would get that of whoever runs the tests. */
function environmentFor(folder: string, machine: Machine): Environment {
  const env = readSuite<Record<string, string>>(`${folder}/env.json`, {});
  const placed = Object.entries(env).map(([name, value]): [string, string] =>
    name === 'HOME' || name.endsWith('_FILE') ? [name, machine.folder + value] : [name, value],
  );
  return { HOME: machine.path('home'), ...Object.fromEntries(placed) };
}

function outcomeOf(ended: Ended) {
  if (ended.status !== 0) return { status: ended.status, stderr: ended.stderr };
  const fields = credentialsIn(ended);
  const expiration = fields['Expiration'];
  return {
    status: 0,
    stderr: ended.stderr,
    access_key_id: fields['AccessKeyId'],
    secret_access_key: fields['SecretAccessKey'],
    session_token: fields['SessionToken'],
    account_id: fields['AccountId'],
    expiry: typeof expiration === 'string' ? Date.parse(expiration) / 1000 : undefined,
  };
}

function fieldsOf(credentials: Credentials, { without }: Expectation) {
  const { account_id, ...others } = credentials;
  if (without === 'account_id') return { ...others, account_id: undefined };
  return account_id === undefined ? others : { ...others, account_id };
}

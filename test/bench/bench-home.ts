import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { StandIn } from '../stand-in/server.ts';
import { adminOf, jane, keySection, phone, roleNames } from '../support/five-accounts.ts';

/** A home with five profiles and more, wired as the README says, and a session of `prod` in its cache. */
export interface BenchHome {
  readonly folder: string;
  /** Forgets everything, and gives the code for a first run. */
  readonly cold: () => Readonly<Record<string, string>>;
}

/** @param program with which the cache is filled; whoever remembers something needs a home of their own */
export async function createBenchHome(
  folder: string,
  profiles: number,
  program: readonly string[],
  standIn: StandIn,
): Promise<BenchHome> {
  mkdirSync(join(folder, '.aws'), { recursive: true, mode: 0o700 });
  const credentials = join(folder, '.aws/credentials');
  writeFileSync(credentials, keySection('management', jane));
  chmodSync(credentials, 0o600);
  writeFileSync(join(folder, '.aws/config'), configOf(profiles, standIn.endpoint));
  const state = join(folder, '.aws/awsmfa');
  const code = () => ({ AWSMFA_TOKEN_CODE: standIn.device(phone).next() });
  const run = (env: Readonly<Record<string, string>>) =>
    promisify(execFile)(program[0] ?? '', [...program.slice(1), ...call], {
      env: { HOME: folder, PATH: '/usr/bin:/bin', ...env },
    });
  await run(code());
  // A plan is remembered once the files have been left alone for a while.
  for (let tries = 0; tries < 300 && !existsSync(planOf(state)); tries += 1) await run({});
  return {
    folder,
    cold: () => {
      rmSync(state, { recursive: true, force: true });
      return code();
    },
  };
}

export const call = ['credential-process', '--profile', 'prod'];

function planOf(state: string): string {
  return join(state, 'plans', `${Buffer.from('prod').toString('hex')}.json`);
}

function configOf(profiles: number, endpoint: string): string {
  const names = Array.from({ length: Math.max(0, profiles - 5) }, (_, index) => `more-${index}`);
  const roles = [
    ...roleNames.map((name) => [name, adminOf(name)]),
    ...names.map((name) => [name, adminOf('dev')]),
  ];
  const sections = roles.map(
    ([name, role]) => `[profile ${name}]
credential_process = awsmfa credential-process --profile ${name}
region = eu-west-1
awsmfa_role_arn = ${role}
awsmfa_source_profile = management
endpoint_url = ${endpoint}
`,
  );
  return [`[profile management]\nmfa_serial = ${phone}\n`, ...sections].join('\n');
}

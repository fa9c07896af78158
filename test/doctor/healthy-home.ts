import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { examine } from '../../src/commands/doctor/examine.ts';
import type { Surroundings } from '../../src/doctor/model/surroundings.ts';
import type { Host } from '../../src/host/host.ts';
import type { Variables } from '../support/awsmfa.ts';
import { adminOf, jane, keySection, phone } from '../support/five-accounts.ts';
import { newFolder } from '../support/new-folder.ts';

/** The files of one home, and what the machine around it is like. */
export interface HomeSetup {
  /** In place of the config file that is right; `PROGRAM` stands for the path of awsmfa. */
  readonly config?: string;
  readonly credentials?: string;
  /** What is added to the two. */
  readonly moreConfig?: string;
  readonly moreCredentials?: string;
  readonly env?: Variables;
  readonly host?: Partial<Host>;
  /** More than files with text. */
  readonly arrange?: (home: TrapHome) => void;
  /** What cannot be had on every machine. */
  readonly surroundings?: (found: Surroundings) => Partial<Surroundings>;
}

export const now = new Date('2026-11-21T12:00:00Z');

export const line = (profile: string) =>
  `credential_process = PROGRAM credential-process --profile ${profile}\n`;

/** Wired by way of the whole chain, with the path of the program. */
export const rightConfig = `[profile management]
mfa_serial = ${phone}
[profile prod]
${line('prod')}region = eu-west-1
awsmfa_role_arn = ${adminOf('prod')}
awsmfa_source_profile = management
`;

/** A home of its own, on the disk. */
export class TrapHome {
  readonly folder = newFolder();
  readonly program = join(this.folder, 'bin', 'awsmfa');
  readonly sessions = join(this.folder, '.aws', 'awsmfa', 'sessions');

  write(name: string, text: string, mode = 0o600): string {
    const file = join(this.folder, name);
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, text);
    chmodSync(file, mode);
    return file;
  }
}

/** What doctor sees in a home where everything is right, but for what is said. */
export async function examineHome(setup: HomeSetup = {}): Promise<{
  readonly surroundings: Surroundings;
  readonly home: TrapHome;
}> {
  const home = new TrapHome();
  const { config = rightConfig, credentials = keySection('management', jane) } = setup;
  const { moreConfig = '', moreCredentials = '' } = setup;
  const withProgram = (text: string) => text.replaceAll('PROGRAM', home.program);
  home.write('bin/awsmfa', '#!/usr/bin/env node\n', 0o755);
  home.write('.aws/config', withProgram(config + moreConfig));
  home.write('.aws/credentials', credentials + moreCredentials);
  setup.arrange?.(home);
  const found = await examine(hostIn(home, setup));
  return { home, surroundings: { ...found, ...setup.surroundings?.(found) } };
}

function hostIn(home: TrapHome, { env, host }: HomeSetup): Host {
  const unasked = () => {
    throw new Error('not to be asked for');
  };
  return {
    env: { HOME: home.folder, PATH: join(home.folder, 'bin'), ...env },
    home: home.folder,
    platform: 'linux',
    userName: 'jane',
    workingDirectory: home.folder,
    uid: process.getuid?.(),
    pid: process.pid,
    nodeVersion: '24.1.0',
    programFile: home.program,
    now: () => now,
    out: unasked,
    outIsTerminal: () => Promise.resolve(false),
    outColumns: () => Promise.resolve(undefined),
    finishFirst: unasked,
    err: unasked,
    readLine: unasked,
    ...host,
  };
}

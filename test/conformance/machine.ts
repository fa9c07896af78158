import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { programFile } from '../support/awsmfa.ts';
import { type Ended, runWithoutTerminal } from '../support/ended.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A machine on which there is nothing but what a case says: its files, its environment, and the built program. */
export class Machine {
  readonly folder = mkdtempSync(join(tmpdir(), 'awsmfa-machine-'));
  readonly #outputs = mkdtempSync(join(tmpdir(), 'awsmfa-machine-outputs-'));

  path(name: string): string {
    return join(this.folder, name);
  }

  write(name: string, text: string): void {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), text);
  }

  /** Makes a program that can be started by its name. */
  program(name: string, text: string): void {
    this.write(`bin/${name}`, text);
    chmodSync(this.path(`bin/${name}`), 0o755);
  }

  /**
   * Runs the built program. It can reach nothing but 127.0.0.1: whoever tries to, ends at a proxy that is not there.
   */
  run(
    args: readonly string[],
    env: Environment = {},
    node: readonly string[] = [],
  ): Promise<Ended> {
    return runWithoutTerminal(
      {
        command: [process.execPath, ...node, programFile, ...args],
        env: {
          PATH: [this.path('bin'), process.env['PATH']].join(delimiter),
          HOME: this.path('home'),
          HTTPS_PROXY: 'http://127.0.0.1:9',
          AWS_EC2_METADATA_DISABLED: 'true',
          ...env,
        },
        cwd: this.folder,
        folder: this.#outputs,
      },
      undefined,
    );
  }

  remove(): void {
    for (const folder of [this.folder, this.#outputs]) rmSync(folder, { recursive: true });
  }
}

/** What a run printed, as credentials. */
export function credentialsIn({ stdout }: Ended): Readonly<Record<string, unknown>> {
  return JSON.parse(stdout) as Record<string, unknown>;
}

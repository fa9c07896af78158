import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../../ground/failure.ts';

/** What tells the SDK's packages which files to read, and which profile in them. */
export interface OwnConfigFiles {
  readonly profile: 'awsmfa';
  readonly configFilepath: string;
  readonly filepath: string;
}

/**
 * Gives an SDK package that insists on reading a profile from a file one that says what the plan says. It would read
 * the user's own files in another dialect, and so at times another profile.
 *
 * @param text with a `[profile awsmfa]`, and no secret
 */
export async function withConfigFile<T>(
  text: string,
  use: (files: OwnConfigFiles) => Promise<T>,
): Promise<T> {
  const folder = temporaryFolder();
  try {
    const configFilepath = join(folder, 'config');
    writeFileSync(configFilepath, text);
    return await use({ profile: 'awsmfa', configFilepath, filepath: join(folder, 'credentials') });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function temporaryFolder(): string {
  try {
    return mkdtempSync(join(tmpdir(), 'awsmfa-'));
  } catch {
    throw new Failure('storage', `no temporary folder can be made in "${tmpdir()}"`, [
      'set `TMPDIR` to a folder that you may write to',
    ]);
  }
}

import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import type { Home } from '../../support/awsmfa.ts';
import { isRoot, mountTmpfs, remount as remountFolder, succeeds } from '../../support/mount.ts';

export { canMount } from '../../support/mount.ts';

export const nobody = 65534;

/** Runs a command without the rights of root, whom no permission stops and whom tests may run as. */
export function asNobody(command: readonly string[]): readonly string[] {
  const drop = ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'];
  return isRoot ? [...drop, ...command] : command;
}

/** What a process of another user needs unset: it may not write to the record of the tests. */
export const withoutRecord = {
  NODE_OPTIONS: undefined,
  BUN_OPTIONS: undefined,
  AWSMFA_TEST_RECORD: undefined,
};

/** Gives the home and all that is in it to nobody, if root runs the tests. */
export function giveToNobody(home: Home): void {
  if (!isRoot) return;
  const names = readdirSync(home.folder, { recursive: true, encoding: 'utf8' });
  for (const path of [home.folder, ...names.map((name) => home.path(name))])
    if (!path.endsWith('bin/awsmfa')) chownSync(path, nobody, nobody);
}

const awsmfaFolder = '.aws/awsmfa';

/** Gives `~/.aws/awsmfa` a file system of 64 KiB of its own. Answers how to take it away again. */
export function mountSmallDisk(home: Home): () => void {
  return mountTmpfs(home.path(awsmfaFolder), 'size=64k,mode=700');
}

export function remount(home: Home, mode: 'ro' | 'rw'): void {
  remountFolder(home.path(awsmfaFolder), mode);
}

/** Leaves no byte on the small disk. */
export function fill(home: Home): void {
  for (let size = 32_768; size >= 1; size = Math.floor(size / 2)) {
    try {
      for (let i = 0; ; i += 1)
        writeFileSync(home.path(`${awsmfaFolder}/filling-${size}-${i}`), Buffer.alloc(size));
    } catch {
      // No room for another one of this size.
    }
  }
}

/** Lets nothing new into the folder of sessions, or nothing out of the rights that were taken. */
export function setWritable(home: Home, writable: 'writable' | 'read-only'): void {
  for (const folder of [awsmfaFolder, `${awsmfaFolder}/sessions`])
    if (existsSync(home.path(folder)))
      chmodSync(home.path(folder), writable === 'writable' ? 0o700 : 0o500);
}

/** Whether `strace` is there and may let system calls fail. */
export const canInject = succeeds(() =>
  execFileSync('strace', ['-e', 'inject=fsync:error=EIO', 'true'], { stdio: 'ignore' }),
);

/** Runs a command whose calls of `fsync` fail with EIO from the given one on. */
export function withBrokenDisk(command: readonly string[], fromCall: number): readonly string[] {
  const inject = `inject=fsync:error=EIO:when=${fromCall}+`;
  return ['strace', '-f', '-o', '/dev/null', '-e', 'trace=fsync', '-e', inject, ...command];
}

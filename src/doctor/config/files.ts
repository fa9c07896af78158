import { dirname } from 'node:path';
import { shellWord } from '../../words/shell-word.ts';
import type { FindingKind, Sighting } from '../model/finding.ts';
import type { ExaminedFile, FileStat, Surroundings } from '../model/surroundings.ts';

export const fileKinds: readonly FindingKind[] = [
  {
    id: 'broken-file',
    severity: 'error',
    title: 'a file cannot be read',
    why: "AWS's tools do not agree about such a file: some refuse it, some read a part of it, and some read what was meant. awsmfa refuses it, and examines profiles once it can be read.",
    mend: 'Correct the line that is named.',
    find: ({ files }) =>
      files.flatMap(({ failure }) =>
        failure === undefined ? [] : { what: failure.message, mend: failure.hints },
      ),
  },
  {
    id: 'missing-named-file',
    severity: 'warning',
    title: 'a variable names a file that is not there',
    why: "AWS's tools say nothing: they go on as if the file were empty, and do not see the profiles in the usual place.",
    mend: 'Unset the variable, or create the file.',
    find: findMissingFiles,
  },
  {
    id: 'readable-by-others',
    severity: 'error',
    title: 'other users can read secrets',
    why: 'Whoever can read the file has the access key or session in it.',
    mend: 'Close the file with `chmod 600`. If others use the machine, replace the key.',
    find: (surroundings) =>
      surroundings.files
        .filter(holdsSecrets)
        .flatMap(({ path }) => ifOpen(path, 0o044, 'read', surroundings)),
  },
  {
    id: 'writable-by-others',
    severity: 'error',
    title: 'other users can change the configuration',
    why: 'Whoever writes a `credential_process` line runs programs as you.',
    mend: 'Remove the permission with `chmod go-w`.',
    find: (surroundings) =>
      placesOf(surroundings).flatMap((path) => ifOpen(path, 0o022, 'write to', surroundings)),
  },
  {
    id: 'owned-by-another',
    severity: 'error',
    title: 'a file or folder of yours belongs to another user',
    why: "As a rule it was made with `sudo`, and now it cannot be changed, or not even read, without it. awsmfa does not trust somebody else's cache, and keeps nothing in it.",
    mend: "Give it back with `chown`, and run AWS's tools without `sudo`.",
    find: findForeign,
  },
];

function findMissingFiles({ env, disk }: Surroundings): readonly Sighting[] {
  return ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE', 'AWS_CA_BUNDLE'].flatMap((name) => {
    const path = env[name];
    if (!path || disk.stat(expanded(path, env['HOME'])) !== undefined) return [];
    return [{ what: `\`${name}\` names "${path}"`, mend: [`run \`unset ${name}\``] }];
  });
}

function expanded(path: string, home = '~'): string {
  return path.replace(/^~(?=[/\\])/, home);
}

function holdsSecrets({ settings }: ExaminedFile): boolean {
  return settings.some(({ key }) =>
    /^aws_(?:secret_access_key|session_token|security_token)$/.test(key),
  );
}

/** The two files, and the folders that they and the sessions are in. */
function placesOf({ files, cache }: Surroundings): readonly string[] {
  const folders = files.filter(({ state }) => state !== 'missing').map(({ path }) => dirname(path));
  const home = cache.home === undefined ? [] : [cache.home];
  return [...new Set([...files.map(({ path }) => path), ...folders, ...home])];
}

function ifOpen(
  path: string,
  permissions: number,
  verb: string,
  { disk, uid }: Surroundings,
): readonly Sighting[] {
  const stat = disk.stat(path);
  const isOpen = stat !== undefined && (openTo(stat) & permissions) !== 0;
  if (!isOpen || uid === undefined || withoutModes.has(disk.fileSystem(path) ?? 0)) return [];
  const mode = (stat.mode & 0o777).toString(8).padStart(4, '0');
  const change = verb === 'read' ? 'go-rwx' : 'go-w';
  return [
    {
      what: `others may ${verb} "${path}" (mode ${mode})`,
      mend: [`run \`chmod ${change} ${shellWord(path)}\``],
    },
  ];
}

/** File systems of Windows, as WSL and others show them: every file seems open to everybody. */
const withoutModes: ReadonlySet<number> = new Set([0x01021997, 0x53464846, 0x4d44, 0x2011bab0]);

/**
 * Many systems give each user a group of their own, of the same number: that is nobody else. A sticky folder and a
 * device, such as `/dev/null`, are shared on purpose.
 */
function openTo({ kind, mode, uid, gid }: FileStat): number {
  const isSticky = (mode & 0o1000) !== 0;
  if (isSticky || kind === 'other') return 0;
  return uid === gid ? mode & 0o007 : mode & 0o077;
}

function findForeign(surroundings: Surroundings): readonly Sighting[] {
  const { disk, uid, home = '' } = surroundings;
  return placesOf(surroundings).flatMap((path) => {
    const owner = disk.stat(path)?.uid;
    if (uid === undefined || owner === undefined || owner === uid || !path.startsWith(home))
      return [];
    return [
      {
        what: `"${path}" belongs to user id ${owner}, and you are ${uid}`,
        mend: [`run \`sudo chown -R "$(id -u)" ${shellWord(path)}\``],
      },
    ];
  });
}

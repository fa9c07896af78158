import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect } from 'vitest';
import { type Home, program } from '../support/awsmfa.ts';
import { accounts, adminOf, phone } from '../support/five-accounts.ts';
import { asNobody, giveToNobody, nobody, withoutRecord } from './support/disk.ts';
import {
  call,
  roleOf,
  runWithCode,
  sessionPaths,
  sessionsFolder,
  test,
  textOf,
  warm,
} from './support/scene.ts';

const prodAdmin = `${accounts.prod}:admin`;
const isRoot = process.getuid?.() === 0;

/** A file that would do as the session of prod, and holds somebody else's credentials. */
function evilSession(home: Home, path: string): string {
  const evil = home.standIn.issueRoleSession(adminOf('dev'), 'mallory');
  return JSON.stringify({
    ...(JSON.parse(textOf(home, path)) as object),
    AccessKeyId: evil.accessKeyId,
    SecretAccessKey: evil.secretAccessKey,
    SessionToken: evil.sessionToken,
  });
}

interface Attack {
  readonly name: string;
  /** Puts something in the place of the session's file. */
  readonly plant: (file: string, evil: string, outside: string) => void;
}

const attacks: readonly Attack[] = [
  {
    name: 'a symbolic link',
    plant(file, evil, outside) {
      writeFileSync(outside, evil, { mode: 0o600 });
      rmSync(file);
      symlinkSync(outside, file);
    },
  },
  {
    name: 'a hard link',
    plant(file, evil, outside) {
      writeFileSync(outside, evil, { mode: 0o600 });
      rmSync(file);
      linkSync(outside, file);
    },
  },
  {
    name: 'a file that others may write to',
    plant(file, evil) {
      writeFileSync(file, evil);
      chmodSync(file, 0o622);
    },
  },
  { name: 'half a file', plant: (file, evil) => writeFileSync(file, evil.slice(0, -20)) },
  { name: 'an empty file', plant: (file) => writeFileSync(file, '') },
  {
    name: 'a huge file',
    plant: (file, evil) => writeFileSync(file, evil + ' '.repeat(50_000_000)),
  },
  { name: 'deep JSON', plant: (file) => writeFileSync(file, '['.repeat(60_000)) },
  {
    name: '__proto__',
    plant: (file, evil) => writeFileSync(file, `{"__proto__":${evil},"Version":1}`),
  },
  { name: 'null', plant: (file) => writeFileSync(file, 'null') },
  {
    name: 'the session of another profile',
    plant(file, evil) {
      const key = basename(file, '.json').replaceAll(/./g, 'a');
      writeFileSync(file, JSON.stringify({ ...(JSON.parse(evil) as object), Key: key }));
    },
  },
  {
    name: 'a pipe nobody writes to',
    plant(file) {
      rmSync(file);
      execFileSync('mkfifo', ['-m', '600', file]);
    },
  },
  {
    name: 'a folder',
    plant(file) {
      rmSync(file);
      mkdirSync(file);
    },
  },
];

describe.concurrent('in the place of a session', () => {
  test.for(attacks)('$name is a miss', async ({ plant }, { home, outputs }) => {
    await warm(home, 'prod');
    const [, path = ''] = sessionPaths(home);
    const outside = join(outputs, 'outside');
    const evil = evilSession(home, path);
    plant(home.path(path), evil, outside);
    home.standIn.reset();
    expect(await roleOf(home, await home.run(call('prod')))).toBe(prodAdmin);
    expect(home.calls).toEqual({ GetSessionToken: 0, AssumeRole: 1 });
    if (readdirSync(outputs).includes('outside')) expect(readFileSync(outside, 'utf8')).toBe(evil);
  });

  test.skipIf(!isRoot)(
    'the file of another user is a miss (only root can give a file away)',
    async ({ home }) => {
      await warm(home, 'prod');
      const [, path = ''] = sessionPaths(home);
      writeFileSync(home.path(path), evilSession(home, path));
      chownSync(home.path(path), nobody, nobody);
      expect(await roleOf(home, await home.run(call('prod')))).toBe(prodAdmin);
    },
  );
});

describe.concurrent('in the place of the folder of sessions', () => {
  test.for(['770', '707', '722'])('one of mode 0%s is not trusted', async (mode, { home }) => {
    await warm(home, 'prod');
    const [, path = ''] = sessionPaths(home);
    writeFileSync(home.path(path), evilSession(home, path));
    chmodSync(home.path(sessionsFolder), Number.parseInt(mode, 8));
    expect(await roleOf(home, await runWithCode(home, 'prod'))).toBe(prodAdmin);
    expect(statSync(home.path(sessionsFolder)).mode & 0o777).toBe(0o700);
  });

  test('a symbolic link is not followed', async ({ home, outputs }) => {
    await warm(home, 'prod');
    const [, path = ''] = sessionPaths(home);
    writeFileSync(home.path(path), evilSession(home, path));
    const moved = join(outputs, 'sessions');
    renameSync(home.path(sessionsFolder), moved);
    symlinkSync(moved, home.path(sessionsFolder));
    const before = readdirSync(moved);
    expect(await roleOf(home, await runWithCode(home, 'prod'))).toBe(prodAdmin);
    expect(readdirSync(moved)).toEqual(before);
  });

  test('a file costs the cache only', async ({ home }) => {
    mkdirSync(home.path('.aws/awsmfa'));
    home.write(sessionsFolder, 'no folder');
    expect(await roleOf(home, await runWithCode(home, 'prod'))).toBe(prodAdmin);
    expect(textOf(home, sessionsFolder)).toBe('no folder');
  });
});

describe.concurrent('where there is no home', () => {
  test.for<Record<string, string | undefined>>([
    { AWSMFA_HOME: '/proc/awsmfa' },
    { AWSMFA_HOME: '/dev/null/awsmfa' },
    { HOME: '/nonexistent' },
    { HOME: undefined },
  ])('%o costs the cache only', async (missing, { home }) => {
    giveToNobody(home);
    const files = {
      AWS_CONFIG_FILE: home.path('.aws/config'),
      AWS_SHARED_CREDENTIALS_FILE: home.path('.aws/credentials'),
    };
    const command = [...program, ...call('prod')];
    const ended = await home.runProgram(asNobody([...command, '--token-code', home.code(phone)]), {
      env: { ...files, ...withoutRecord, ...missing },
      stdout: 'holds credentials',
    });
    expect(await roleOf(home, ended)).toBe(prodAdmin);
    expect(home.standIn.count('GetSessionToken')).toBe(1);
  });
});

describe.skipIf(!isRoot).concurrent('two users of one machine (only root can be both)', () => {
  test('who share AWSMFA_HOME share no session', async ({ home }) => {
    await warm(home, 'prod');
    const [, path = ''] = sessionPaths(home);
    writeFileSync(home.path(path), evilSession(home, path));
    giveToNobody(home);
    // Now all of it is another user's, in whose place root would run.
    const before = readFileSync(home.path(path), 'utf8');
    expect(await roleOf(home, await runWithCode(home, 'prod'))).toBe(prodAdmin);
    expect(readFileSync(home.path(path), 'utf8')).toBe(before);
  });

  test('with `sudo`, which keeps HOME, nothing of root is left in the home', async ({ home }) => {
    giveToNobody(home);
    expect(await roleOf(home, await runWithCode(home, 'prod'))).toBe(prodAdmin);
    const names = readdirSync(home.folder, { recursive: true, encoding: 'utf8' });
    const ofRoot = names.filter((name) => statSync(home.path(name)).uid !== nobody);
    expect(ofRoot.filter((name) => name !== 'bin/awsmfa')).toEqual([]);
  });
});

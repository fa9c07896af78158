import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { openProfileGraph } from '../../../src/config/graph.ts';
import { readConfigFile } from '../../../src/config/files/read.ts';
import { asNobody } from '../../support/as-nobody.ts';
import { failureOf, valuesOf } from '../../support/config-texts.ts';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'awsmfa-read-'));
  path = join(folder, 'config');
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('reading a configuration file', () => {
  test('gives its text as it is, byte order mark, newlines and all', () => {
    const text = '\uFEFF[profile ä]\r\nk = \u{1F602}\uFFFD';
    writeFileSync(path, text);
    expect(readConfigFile(path)).toEqual({ path, text });
  });

  test('gives nothing where there is no file, no folder, or only a link to nothing', () => {
    symlinkSync('nowhere', join(folder, 'link'));
    writeFileSync(join(folder, 'file'), '');
    for (const name of ['config', 'no/config', 'link', 'file/config']) {
      expect(readConfigFile(join(folder, name))).toBeUndefined();
    }
  });

  test('follows links', () => {
    writeFileSync(join(folder, 'target'), '[profile a]');
    symlinkSync('target', path);
    expect(readConfigFile(path)?.text).toBe('[profile a]');
  });

  test.skipIf(process.platform === 'win32')('reads devices and pipes (not on Windows)', () => {
    expect(readConfigFile('/dev/null')?.text).toBe('');
    spawnSync('mkfifo', [path]);
    const command = ['-c', 'printf "[a]" > "$0" &', path];
    const writer = spawnSync('sh', command, { stdio: 'ignore' });
    expect(writer.status).toBe(0);
    expect(readConfigFile(path)?.text).toBe('[a]');
  });

  test.skipIf(process.platform === 'win32')(
    'waits for a writer that is slow (not on Windows)',
    () => {
      spawnSync('mkfifo', [path]);
      const script = 'exec 3> "$0"; sleep 0.1; printf "[a" >&3; sleep 0.1; printf "]" >&3';
      spawn('sh', ['-c', script, path], { stdio: 'ignore' });
      expect(readConfigFile(path)?.text).toBe('[a]');
    },
  );

  test.skipIf(process.platform === 'win32')(
    'fails on a pipe that nobody writes to, and names it (not on Windows)',
    () => {
      mkdirSync(join(folder, 'dev'));
      for (const pipe of [path, join(folder, 'dev', 'pipe')]) {
        spawnSync('mkfifo', [pipe]);
        expect(failureOf(() => readConfigFile(pipe, 30))).toMatchObject({
          kind: 'configuration',
          message: `"${pipe}" is a pipe that nobody writes to`,
          hints: ['start the program that writes to it, or name a file'],
        });
      }
    },
  );

  test('fails on a folder', () => {
    mkdirSync(path);
    expect(failureOf(() => readConfigFile(path))).toMatchObject({
      kind: 'configuration',
      message: `"${path}" cannot be read: it is a folder`,
      hints: ['name the file in it'],
    });
  });

  test('fails on links that lead back to themselves', () => {
    symlinkSync('config', path);
    expect(failureOf(() => readConfigFile(path))).toMatchObject({
      message: `"${path}" cannot be read: its links lead back to themselves`,
      hints: ['replace the link with the file'],
    });
  });

  test('fails on whatever else the system says, in its words', () => {
    const long = join(folder, 'x'.repeat(5000));
    expect(failureOf(() => readConfigFile(long))).toMatchObject({
      message: `"${long}" cannot be read: ENAMETOOLONG`,
      hints: ['make the file readable'],
    });
  });

  test.skipIf(process.platform !== 'linux')('leaves no file open (where that can be seen)', () => {
    writeFileSync(path, '');
    const open = () => readdirSync('/proc/self/fd').length;
    const before = open();
    expect(readConfigFile(path)?.text).toBe('');
    expect(open()).toBe(before);
  });

  test.skipIf(process.platform === 'win32')(
    'fails on a file it may not read (not on Windows)',
    () => {
      writeFileSync(path, '');
      chmodSync(folder, 0o755);
      chmodSync(path, 0o000);
      const failure = asNobody(() => failureOf(() => readConfigFile(path)));
      expect(failure.message).toBe(`"${path}" cannot be read: permission denied`);
      expect(failure.hints).toEqual(['fix its owner and mode: `chown`, then `chmod 600`']);
    },
  );

  test('fails on bytes that are not UTF-8, and on NUL, with the line', () => {
    writeFileSync(path, Buffer.from([0x0a, 0x61, 0xe4, 0x0a]));
    expect(failureOf(() => readConfigFile(path))).toMatchObject({
      message: `the file is not in UTF-8 (${path}:2)`,
      hints: ['save it as text in UTF-8'],
    });
    writeFileSync(path, 'a\n\nb\0');
    expect(failureOf(() => readConfigFile(path)).message).toBe(
      `the file holds a NUL byte (${path}:3)`,
    );
  });

  test('fails on more than 16 MiB, even of an endless file, and reads no more than that', () => {
    writeFileSync(path, '#');
    truncateSync(path, 16 * 1024 * 1024 + 1);
    expect(failureOf(() => readConfigFile(path))).toMatchObject({
      message: `"${path}" has more than 16 MiB`,
      hints: ['check that it is the file you mean'],
    });
    writeFileSync(path, '#'.repeat(16 * 1024 * 1024));
    expect(readConfigFile(path)?.text).toHaveLength(16 * 1024 * 1024);
  });

  test.skipIf(process.platform !== 'linux')(
    'fails on an endless device (where there is one)',
    () => {
      expect(failureOf(() => readConfigFile('/dev/zero')).message).toContain('more than 16 MiB');
    },
  );
});

describe('opening the graph', () => {
  test('reads both files, and neither needs to be there', () => {
    const credentials = join(folder, 'credentials');
    writeFileSync(path, '[profile a]\nk = config\n');
    expect(valuesOf(openProfileGraph({ config: path, credentials }).profile('a'))).toEqual({
      k: 'config',
    });
    writeFileSync(credentials, '[a]\nk = credentials\n');
    expect(valuesOf(openProfileGraph({ config: path, credentials }).profile('a'))).toEqual({
      k: 'credentials',
    });
    rmSync(path);
    expect(openProfileGraph({ config: path, credentials }).names()).toEqual(['a']);
    expect(openProfileGraph({ config: path, credentials }).missing).toEqual({ config: path });
    rmSync(credentials);
    const graph = openProfileGraph({ config: path, credentials });
    expect([graph.names(), graph.missing]).toEqual([[], { config: path, credentials }]);
    writeFileSync(path, '');
    expect(openProfileGraph({ config: path, credentials }).missing).toEqual({ credentials });
  });
});

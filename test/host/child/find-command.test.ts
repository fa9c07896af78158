import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lookForCommand } from '../../../src/host/child/find-command.ts';
import { findOpener } from '../../../src/host/child/open-url.ts';
import { newFolder } from '../../support/new-folder.ts';

function folderWith(name: string, mode: number): string {
  const folder = newFolder();
  writeFileSync(join(folder, name), '');
  chmodSync(join(folder, name), mode);
  return folder;
}

describe.skipIf(process.platform === 'win32')('a command', () => {
  test('is found in any folder of the PATH, whatever is before it', () => {
    const folders = [newFolder(), folderWith('tool', 0o644), folderWith('tool', 0o755)];
    expect(lookForCommand('tool', { PATH: folders.join(':') }, 'linux')).toBe('found');
    expect(lookForCommand('tool', { PATH: folders.slice(0, 2).join(':') }, 'linux')).toBe(
      'unusable',
    );
    expect(lookForCommand('tool', { PATH: folders[0] }, 'linux')).toBe('missing');
  });

  test('with a slash is looked for nowhere else', () => {
    const folder = folderWith('tool', 0o755);
    expect(lookForCommand(join(folder, 'tool'), {}, 'linux')).toBe('found');
    expect(lookForCommand('./tool', { PATH: folder }, 'linux')).toBe('missing');
    mkdirSync(join(folder, 'folder'));
    expect(lookForCommand(join(folder, 'folder'), {}, 'linux')).toBe('unusable');
  });

  test('has a PATH also where none is set', () => {
    expect(lookForCommand('sh', {}, 'linux')).toBe('found');
    expect(lookForCommand('', { PATH: '/bin' }, 'linux')).toBe('missing');
  });
});

describe('the opener of a URL', () => {
  const PATH = folderWith('xdg-open', 0o755);

  test.each([
    ['darwin', {}, ['open']],
    ['win32', {}, ['rundll32', 'url.dll,FileProtocolHandler']],
    ['linux', { PATH, DISPLAY: ':0' }, ['xdg-open']],
    ['linux', { PATH, WAYLAND_DISPLAY: 'wayland-0' }, ['xdg-open']],
    ['linux', { PATH: '', DISPLAY: ':0' }, undefined],
    ['linux', { PATH: folderWith('wslview', 0o755), WSL_DISTRO_NAME: 'Debian' }, ['wslview']],
  ] as const)('of %s with %j is %j', (platform, env, opener) => {
    expect(findOpener(env, platform)).toEqual(opener);
  });
});

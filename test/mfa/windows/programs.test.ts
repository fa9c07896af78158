import { describe, expect, test } from 'vitest';
import { assuanLine, parseReplies } from '../../../src/mfa/windows/assuan.ts';
import { desktopPrograms, displayName, hasDisplay } from '../../../src/mfa/windows/desktop.ts';
import { kdialog } from '../../../src/mfa/windows/kdialog.ts';
import { osascript } from '../../../src/mfa/windows/osascript.ts';
import { pinentryPrograms } from '../../../src/mfa/windows/pinentry.ts';
import { powershell } from '../../../src/mfa/windows/powershell.ts';
import { zenity } from '../../../src/mfa/windows/zenity.ts';

const question = { lines: ['for profile "a_b\\c" <b>&amp; $(x) `y`', 'MFA code'], seconds: 55 };

function ended(status: number, stdout = '', stderr = '') {
  return { ended: 'exit', status, stdout, stderr } as const;
}

describe('a question is text to', () => {
  test('zenity, which reads backslashes and underscores', () => {
    expect(zenity.command(question).words).toEqual([
      ...['zenity', '--entry', '--title=awsmfa'],
      '--text=for profile "a__b\\\\c" <b>&amp; $(x) `y`\nMFA code',
      '--timeout=55',
    ]);
  });

  test('kdialog, which reads tags', () => {
    expect(kdialog.command(question).words.at(-2)).toBe(
      'for profile "a_b\\c" ‹b›&amp; $(x) `y`\nMFA code',
    );
  });

  test('osascript, which gets it as an argument', () => {
    const { words } = osascript.command(question);
    expect(words[2]).toContain('display dialog question default answer ""');
    expect(words.slice(3)).toEqual([question.lines.join('\n'), '55']);
  });

  test('PowerShell, which gets it in a variable', () => {
    const { words, variables } = powershell.command(question);
    expect(words.join(' ')).not.toContain('profile');
    expect(variables).toEqual({ AWSMFA_QUESTION: question.lines.join('\r\n') });
  });

  test('pinentry, a line each', () => {
    const place = { terminal: '/dev/pts/3', display: 'missing' } as const;
    const env = { TERM: 'xterm', LC_ALL: 'C.UTF-8' };
    const programs = pinentryPrograms(env, place);
    const [first] = 'because' in programs ? [] : programs;
    expect(first?.command({ lines: ['100 % of a', 'b'], seconds: 55 }).input).toBe(
      [
        ...['OPTION ttyname=/dev/pts/3', 'OPTION ttytype=xterm', 'OPTION lc-ctype=C.UTF-8'],
        ...['SETTITLE awsmfa', 'SETDESC 100 %25 of a%0Ab', 'SETPROMPT MFA code', 'SETTIMEOUT 54'],
        ...['GETINFO flavor', 'GETPIN', 'BYE', ''],
      ].join('\n'),
    );
  });
});

describe('what a program ends with', () => {
  test.for([
    [zenity, ended(0, '012345\n'), { kind: 'entered', text: '012345' }],
    [zenity, ended(1), { kind: 'dismissed' }],
    [zenity, ended(5), { kind: 'too late' }],
    [zenity, ended(255), { kind: 'not shown', because: '`zenity` failed with status 255' }],
    [kdialog, ended(254), { kind: 'not shown', because: '`kdialog` failed with status 254' }],
    [osascript, ended(0, '012345\n'), { kind: 'entered', text: '012345' }],
    [osascript, ended(0, 'gave up\n'), { kind: 'too late' }],
    [osascript, ended(1, '', 'User canceled. (-128)'), { kind: 'dismissed' }],
    [
      osascript,
      ended(1, '', 'No user interaction allowed. (-1713)'),
      { kind: 'not shown', because: '`osascript` failed with status 1' },
    ],
    [powershell, ended(0, '012345'), { kind: 'entered', text: '012345' }],
    [powershell, ended(0, ''), { kind: 'dismissed' }],
    [powershell, ended(1), { kind: 'not shown', because: '`powershell.exe` failed with status 1' }],
  ] as const)('is understood', ([program, result, ending]) => {
    expect(program.ending(result)).toEqual(ending);
  });

  test.for([
    ['ERR 83886142 Timeout <Pinentry>', { kind: 'too late' }],
    ['ERR 83886179 Operation cancelled <Pinentry>', { kind: 'dismissed' }],
    ['ERR 83886278 fully cancelled', { kind: 'dismissed' }],
    [
      'ERR 83918950 Inappropriate ioctl',
      { kind: 'not shown', because: '`pinentry` failed with error 83918950' },
    ],
    ['D 01%3245\nOK', { kind: 'entered', text: '01245' }],
    ['OK', { kind: 'entered', text: '' }],
  ] as const)('is understood of pinentry: %s', ([reply, ending]) => {
    const programs = pinentryPrograms({}, { terminal: undefined, display: 'there' });
    const [first] = 'because' in programs ? [] : programs;
    const output = `OK Pleased to meet you\nERR 536871187 Unknown\nS PROGRESS\nD gtk2\nOK\n${reply}\nOK closing\n`;
    expect(first?.ending(ended(0, output))).toEqual(ending);
  });

  test('is not a refusal, where a pinentry for terminals had no terminal', () => {
    const programs = pinentryPrograms({}, { terminal: undefined, display: 'there' });
    const [first] = 'because' in programs ? [] : programs;
    const output = 'OK\nD gnome3:curses\nOK\nERR 83886179 cancelled\nOK\n';
    expect(first?.ending(ended(0, output))).toEqual({
      kind: 'not shown',
      because: '`pinentry` asks on a terminal, and there is none',
    });
    expect(first?.ending(ended(1))).toMatchObject({ because: '`pinentry` gave no answer' });
  });
});

test('a line of Assuan holds no line break, and a reply none of its escapes', () => {
  expect(assuanLine('SETDESC', 'a\r\n%b')).toBe('SETDESC a%0D%0A%25b');
  expect(parseReplies('D a%25\nD b\n# note\nOK fine\nERR 99 no\n')).toEqual([
    { data: 'a%b', error: undefined },
    { data: '', error: 99 },
  ]);
});

describe('a desktop is', () => {
  const programsOf = (env: Record<string, string>, platform: NodeJS.Platform) => {
    const programs = desktopPrograms(env, platform);
    return 'because' in programs
      ? programs
      : programs.map(({ command }) => command(question).words[0]);
  };

  test('where there is a display', () => {
    expect(programsOf({}, 'linux')).toEqual({ because: 'there is no display' });
    expect(programsOf({ DISPLAY: ':0' }, 'linux')).toEqual(['zenity', 'kdialog']);
    expect(
      programsOf({ WAYLAND_DISPLAY: 'wayland-0', XDG_CURRENT_DESKTOP: 'X:KDE' }, 'freebsd'),
    ).toEqual(['kdialog', 'zenity']);
  });

  test('not on a Mac or a PC that somebody is logged in to from elsewhere', () => {
    expect(programsOf({}, 'darwin')).toEqual(['osascript']);
    expect(programsOf({}, 'win32')).toEqual(['powershell.exe']);
    for (const platform of ['darwin', 'win32'] as const)
      expect(hasDisplay({ SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22' }, platform)).toBe(false);
  });

  test('one for all windows of a display', () => {
    expect(displayName({ DISPLAY: ':0', WAYLAND_DISPLAY: '' })).toBe(':0');
    expect(displayName({ DISPLAY: ':0', WAYLAND_DISPLAY: 'wayland-0' })).toBe('wayland-0');
  });
});

import type { Environment } from '../../ground/environment.ts';
import type { NoCode } from '../../session/ports.ts';
import { assuanLine, parseReplies } from './assuan.ts';
import type { WindowEnding, WindowProgram, WindowQuestion } from './window.ts';

export interface PinentryPlace {
  /** The terminal it may ask on: `/dev/pts/3`; undefined where there is none. */
  readonly terminal: string | undefined;
  readonly display: 'there' | 'missing';
}

/** The program that GnuPG asks for passphrases with, in a window or on the terminal. */
export function pinentryPrograms(
  env: Environment,
  { terminal, display }: PinentryPlace,
): readonly [WindowProgram, ...WindowProgram[]] | NoCode {
  if (terminal === undefined && display === 'missing')
    return { because: 'there is neither a terminal nor a display for `pinentry`' };
  const of = (program: string): WindowProgram => ({
    command: (question) => ({
      words: [program],
      input: commands(question, terminal, env),
      mayUseTerminal: terminal !== undefined,
    }),
    ending: ({ stdout }) => endingOf(stdout, program, terminal),
  });
  const chosen = env['AWSMFA_PINENTRY'];
  return chosen ? [of(chosen)] : [of('pinentry'), of('pinentry-mac')];
}

/** It is given a second less than there is, so that it ends by itself and leaves the terminal in order. */
function commands(
  { lines, seconds }: WindowQuestion,
  terminal: string | undefined,
  env: Environment,
): string {
  const options = [
    ['ttyname', terminal],
    ['ttytype', terminal && env['TERM']],
    ['lc-ctype', env['LC_ALL'] || env['LC_CTYPE'] || env['LANG']],
  ].flatMap(([name, value]) => (value ? [assuanLine('OPTION', `${name}=${value}`)] : []));
  const all = [
    ...options,
    assuanLine('SETTITLE', 'awsmfa'),
    assuanLine('SETDESC', lines.join('\n')),
    assuanLine('SETPROMPT', 'MFA code'),
    assuanLine('SETTIMEOUT', String(Math.max(1, seconds - 1))),
    'GETINFO flavor',
    'GETPIN',
    'BYE',
  ];
  return all.map((line) => `${line}\n`).join('');
}

/** The last three replies are those to GETINFO, GETPIN and BYE. */
function endingOf(stdout: string, program: string, terminal: string | undefined): WindowEnding {
  const [flavor, pin] = parseReplies(stdout).slice(-3);
  if (pin === undefined) return notShown(program, 'gave no answer');
  if (pin.error === undefined) return { kind: 'entered', text: pin.data };
  // It calls it cancelled where it has no terminal to ask on.
  if (terminal === undefined && /(?:tty|curses)$/.test(flavor?.data ?? ''))
    return notShown(program, 'asks on a terminal, and there is none');
  // The lower half is libgpg-error's code, the upper one who says so.
  switch (pin.error & 0xffff) {
    case timedOut:
      return { kind: 'too late' };
    case cancelled:
    case fullyCancelled:
      return { kind: 'dismissed' };
    default:
      return notShown(program, `failed with error ${pin.error}`);
  }
}

const timedOut = 62;
const cancelled = 99;
const fullyCancelled = 198;

function notShown(program: string, what: string): WindowEnding {
  return { kind: 'not shown', because: `\`${program}\` ${what}` };
}

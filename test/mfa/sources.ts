import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDismissals } from '../../src/mfa/memory/dismissals.ts';
import { createSpentCodes } from '../../src/mfa/memory/spent-codes.ts';
import { createMfaProcess } from '../../src/mfa/programs/mfa-process.ts';
import { createYkman } from '../../src/mfa/programs/ykman.ts';
import { askpassPrograms } from '../../src/mfa/windows/askpass.ts';
import { kdialog } from '../../src/mfa/windows/kdialog.ts';
import { pinentryPrograms } from '../../src/mfa/windows/pinentry.ts';
import { createWindow } from '../../src/mfa/windows/window.ts';
import { zenity } from '../../src/mfa/windows/zenity.ts';
import type { CodePlan } from '../../src/plan/model/plan.ts';
import type { TokenCodeRequest, TokenCodeSource } from '../../src/session/ports.ts';
import { farOff } from '../support/deadlines.ts';
import { newFolder } from '../support/new-folder.ts';

export const request: TokenCodeRequest = {
  mfaSerial: 'arn:aws:iam::111122223333:mfa/jane_d',
  profile: 'prod',
  deadline: farOff,
};

export function planOf(mfaProcess: string): CodePlan {
  const origin = { kind: 'file', file: '~/.aws/config', line: 7, name: 'mfa_process' } as const;
  return { mfaProcess, prompt: ['tty'], origins: { mfaProcess: origin } };
}

/** What a source is made with where there is neither a terminal nor a desktop; what is done with it is written down. */
export function surroundings(env: Readonly<Record<string, string | undefined>> = {}) {
  const events: string[] = [];
  const note = (event: string) => Promise.resolve(void events.push(event));
  const folder = newFolder();
  return {
    events,
    options: {
      env: { PATH: process.env['PATH'], HOME: '/nowhere', ...env },
      platform: process.platform,
      now: () => new Date('2026-03-01T08:00:01Z'),
      spent: createSpentCodes(join(folder, 'spent'), process.getuid?.()),
      dismissals: createDismissals(join(folder, 'dismissed'), process.getuid?.()),
      isByHand: () => Promise.resolve(false),
      cursor: 'movable',
      openTerminal: () => Promise.resolve({ unavailable: 'there is no terminal' }),
      caller: () => Promise.resolve('terraform'),
      takeTurn: () => note('turn').then(() => ({ release: () => note('turn over') })),
      abandon: (failure?: Error) => note(`let go: ${failure?.message ?? ''}`),
      job: {
        watch: () => () => undefined,
        dieOf(signal: string): never {
          throw new Error(`died of ${signal}`);
        },
      },
    },
  } as const;
}

export type Options = ReturnType<typeof surroundings>['options'];

/** Something in the place of the program of a source: how it is called, and how it answers in its protocol. */
export interface Kind {
  readonly program: string;
  readonly give: (code: string) => string;
  readonly decline: string;
  /**
   * For a program that prints a code and shows no window: whether without one the source fails, or gives way to the
   * next.
   */
  readonly withoutCode?: 'fails' | 'gives way';
  readonly open: (program: string, options: Options) => TokenCodeSource;
}

const prints = (code: string) => `echo ${code}`;
const agreed = 'OK Pleased to meet you\\nD gtk2\\nOK\\n';
const plainly = { give: prints, decline: 'exit 1' };

/** Each source that runs a program. */
export const kinds: Readonly<Record<string, Kind>> = {
  mfa_process: {
    ...plainly,
    program: 'get-code',
    withoutCode: 'fails',
    open: (program, options) => createMfaProcess(planOf(program), options),
  },
  ykman: {
    ...plainly,
    program: 'ykman',
    withoutCode: 'gives way',
    open: (_program, options) => createYkman(options),
  },
  zenity: {
    ...plainly,
    program: 'zenity',
    open: (_program, options) => createWindow('dialog', [zenity], options),
  },
  kdialog: {
    ...plainly,
    program: 'kdialog',
    open: (_program, options) => createWindow('dialog', [kdialog], options),
  },
  askpass: {
    ...plainly,
    program: 'ask',
    open: (program, options) =>
      createWindow('askpass', askpassPrograms({ SSH_ASKPASS: program }), options),
  },
  pinentry: {
    program: 'pinentry',
    give: (code) => `cat >"$0.input"; printf '${agreed}D ${code}\\nOK\\nOK\\n'`,
    decline: `cat >"$0.input"; printf '${agreed}ERR 83886179 cancelled\\nOK\\n'`,
    open: (program, options) => {
      const env = { AWSMFA_PINENTRY: program };
      const programs = pinentryPrograms(env, { terminal: undefined, display: 'there' });
      return createWindow('pinentry', programs, options);
    },
  },
};

/** A source whose program does what the script says, after it has written down how it was started. */
export function standIn(kind: Kind, script: string, more: Partial<Options> = {}) {
  const folder = newFolder();
  const program = join(folder, kind.program);
  const seen = `{ printf '%s\\n' "$@"; env; } >"$0.seen"; echo run >>"$0.runs"; echo $$ >"$0.pid"`;
  writeFileSync(program, `#!/bin/sh\n${seen}\n${script}\n`);
  chmodSync(program, 0o755);
  const { options, events } = surroundings({ PATH: `${folder}:${process.env['PATH']}` });
  const env = { ...options.env, ...more.env };
  const read = (name: string) =>
    existsSync(`${program}.${name}`) ? readFileSync(`${program}.${name}`, 'utf8') : '';
  return {
    source: kind.open(program, { ...options, ...more, env }),
    events,
    /** Its arguments, its environment and its standard input. */
    seen: () => read('seen') + read('input'),
    runs: () => read('runs').split('\n').length - 1,
    pid: () => Number(read('pid')),
  };
}

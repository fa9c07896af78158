import { createSpentCodes } from '../../src/mfa/memory/spent-codes.ts';
import type { CodePlan } from '../../src/plan/model/plan.ts';
import type { TokenCodeRequest } from '../../src/session/ports.ts';
import { farOff } from '../support/deadlines.ts';
import { newFolder } from '../support/new-folder.ts';

export const request: TokenCodeRequest = {
  mfaSerial: 'arn:aws:iam::111122223333:mfa/jane',
  profile: 'prod',
  deadline: farOff,
};

export function planOf(mfaProcess: string): CodePlan {
  const origin = { kind: 'file', file: '~/.aws/config', line: 7, name: 'mfa_process' } as const;
  return { mfaProcess, prompt: ['tty'], origins: { mfaProcess: origin } };
}

/** What a source is made with where there is neither a terminal nor a desktop; what is done with it is written down. */
export function surroundings() {
  const events: string[] = [];
  const note = (event: string) => Promise.resolve(void events.push(event));
  return {
    events,
    options: {
      env: { PATH: process.env['PATH'], HOME: '/nowhere' },
      platform: process.platform,
      now: () => new Date('2026-03-01T08:00:01Z'),
      spent: createSpentCodes(newFolder(), process.getuid?.()),
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

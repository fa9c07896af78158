import { describe, expect } from 'vitest';
import { phone } from '../support/five-accounts.ts';
import { type Home, program, type RunOptions, type TerminalRun } from '../support/awsmfa.ts';
import {
  answer,
  call,
  deepRole,
  question,
  roleOf,
  runWithCode,
  sessionPaths,
  test,
} from './support/scene.ts';
import * as disk from './support/disk.ts';
import { stepNames, steps, type StepName } from './support/steps.ts';

const deep = [...program, ...call('deep')];
const holdsCredentials: RunOptions = { stdout: 'holds credentials' };

/**
 * Starts one, and breaks the disk when it waits for the answer of this step. It must get its credentials all the same.
 */
async function breakingAt(
  home: Home,
  step: StepName,
  breakDisk: () => void,
  run: TerminalRun = home.programInTerminal(deep, holdsCredentials),
): Promise<void> {
  const held = home.standIn.hold(steps[step].action, steps[step]);
  await run.waitFor(question);
  await answer(home, run);
  await held.arrived;
  breakDisk();
  held.release();
  expect(await roleOf(home, await run.ended)).toBe(deepRole);
  expect(sessionPaths(home)).toHaveLength(stepNames.indexOf(step));
}

/** On the disk as it is now, one gets credentials, and the next ones do not have to ask. */
async function expectFine(home: Home): Promise<void> {
  expect(await roleOf(home, await runWithCode(home, 'deep'))).toBe(deepRole);
  expect(await roleOf(home, await home.run(call('deep')))).toBe(deepRole);
}

describe.concurrent(
  'a disk that is full from this step on costs the cache, not the session',
  () => {
    test.skipIf(!disk.canMount).for(stepNames)(
      '%s (needs the right to mount)',
      async (step, { home }) => {
        const unmount = disk.mountSmallDisk(home);
        try {
          await breakingAt(home, step, () => disk.fill(home));
        } finally {
          unmount();
        }
        await expectFine(home);
      },
    );

    test.skipIf(!disk.canMount)(
      'which `export` says (needs the right to mount)',
      async ({ home }) => {
        const unmount = disk.mountSmallDisk(home);
        try {
          disk.fill(home);
          const code = home.code(phone);
          const args = ['export', 'prod', '--format', 'env', '--token-code', code];
          const { status, stderr } = await home.run(args);
          expect(status).toBe(0);
          expect(stderr).toMatch(
            /^awsmfa: warning: cannot keep sessions in ".*": no space left on device/,
          );
        } finally {
          unmount();
        }
      },
    );
  },
);

describe.concurrent(
  'a disk that is read-only from this step on costs the cache, not the session',
  () => {
    test.skipIf(!disk.canMount).for(stepNames)(
      '%s (needs the right to mount)',
      async (step, { home }) => {
        const unmount = disk.mountSmallDisk(home);
        try {
          await breakingAt(home, step, () => disk.remount(home, 'ro'));
          disk.remount(home, 'rw');
          await expectFine(home);
        } finally {
          unmount();
        }
      },
    );
  },
);

describe.concurrent(
  'a folder that may not be written to from this step on costs the cache, not the session',
  () => {
    test.for(stepNames)('%s', async (step, { home }) => {
      disk.giveToNobody(home);
      const run = home.programInTerminal(disk.asNobody(deep), {
        ...holdsCredentials,
        env: disk.withoutRecord,
      });
      await breakingAt(home, step, () => disk.setWritable(home, 'read-only'), run);
      disk.setWritable(home, 'writable');
      const next = await home.runProgram(
        disk.asNobody([...deep, '--token-code', home.code(phone)]),
        {
          ...holdsCredentials,
          env: disk.withoutRecord,
        },
      );
      expect(await roleOf(home, next)).toBe(deepRole);
      expect(sessionPaths(home)).toHaveLength(3);
    });
  },
);

describe.concurrent('a disk with errors from this step on costs the cache, not the session', () => {
  test.skipIf(!disk.canInject).for(stepNames)(
    '%s (needs strace, and the right to trace)',
    async (step, { home }) => {
      // The first call finds out whether a session can be kept, the second is for the memory that the code is spent,
      // then comes one for each session.
      const command = disk.withBrokenDisk(deep, stepNames.indexOf(step) + 3);
      const run = home.programInTerminal(command, holdsCredentials);
      await breakingAt(home, step, () => undefined, run);
      await expectFine(home);
    },
  );
});

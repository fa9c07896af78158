import { describe, expect } from 'vitest';
import type { Home, TerminalRun } from '../support/awsmfa.ts';
import {
  answer,
  call,
  deepRole,
  expectCookedTerminal,
  inShell,
  question,
  roleOf,
  runWithCode,
  test,
} from './support/scene.ts';
import { stepNames, steps, type StepName } from './support/steps.ts';

/** Starts one that has been asked for its code, or has given it and waits for the answer of one of its calls. */
async function standingAt(
  home: Home,
  place: Place,
): Promise<{ run: TerminalRun; goOn: () => void }> {
  const held =
    place === 'the question' ? undefined : home.standIn.hold(steps[place].action, steps[place]);
  const run = inShell(home, call('deep'));
  await run.waitFor(question);
  if (held !== undefined) {
    await answer(home, run);
    await held.arrived;
  }
  return { run, goOn: () => held?.release() };
}

type Place = StepName | 'the question';

const places: readonly Place[] = ['the question', ...stepNames];

describe.concurrent('a window that is closed', () => {
  test.for(places)(
    'at %s ends awsmfa by a hang-up, and the next run is fine',
    async (place, { home }) => {
      const { run, goOn } = await standingAt(home, place);
      run.hangUp();
      expect((await run.ended).stdout).toBe('');
      goOn();
      expect(await roleOf(home, await runWithCode(home, 'deep'))).toBe(deepRole);
    },
  );
});

describe.concurrent('the end of input (Ctrl-D)', () => {
  test('at the question is a no', async ({ home }) => {
    const { run } = await standingAt(home, 'the question');
    run.write('\u0004');
    const { stderr, ...ended } = await run.ended;
    expect(ended).toEqual({ status: 5, stdout: '', screen: stderr.trimEnd() });
    expectCookedTerminal(home);
    expect(await roleOf(home, await runWithCode(home, 'deep'))).toBe(deepRole);
  });

  test.for(stepNames)('at %s is none of its business', async (step, { home }) => {
    const { run, goOn } = await standingAt(home, step);
    run.write('\u0004');
    goOn();
    expect(await roleOf(home, await run.ended)).toBe(deepRole);
    expectCookedTerminal(home);
  });
});

describe.concurrent('a window that gets another size', () => {
  test.for(places)('at %s changes nothing', async (place, { home }) => {
    const { run, goOn } = await standingAt(home, place);
    run.resize(40, 10);
    if (place === 'the question') await answer(home, run);
    goOn();
    expect(await roleOf(home, await run.ended)).toBe(deepRole);
    expectCookedTerminal(home);
  });
});

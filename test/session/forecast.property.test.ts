import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Plan, SessionKey, Step } from '../../src/plan/model/plan.ts';
import { issuedSince, toHandOut } from '../../src/session/demand.ts';
import { execute } from '../../src/session/execute.ts';
import { forecast } from '../../src/session/forecast.ts';
import type { IssuedSession } from '../../src/session/ports.ts';
import { fuzzRuns } from '../config/fuzz.ts';
import {
  key,
  mfaStep,
  now,
  plan,
  roleStep,
  scene,
  serial,
  session,
  temporaryKey,
} from './scene.ts';

const anyFirstStep: fc.Arbitrary<Step> = fc.oneof(
  fc.constantFrom<Step>(
    mfaStep,
    { ...mfaStep, onlyForLongTermKey: true },
    roleStep,
    { ...roleStep, mfaSerial: serial },
    { ...roleStep, mfaSerial: serial, onlyForLongTermKey: true, durationSeconds: 7200 },
  ),
);

const anyPlan: fc.Arbitrary<Plan> = fc
  .tuple(
    fc.array(anyFirstStep, { maxLength: 1 }),
    fc.array(fc.constant<Step>(roleStep), { maxLength: 2 }),
  )
  .map(([first, roles]) => {
    const steps = [...first, ...roles].map((step, index) => ({
      ...step,
      key: `step ${index}` as SessionKey,
    }));
    return { ...plan, steps };
  });

/** Of any life, with anything left of it, in the future too. */
const anySession = fc
  .record({ ofMinutes: fc.constantFrom(15, 60, 720), left: fc.integer({ min: -5, max: 800 }) })
  .map(({ ofMinutes, left }) => session('ASIACACHED', left, ofMinutes));

const anyCache: fc.Arbitrary<Record<string, IssuedSession>> = fc.dictionary(
  fc.constantFrom('step 0', 'step 1', 'step 2'),
  anySession,
);

const anyDemand = fc.constantFrom(toHandOut.renewing, toHandOut.fixed, issuedSince(now));

test('what is forecast is what is done', async () => {
  const seen = new Set<string>();
  const run = async (
    planned: Plan,
    cache: Record<string, IssuedSession>,
    demand: typeof toHandOut.fixed,
    base: typeof key,
  ) => {
    const { ports, events } = scene(cache, { keys: () => Promise.resolve(base) });
    const word = forecast(planned, ports.store, now, demand);
    seen.add(word);
    await execute(planned, ports, demand);
    const codes = events.filter((event) => event.endsWith('with code')).length;
    const calls = events.filter((event) => event.includes(' by ')).length;
    const isTemporary = base === temporaryKey;
    expect({ word, codes, called: calls > 0, locked: events.length > 0 }).toEqual(
      {
        'no call': { word, codes: 0, called: false, locked: false },
        cached: { word, codes: 0, called: false, locked: false },
        silent: { word, codes: 0, called: true, locked: true },
        prompt: { word, codes: 1, called: true, locked: true },
        // A temporary base is handed out as it is, where no role comes after it.
        'depends on the base': {
          word,
          codes: isTemporary ? 0 : 1,
          called: calls > 0 || !isTemporary,
          locked: true,
        },
      }[word],
    );
  };
  await fc.assert(
    fc.asyncProperty(anyPlan, anyCache, anyDemand, fc.constantFrom(key, temporaryKey), run),
    { numRuns: fuzzRuns },
  );
  expect(seen.size).toBe(5);
});

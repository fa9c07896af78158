import { expect, test } from 'vitest';
import type { Plan, SessionKey } from '../../src/plan/model/plan.ts';
import { forecast } from '../../src/session/forecast.ts';
import { now, plan, roleStep, scene, session } from './scene.ts';

const deep: Plan = { ...plan, steps: [...plan.steps, { ...roleStep, key: 'deep' as SessionKey }] };

test.for([
  ['renewed silently where the role before it is cached', { role: session('ASIAROLE') }, 'silent'],
  ['handed out where its renewal needs a code', {}, 'cached'],
] as const)('a session with a quarter of an hour left is %s', ([, signer, expected]) => {
  const { ports } = scene({ ...signer, deep: session('ASIADEEP', 15) });
  expect(forecast(deep, ports.store, now)).toBe(expected);
});

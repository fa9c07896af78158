import { describe, expect, test } from 'vitest';
import { diagnose } from '../../src/doctor/diagnose.ts';
import { findingKinds } from '../../src/doctor/kinds.ts';
import type { FindingKind } from '../../src/doctor/model/finding.ts';
import { examineHome, type HomeSetup } from './healthy-home.ts';
import { trapsAround } from './traps-around.ts';
import { trapsInFiles } from './traps-in-files.ts';

/** What one finding is made of. */
export interface Trap extends HomeSetup {
  /** What is said of the first place. */
  readonly finds: RegExp;
  /** Its line. */
  readonly at?: number;
  /** What the same mistake means besides. */
  readonly also?: readonly string[];
}

const traps: Readonly<Record<string, Trap>> = { ...trapsInFiles, ...trapsAround };

test('nothing is found where everything is right', async () => {
  const { surroundings } = await examineHome();
  expect(diagnose(surroundings)).toEqual([]);
});

describe('a trap for each finding', () => {
  test('is there, and for nothing else', () => {
    expect(Object.keys(traps).toSorted()).toEqual(findingKinds.map(({ id }) => id).toSorted());
  });

  test.for(findingKinds.map((kind): [string, FindingKind] => [kind.id, kind]))(
    'is found, and nothing but what it means: %s',
    async ([id]) => {
      const trap = traps[id];
      const { surroundings } = await examineHome(trap);
      const findings = diagnose(surroundings);
      const others = findings.map((finding) => finding.id).filter((other) => other !== id);
      const sighting = findings.find((finding) => finding.id === id)?.sightings[0];
      expect(sighting?.what).toMatch(trap?.finds ?? '');
      expect(sighting?.at?.line).toBe(trap?.at);
      expect(others.toSorted()).toEqual((trap?.also ?? []).toSorted());
    },
  );
});

import type { Matching } from '../../stand-in/faults.ts';
import { adminOf, otherRoles } from '../../support/five-accounts.ts';
import { isFull } from './scene.ts';

/** The calls that the profile `deep` needs, in their order. */
export const steps = {
  GetSessionToken: { action: 'GetSessionToken', where: () => true },
  'the first AssumeRole': roleOfCall(adminOf('prod')),
  'the second AssumeRole': roleOfCall(otherRoles.second),
} satisfies Record<string, Matching & { readonly action: string }>;

export type StepName = keyof typeof steps;

export const stepNames = Object.keys(steps) as readonly StepName[];

function roleOfCall(arn: string) {
  return {
    action: 'AssumeRole',
    where: ({ parameters }: { parameters: Readonly<Record<string, string>> }) =>
      parameters['RoleArn'] === arn,
  };
}

/** Everything at every step; `npm test` tries each thing at one step, and each step with some. */
export function atSteps<T>(things: readonly T[]): readonly (readonly [T, StepName])[] {
  const all = things.flatMap((thing, row) =>
    stepNames.map((step, column) => ({ pair: [thing, step] as const, row, column })),
  );
  const chosen = all.filter(({ row, column }) => isFull || row % stepNames.length === column);
  return chosen.map(({ pair }) => pair);
}

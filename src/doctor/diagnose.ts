import { findingKinds } from './kinds.ts';
import type { Finding } from './model/finding.ts';
import type { Surroundings } from './model/surroundings.ts';

/** What is wrong or surprising, errors first. The same thing in many places is one finding. */
export function diagnose(surroundings: Surroundings): readonly Finding[] {
  const findings = findingKinds.flatMap(({ find, ...kind }): readonly Finding[] => {
    const sightings = find(surroundings);
    return sightings.length === 0 ? [] : [{ ...kind, sightings }];
  });
  const of = (severity: string) => findings.filter((finding) => finding.severity === severity);
  return [...of('error'), ...of('warning')];
}

import { Failure } from '../../ground/failure.ts';
import { describeProfile } from '../../words/profile-name.ts';
import { profileWord } from '../../words/shell-word.ts';
import type { FindingKind, Sighting } from '../model/finding.ts';
import { helperLines } from '../model/helper-line.ts';
import { placeOf, valueOf } from '../model/settings.ts';
import type { ExaminedProfile, Surroundings } from '../model/surroundings.ts';

export const notWiredKind: FindingKind = {
  id: 'not-wired',
  severity: 'warning',
  title: "AWS's tools do not start awsmfa for a profile",
  why: 'The AWS CLI asks for another code for each role, every hour; most SDKs and Terraform cannot ask at all. They do not see a role under names that only awsmfa reads.',
  mend: 'Run `awsmfa setup`, which writes the line.',
  find: findUnwired,
};

/** Profiles that others start from, or that a line of awsmfa asks for, are not meant for AWS's tools themselves. */
function findUnwired(surroundings: Surroundings): readonly Sighting[] {
  const { profiles } = surroundings;
  const used = new Set<string | Failure>([
    ...helperLines(surroundings).flatMap(({ asked = [] }) => asked),
    ...profiles.flatMap((profile) => sourceOf(profile) ?? []),
  ]);
  return profiles.flatMap((profile) => {
    const role = roleOf(profile);
    const hasLine = valueOf(profile, 'credential_process') !== undefined;
    if (role === undefined || hasLine || used.has(profile.name) || !asksItself(profile)) return [];
    return [
      {
        what: `${describeProfile(profile.name)} has a role and no \`credential_process\` line`,
        at: placeOf(role),
        mend: [`run \`awsmfa setup ${profileWord(profile.name)}\``],
      },
    ];
  });
}

function sourceOf(profile: ExaminedProfile): string | undefined {
  return (valueOf(profile, 'awsmfa_source_profile') ?? valueOf(profile, 'source_profile'))?.value;
}

function roleOf(profile: ExaminedProfile) {
  return (
    valueOf(profile, 'awsmfa_role_arn') ??
    valueOf(profile, 'role_arn') ??
    valueOf(profile, 'role_name')
  );
}

/** Its own name counts where a plain role would need a code, or only awsmfa can see the role. */
function asksItself(profile: ExaminedProfile): boolean {
  const { outcome } = profile;
  if (outcome instanceof Failure) return false;
  const isHidden = valueOf(profile, 'role_arn') === undefined;
  const startsAtLine = outcome.chain.profiles
    .slice(1)
    .some((each) => each.plain('credential_process') !== undefined);
  const needsCode = outcome.plan.steps.some(({ mfaSerial }) => mfaSerial !== undefined);
  return isHidden || (needsCode && !startsAtLine);
}

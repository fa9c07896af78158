import { describeOrigin } from '../ground/origin.ts';
import { describeDuration } from '../words/duration.ts';
import { describeProfile } from '../words/profile-name.ts';
import { noteHalfConversions } from './half-conversions.ts';
import type { Resolved } from './model/resolved.ts';
import { isSecurityKey } from './steps/mfa.ts';
import { isCodeForRole } from './steps/strategy.ts';
import { exportedRegion } from './sts/sts-target.ts';

/** What a person reading the plan should know: a setting that was passed over, a duration that was cut. */
export function notesOn(resolved: Resolved): readonly string[] {
  return [
    ...noteHalfConversions(resolved.chain, resolved.platform),
    ...noteRegion(resolved),
    ...noteExportedRegion(resolved),
    ...noteUnusedSerial(resolved),
    ...noteProgramsKey(resolved),
    ...noteCapped(resolved),
    ...noteIdleDurations(resolved),
    ...noteLongerOnce(resolved),
  ];
}

/** Where STS is called in another region than the one that is configured. */
function noteRegion({ region, plan: { sts, steps } }: Resolved): readonly string[] {
  const isUsed = region === undefined || region.value === sts.region;
  if (isUsed || sts.endpoint !== undefined || steps.length === 0) return [];
  return [
    `STS is called in ${sts.region}: "${region.value}" (${describeOrigin(region.origin)}) is not a region of partition ${sts.partition}`,
  ];
}

function noteExportedRegion({ chain, request }: Resolved): readonly string[] {
  const region = exportedRegion(chain, request.env);
  if (region === undefined) return [];
  return [
    `"${region.value}" (${describeOrigin(region.origin)}) counts as unset: an earlier \`awsmfa export\` set it`,
  ];
}

function noteUnusedSerial({ chain: { source }, serial, device }: Resolved): readonly string[] {
  if (serial === undefined || device !== undefined) return [];
  const what = `the MFA device (${describeOrigin(serial.origin)})`;
  if (isSecurityKey(serial.value) && source.kind === 'process')
    return [`${what} is a security key, which cannot be used with access keys`];
  return [
    `${what} is not used: the credentials of ${describeProfile(source.profile)} are temporary`,
  ];
}

/** Whether a program's key is a long-term one is known when it has answered, and not kept: plans run no programs. */
function noteProgramsKey({ plan: { steps }, chain }: Resolved): readonly string[] {
  if (!steps.some(({ onlyForLongTermKey }) => onlyForLongTermKey === true)) return [];
  return [
    `the MFA device is used only if the \`credential_process\` of ${describeProfile(chain.source.profile)} returns a long-term key`,
  ];
}

function noteCapped({ roles, plan: { steps } }: Resolved): readonly string[] {
  const planned = steps.slice(-roles.length);
  return roles.flatMap(({ profile, durationSeconds }, index) => {
    const given = planned[index]?.durationSeconds ?? durationSeconds;
    if (given === durationSeconds) return [];
    const [wanted, cut] = [durationSeconds, given].map(describeDuration);
    return `the role of ${describeProfile(profile)} lasts ${cut}, not ${wanted}: AWS allows no more for roles assumed from a session`;
  });
}

/** A duration from the command line or the environment that applies to nothing. */
function noteIdleDurations({
  request: { overrides },
  plan: { steps },
}: Resolved): readonly string[] {
  const idle = (
    [
      ['duration_seconds', 'AssumeRole', 'no role is assumed'],
      ['session_duration', 'GetSessionToken', 'no MFA session is opened'],
    ] as const
  ).filter(([, call]) => !steps.some(({ kind }) => kind === call));
  return idle.flatMap(([name, , why]) => {
    const duration = overrides.get(name);
    if (duration === undefined) return [];
    return `duration "${duration.value}" (${describeOrigin(duration.origin)}) has no effect: ${why}`;
  });
}

/** `export` may have another plan than a caller that renews: one that uses a code for a longer session. */
function noteLongerOnce({ chain, request: { delivery }, device }: Resolved): readonly string[] {
  const differs = isCodeForRole(chain, 'fixed') && !isCodeForRole(chain, delivery);
  if (device === undefined || !differs) return [];
  return [
    '`awsmfa export` asks for a separate code, so that this session lasts as long as it should',
  ];
}

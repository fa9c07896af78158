import { endOfKeys } from '../../plan/expired-keys.ts';
import type { AssumeRole, Plan, Step } from '../../plan/model/plan.ts';
import type { CodeForecast } from '../../session/codes/code-forecast.ts';
import type { Forecast } from '../../session/forecast.ts';
import { remainingMs } from '../../session/freshness.ts';
import type { StoredSession } from '../../session/ports.ts';
import { lastPart, parseIamArn } from '../../words/arn.ts';
import { describeRemaining } from '../../words/duration.ts';
import type { BaseNode, SessionNode } from './forest.ts';
import type { WorkingProfile } from './overview.ts';

/** What is forecast; for a code, where it would come from. */
export type Prospect = Forecast | CodeForecast['from'];

/** A line of the picture, and the lines that hang below it. */
export interface Item {
  readonly name: string;
  readonly role: string;
  /** How long the session is good for; empty where there is none. */
  readonly left: string;
  /** What a use now would come to; undefined where the line is no profile's. */
  readonly prospect?: Prospect;
  readonly items: readonly Item[];
}

/** What hangs below a base: the profiles that hand it out, then the sessions that are made from it. */
export function itemsOf({ profiles, children }: BaseNode, now: Date): readonly Item[] {
  return [
    ...profiles.map((profile) => profileItem(profile, 'the base itself', now)),
    ...nodeItems(children, now),
  ];
}

function nodeItems(nodes: SessionNode['children'], now: Date): readonly Item[] {
  return [...nodes.values()].flatMap((node) => {
    const { step } = node;
    return step.kind === 'GetSessionToken'
      ? [mfaSessionItem(node, step.mfaSerial, now)]
      : roleItems(node, step, now);
  });
}

/** Not a profile's line: the profiles that hand the session out hang below it with all others. */
function mfaSessionItem(node: SessionNode, mfaSerial: string, now: Date): Item {
  const { session, profiles, children } = node;
  const own = profiles.map((profile) => profileItem(profile, 'the MFA session itself', now));
  return {
    name: `MFA session of ${deviceName(mfaSerial)}`,
    role: '',
    left: describeLeft(session, now),
    items: [...own, ...nodeItems(children, now)],
  };
}

/** A line for each profile that has this very role; what is chained to it hangs below the first. */
function roleItems(node: SessionNode, step: AssumeRole, now: Date): readonly Item[] {
  const role = describeRole(step);
  const items = nodeItems(node.children, now);
  const [first, ...more] = node.profiles.map((profile) => profileItem(profile, role, now));
  // A role on the way of a listed profile, while its own profile was not asked for.
  const passed = { name: step.profile, role, left: describeLeft(node.session, now) };
  return [{ ...(first ?? passed), items }, ...more];
}

function profileItem(
  { plan, cached, outcome, code }: WorkingProfile,
  role: string,
  now: Date,
): Item {
  return {
    name: plan.profile,
    role,
    left: describeLeft(plan.steps.length === 0 ? ownSession(plan) : cached.at(-1), now),
    prospect: outcome === 'prompt' ? code.from : outcome,
    items: [],
  };
}

/** Session keys of another tool, where it has noted when they expire. */
function ownSession({ source }: Plan): Ending | undefined {
  const expiration = endOfKeys(source);
  return expiration && { expiration };
}

type Ending = Pick<StoredSession, 'expiration'>;

function describeLeft(session: Ending | undefined, now: Date): string {
  return session === undefined ? '' : describeRemaining(remainingMs(session, now));
}

/** `jane`, or the serial number of a hardware device. */
function deviceName(mfaSerial: string): string {
  const arn = parseIamArn(mfaSerial);
  return arn === undefined ? mfaSerial : lastPart(arn);
}

function describeRole({ roleArn }: Pick<Step & AssumeRole, 'roleArn'>): string {
  const arn = parseIamArn(roleArn);
  return arn === undefined ? roleArn : `${arn.accountId} ${arn.resource.replace(/^role\//, '')}`;
}

import { Failure } from '../../ground/failure.ts';
import { firstVariable, type Environment } from '../../ground/environment.ts';
import { lastPart, parseIamArn } from '../../words/arn.ts';
import type { Machine } from '../model/request.ts';
import { describeOrigin, failureKind, type Sourced } from '../../ground/origin.ts';

// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html: 2 to 64 of these.
const legal = /^[\w+=,.@-]{2,64}$/;
const illegalCharacter = /[^\w+=,.@-]/g;

/**
 * The role's own setting, else `AWS_ROLE_SESSION_NAME`. A name somebody chose is used as it is or refused, and never
 * changed behind their back.
 *
 * @throws Failure of kind `configuration`, or `usage` for an option, for a name that AWS does not accept.
 */
export function chosenRoleSessionName(
  setting: Sourced | undefined,
  env: Environment,
): Sourced | undefined {
  const name = setting ?? firstVariable(env, ['AWS_ROLE_SESSION_NAME']);
  if (name === undefined || legal.test(name.value)) return name;
  throw new Failure(
    failureKind(name.origin),
    `role session name "${name.value}" (${describeOrigin(name.origin)}) is not valid: AWS allows 2 to 64 characters`,
    ['use letters, digits and any of `_ + = , . @ -`'],
  );
}

/**
 * The name CloudTrail shows when nobody chose one: stable, and saying who it was. The last part of the MFA
 * serial's ARN is as a rule the IAM user's name; a hardware serial says nothing, so it is the local user's then.
 */
export function defaultRoleSessionName(
  mfaSerial: string | undefined,
  { userName }: Machine,
): string {
  const device = mfaSerial === undefined ? undefined : parseIamArn(mfaSerial);
  const who = device === undefined ? userName() : lastPart(device);
  return madeLegal(who ?? 'awsmfa');
}

function madeLegal(name: string): string {
  const clean = name.replace(illegalCharacter, '-').slice(0, 64);
  return clean.length < 2 ? `awsmfa-${clean}` : clean;
}

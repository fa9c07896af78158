import { isSession, type Credentials } from '../../ground/credentials.ts';
import type { Environment } from '../../ground/environment.ts';
import { profileVariables } from '../../plan/model/request.ts';
import { formatExpiration } from './process-json.ts';
import { isNamed } from '../../words/profile-name.ts';

/** What there is to export. */
export interface ExportInput {
  readonly credentials: Credentials;
  readonly profile: string;
  /** Undefined where none is configured. */
  readonly region?: string;
  /** The variables of the shell that started awsmfa. */
  readonly before: Environment;
}

export interface Variable {
  readonly name: string;
  readonly value: string;
}

/** What becomes of an environment. No name is in both lists. */
export interface EnvironmentChange {
  readonly set: readonly Variable[];
  readonly unset: readonly string[];
}

/**
 * Every variable `export` may set, and `AWS_SECURITY_TOKEN`, an old name of the session token that botocore still
 * prefers to the new one.
 */
export const exportedNames = [
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_SECURITY_TOKEN',
  'AWS_CREDENTIAL_EXPIRATION',
  'AWS_REGION',
  'AWS_DEFAULT_REGION',
  'AWSMFA_EXPORTED_REGION',
  'AWSMFA_PROFILE',
] as const;

/** The variables that hand the credentials to a tool, and those that must go so that nothing old is mixed in. */
export function environmentChange(input: ExportInput): EnvironmentChange {
  const set = [...keyVariables(input.credentials), ...regionVariables(input)];
  if (isNamed(input.profile)) set.push({ name: 'AWSMFA_PROFILE', value: input.profile });
  // The JS SDK reads those of the profile before the key variables, all others after them.
  const stale = [...profileVariables, ...staleNames, ...exportedRegions(input.before)];
  return { set, unset: stale.filter((name) => !set.some((variable) => variable.name === name)) };
}

/** Variables that belong to one session, and are wrong next to the keys of another. */
const staleNames = [
  'AWS_SESSION_TOKEN',
  'AWS_SECURITY_TOKEN',
  'AWS_CREDENTIAL_EXPIRATION',
  'AWSMFA_PROFILE',
];

function keyVariables(credentials: Credentials): Variable[] {
  const variables = [
    { name: 'AWS_ACCESS_KEY_ID', value: credentials.accessKeyId },
    { name: 'AWS_SECRET_ACCESS_KEY', value: credentials.secretAccessKey.reveal() },
  ];
  return isSession(credentials)
    ? [...variables, ...sessionVariables(credentials.sessionToken.reveal(), credentials.expiration)]
    : variables;
}

function sessionVariables(sessionToken: string, expiration: Date | undefined): Variable[] {
  const token = { name: 'AWS_SESSION_TOKEN', value: sessionToken };
  return expiration
    ? [token, { name: 'AWS_CREDENTIAL_EXPIRATION', value: formatExpiration(expiration) }]
    : [token];
}

/**
 * Sets both: botocore reads only AWS_DEFAULT_REGION, the JS SDK only AWS_REGION. If the region is not the caller's own,
 * AWSMFA_EXPORTED_REGION notes that.
 */
function regionVariables({ region, before }: ExportInput): Variable[] {
  if (!region) return [];
  const isOwn = regionNames.some((name) => before[name] === region && !isExported(name, before));
  const names = isOwn ? regionNames : [...regionNames, 'AWSMFA_EXPORTED_REGION'];
  return names.map((name) => ({ name, value: region }));
}

const regionNames = ['AWS_REGION', 'AWS_DEFAULT_REGION'] as const;

/** What an earlier export set for its region, which may be another one than that of this export. */
function exportedRegions(before: Environment): string[] {
  return [...regionNames.filter((name) => isExported(name, before)), 'AWSMFA_EXPORTED_REGION'];
}

function isExported(name: (typeof regionNames)[number], before: Environment): boolean {
  return Boolean(before[name]) && before[name] === before['AWSMFA_EXPORTED_REGION'];
}

/**
 * Of the names to unset those that may be empty instead, for formats that can't unset: to every SDK an empty
 * session token is none, but the AWS CLI fails on an empty AWS_PROFILE ("The config profile () could not be found").
 */
export function emptiedNames(change: EnvironmentChange): string[] {
  return change.unset.filter((name) => staleNames.includes(name));
}

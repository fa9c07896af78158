/** AWS says no. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** AWS's own words, down to the double and the trailing space. */
export const refusals = {
  missingAction: () => new Refusal(400, 'MissingAction', 'Missing Action'),
  invalidAction: (action: string, version: string) =>
    new Refusal(400, 'InvalidAction', `Could not find operation ${action} for version ${version}`),

  /** Not AWS's: the stand-in itself broke. The test that meets it should show why. */
  bug: (error: unknown) =>
    new Refusal(500, 'InternalFailure', `the stand-in broke: ${String(error)}`),

  missingAuthentication: () =>
    new Refusal(403, 'MissingAuthenticationToken', 'Request is missing Authentication Token'),
  incompleteSignature: (what: string) => new Refusal(400, 'IncompleteSignature', what),
  invalidClientToken: () =>
    new Refusal(
      403,
      'InvalidClientTokenId',
      'The security token included in the request is invalid.',
    ),
  expiredToken: () =>
    new Refusal(403, 'ExpiredToken', 'The security token included in the request is expired'),
  wrongSignature: () =>
    new Refusal(
      403,
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided. ' +
        'Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    ),
  badlySigned: (what: string) => new Refusal(403, 'SignatureDoesNotMatch', what),
  regionDisabled: (account: string) =>
    new Refusal(
      403,
      'RegionDisabledException',
      `STS is not activated in this region for account:${account}. ` +
        'Your account administrator can activate STS in this region using the IAM Console.',
    ),

  invalid: (what: string) => new Refusal(400, 'ValidationError', what),
  malformedPolicy: () =>
    new Refusal(400, 'MalformedPolicyDocument', 'This policy contains invalid Json'),

  wrongCode: () =>
    new Refusal(
      403,
      'AccessDenied',
      'MultiFactorAuthentication failed with invalid MFA one time pass code. ',
    ),
  unknownDevice: () =>
    new Refusal(
      403,
      'AccessDenied',
      'MultiFactorAuthentication failed, unable to validate MFA code.  ' +
        'Please verify your MFA serial number is valid and associated with this user.',
    ),
  halfMfa: () =>
    new Refusal(
      403,
      'AccessDenied',
      'MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.',
    ),
  temporaryBase: () =>
    new Refusal(403, 'AccessDenied', 'Cannot call GetSessionToken with session credentials'),
  notAuthorized: (caller: string, action: string, resource: string, reason: string) =>
    new Refusal(
      403,
      'AccessDenied',
      `User: ${caller} is not authorized to perform: ${action} on resource: ${resource} ${reason}`,
    ),
  webIdentityNotAuthorized: () =>
    new Refusal(403, 'AccessDenied', 'Not authorized to perform sts:AssumeRoleWithWebIdentity'),
  invalidIdentityToken: () =>
    new Refusal(
      400,
      'InvalidIdentityToken',
      'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)',
    ),

  longerThanRoleAllows: () =>
    new Refusal(
      400,
      'ValidationError',
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    ),
  longerThanChainAllows: () =>
    new Refusal(
      400,
      'ValidationError',
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    ),

  noSuchUser: (userName: string) =>
    new Refusal(404, 'NoSuchEntity', `The user with name ${userName} cannot be found.`),
  noSuchKey: (accessKeyId: string) =>
    new Refusal(404, 'NoSuchEntity', `The Access Key with id ${accessKeyId} cannot be found.`),
  tooManyKeys: (quota: number) =>
    new Refusal(409, 'LimitExceeded', `Cannot exceed quota for AccessKeysPerUser: ${quota}`),
  userNameNeeded: () =>
    new Refusal(
      400,
      'ValidationError',
      'Must specify userName when calling with non-User credentials',
    ),
} as const;

/**
 * The part of AWS that a test or a demo needs, given as data. Nothing exists that is not in it: no other key
 * signs, no other role can be assumed, no other device has a code.
 */
export interface World {
  readonly accounts: readonly Account[];
  readonly users: readonly User[];
  readonly roles?: readonly Role[];
  readonly webIdentities?: readonly WebIdentity[];
}

export interface Account {
  /** Twelve digits. */
  readonly id: string;
  /** Default `aws`. Keys work only in the regions of their own partition. */
  readonly partition?: string;
  /** Regions in which this account has not activated STS. */
  readonly disabledRegions?: readonly string[];
}

export interface User {
  readonly account: string;
  readonly userName: string;
  /** Default `/`; begins and ends with a slash. */
  readonly path?: string;
  readonly accessKeys: readonly LongTermKey[];
  readonly mfaDevices?: readonly MfaDevice[];
  /** May the user call `iam:ListMFADevices`? Default `denied`, which is what most users meet. */
  readonly listMfaDevices?: Permission;
  /** May the user call `iam:ListAccessKeys`? Default `denied`. */
  readonly listAccessKeys?: Permission;
  /** Which calls about access keys the user may make for itself, `CreateAccessKey` for one. Default: none. */
  readonly accessKeyActions?: {
    readonly allowed: readonly string[];
    /** For all of them, or for those that are named. */
    readonly mfa?: 'required' | readonly string[];
  };
  /**
   * `unless-mfa`: AWS's sample policy that denies everything without MFA. It leaves GetSessionToken, ListMFADevices
   * and GetUser usable, and takes AssumeRole away even where the code comes with that very call.
   */
  readonly deny?: 'unless-mfa';
}

/** `own-user-name-only`: a policy limited to `user/${aws:username}`, which a request has to name. */
export type Permission = 'allowed' | 'own-user-name-only' | 'denied';

export interface LongTermKey {
  /** `AKIA…` */
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Default `active`. */
  readonly state?: 'active' | 'inactive';
  /** Default: years ago. */
  readonly createdAt?: Date;
}

/**
 * A device that shows codes (`arn:…:mfa/[path/]NAME`, or the bare serial of a hardware token), or a security key
 * (`arn:…:u2f/…`), which IAM lists and STS refuses.
 */
export type MfaDevice = CodeDevice | SecurityKey;

export interface CodeDevice {
  readonly kind?: 'totp';
  readonly serial: string;
  /** The seed in base32, as AWS shows it under "show secret key". */
  readonly secret: string;
}

export interface SecurityKey {
  readonly kind: 'u2f';
  readonly serial: string;
}

export interface Role {
  /** With its path, in any partition. */
  readonly arn: string;
  /** In seconds; default 3,600. */
  readonly maxSessionDuration?: number;
  readonly trust: Trust;
}

/** Who may assume a role. All conditions must hold. */
export interface Trust {
  /** Account roots (`arn:aws:iam::111111111111:root`, or the bare id), or exact ARNs of users and roles. */
  readonly principals: readonly string[];
  readonly externalId?: string;
  /** `aws:MultiFactorAuthPresent`. */
  readonly mfa?: 'required';
  /** `aws:MultiFactorAuthAge`, in seconds. Implies MFA. */
  readonly mfaMaxAgeSeconds?: number;
}

/** A token of an OpenID Connect provider, and the role it opens. */
export interface WebIdentity {
  readonly token: string;
  readonly roleArn: string;
  readonly subject: string;
  readonly audience: string;
  readonly provider: string;
}

import type { Origins } from '../../ground/origin.ts';

/** Names one session in the cache: a hash over the base identity and every input up to that session. */
export type SessionKey = string & { readonly __sessionKey: never };

/** Where the first credentials of the chain come from. Holds no secret. */
export type KeySource = (
  | {
      readonly kind: 'static';
      readonly profile: string;
      readonly accessKeyId: string;
      readonly temporary: boolean;
      /** When session keys expire, where another tool has noted it beside them. */
      readonly expiration?: Date;
      readonly accountId?: string;
    }
  | {
      readonly kind: 'environment';
      readonly accessKeyId: string;
      readonly temporary: boolean;
      readonly accountId?: string;
    }
  | {
      /** A long-term key whose secret is in the keychain. */
      readonly kind: 'keychain';
      readonly profile: string;
      readonly accessKeyId: string;
      readonly temporary: false;
      readonly accountId?: string;
    }
  | {
      readonly kind: 'process';
      readonly profile: string;
      readonly command: string;
      /** Only if the line would mean another program or file in another directory. */
      readonly workingDirectory?: string;
      readonly accountId?: string;
    }
  | {
      readonly kind: 'ec2';
      /** A custom endpoint of the metadata service. */
      readonly endpoint?: string;
    }
  | {
      readonly kind: 'container';
      /** The server that has them, `http://127.0.0.1:9911`; undefined where the environment names none. */
      readonly endpoint?: string;
      /** A hash of the whole address and of who the token is for: two tasks' credentials are not the same. */
      readonly identity: string;
    }
  | {
      readonly kind: 'web-identity';
      readonly roleArn: string;
      readonly tokenFile: string;
      /** A hash of who the token in the file is for. */
      readonly identity: string;
      readonly roleSessionName: string;
    }
  | {
      readonly kind: 'sso';
      readonly session?: string;
      readonly startUrl: string;
      readonly region: string;
      readonly accountId: string;
      readonly roleName: string;
      /** A custom endpoint of the portal. */
      readonly endpoint?: string;
    }
  | {
      readonly kind: 'login';
      readonly session: string;
      /** A custom endpoint of AWS's sign-in, where the login is renewed. */
      readonly endpoint?: string;
    }
) & {
  /** The profile that holds it; undefined where the chain starts at the environment without one. */
  readonly profile?: string;
  readonly origins: Origins;
};

/** How every call of the plan reaches STS. */
export interface StsTarget {
  readonly partition: string;
  readonly region: string;
  /** A custom endpoint; part of every session key. */
  readonly endpoint?: string;
  /** A custom endpoint of IAM, which is asked only to name MFA devices in a hint. */
  readonly iamEndpoint?: string;
  readonly fips: boolean;
  readonly dualStack: boolean;
  /** The global endpoint `sts.amazonaws.com` instead of a regional one (`sts_regional_endpoints = legacy`). */
  readonly globalEndpoint: boolean;
  /** Of what is not as by default. */
  readonly origins: Origins;
}

interface StepContext {
  /** The profile that asked for this step, for messages. */
  readonly profile: string;
  readonly origins: Origins;
  /**
   * Set on the step with the MFA serial where the base is another program's `credential_process`. If its key turns out
   * to be temporary, GetSessionToken is skipped, and an AssumeRole is called without a code.
   */
  readonly onlyForLongTermKey?: true;
  readonly key: SessionKey;
}

export interface GetSessionToken extends StepContext {
  readonly kind: 'GetSessionToken';
  readonly mfaSerial: string;
  /** Set if its session is encrypted with a key from the keychain. */
  readonly store?: 'keychain';
  /** 900 to 129,600. */
  readonly durationSeconds: number;
}

export interface AssumeRole extends StepContext {
  readonly kind: 'AssumeRole';
  readonly roleArn: string;
  readonly roleSessionName: string;
  /** 900 to 43,200. */
  readonly durationSeconds: number;
  readonly externalId?: string;
  readonly sourceIdentity?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly transitiveTagKeys?: readonly string[];
  /** A session policy, as JSON text. */
  readonly policy?: string;
  readonly policyArns?: readonly string[];
  /** Set where the code goes with this call (`direct`), not with a GetSessionToken before it. */
  readonly mfaSerial?: string;
}

export type Step = GetSessionToken | AssumeRole;

/** A step that has no key yet: see `keyed` in plan/session-key.ts. */
export type UnkeyedStep = Unkeyed<GetSessionToken> | Unkeyed<AssumeRole>;
export type UnkeyedRole = Extract<UnkeyedStep, { kind: 'AssumeRole' }>;
type Unkeyed<T> = T extends unknown ? Omit<T, 'key'> : never;

/**
 * The ways to ask for a code, by their names in `--prompt`, `AWSMFA_PROMPT` and `awsmfa_prompt`. `none` ends the list.
 */
export const promptNames = ['tty', 'dialog', 'pinentry', 'askpass', 'ykman', 'none'] as const;

export type PromptName = (typeof promptNames)[number];

export const defaultPrompt: readonly PromptName[] = ['tty', 'dialog'];

/** Where a code comes from if none was given. Not part of a session's key: it does not lead to other credentials. */
export interface CodePlan {
  /** The `mfa_process` line. Where there is one, nobody is asked. */
  readonly mfaProcess?: string;
  /** Asked in this order, until one can. */
  readonly prompt: readonly PromptName[];
  /** Of what is set. */
  readonly origins: Origins;
}

/**
 * What will be done to get credentials for a profile: data, with no secret, no client and no function in it.
 *
 * `explain` prints it, `clear` removes its sessions from the cache, `execute` carries it out.
 */
export interface Plan {
  readonly profile: string;
  /** The region to hand on to the user's tools; undefined where none is configured. */
  readonly region?: string;
  /** Of the region. */
  readonly origins: Origins;
  readonly source: KeySource;
  readonly sts: StsTarget;
  readonly codes: CodePlan;
  readonly steps: readonly Step[];
}

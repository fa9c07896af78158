import { randomBytes } from 'node:crypto';
import type { Clock } from './clock.ts';
import type { Identity } from './identity.ts';
import { encodeBase32 } from './totp.ts';

/** Temporary credentials, and whom they make their holder. */
export interface Session {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
  readonly identity: Identity;
  /** Whether temporary credentials asked for it. */
  readonly isChained: boolean;
  /** When a code was given for it. Only GetSessionToken sessions have this: role sessions carry no MFA. */
  readonly mfaAuthenticatedAt?: Date;
}

/** What there is to remember of how it came about. */
export interface SessionOrigin {
  readonly mfaAuthenticatedAt?: Date | undefined;
  readonly isChained?: boolean;
}

/** Every session that was ever issued. */
export class Sessions {
  readonly #clock: Clock;
  readonly #byKey = new Map<string, Session>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  issue(identity: Identity, durationSeconds: number, more: SessionOrigin = {}): Session {
    const { mfaAuthenticatedAt, isChained = false } = more;
    const session: Session = {
      accessKeyId: `ASIA${encodeBase32(randomBytes(10))}`,
      secretAccessKey: randomBytes(30).toString('base64'),
      sessionToken: sessionToken(),
      expiration: wholeSeconds(this.#clock.world(), durationSeconds),
      identity,
      isChained,
      ...(mfaAuthenticatedAt !== undefined && { mfaAuthenticatedAt }),
    };
    this.#byKey.set(session.accessKeyId, session);
    return session;
  }

  find(accessKeyId: string): Session | undefined {
    return this.#byKey.get(accessKeyId);
  }

  isExpired(session: Session): boolean {
    return this.#clock.world() >= session.expiration;
  }

  /** The secret keys and tokens of the sessions that a code was given for. */
  mfaSecrets(): string[] {
    const opened = [...this.#byKey.values()].filter(
      (each) => each.mfaAuthenticatedAt !== undefined,
    );
    return opened.flatMap((each) => [each.secretAccessKey, each.sessionToken]);
  }

  /** All secret keys and session tokens handed out so far: none of them may turn up where it does not belong. */
  secrets(): string[] {
    return [...this.#byKey.values()].flatMap((each) => [each.secretAccessKey, each.sessionToken]);
  }
}

/** As long as real ones are, with `+`, `/` and `=` in it, so that bad quoting shows. */
function sessionToken(): string {
  return `IQoJb3JpZ2luX2Vj+/${randomBytes(400).toString('base64')}`;
}

/** AWS tells expirations in whole seconds. */
function wholeSeconds(from: Date, later: number): Date {
  return new Date(Math.floor(from.getTime() / 1000 + later) * 1000);
}

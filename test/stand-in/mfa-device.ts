import { decodeBase32, stepSeconds, totp } from './totp.ts';

/**
 * An MFA device that shows codes, together with what AWS remembers of it: which codes were sent already.
 *
 * A code works once. So that tests need not wait for the next half minute, the device has a time of its own, which
 * `next()` moves on by one step, and AWS follows it (RFC 6238, §6, calls that resynchronization). Nothing else moves:
 * sessions still end when they say they do.
 */
export class VirtualMfaDevice {
  readonly serial: string;
  readonly secret: string;
  readonly #seed: Buffer;
  readonly #now: () => Date;
  readonly #spent = new Set<string>();
  #stepsAhead = 0;

  constructor(of: { serial: string; secret: string }, now: () => Date = () => new Date()) {
    this.serial = of.serial;
    this.secret = of.secret;
    this.#seed = decodeBase32(of.secret);
    this.#now = now;
  }

  /** What an authenticator with this seed shows at that time, used or not. */
  code(at: Date): string {
    return totp(this.#seed, at);
  }

  /**
   * A code that was never sent and is good for at least 30 s. Send it before taking two more: like a real one, it
   * grows old.
   */
  next(): string {
    do this.#stepsAhead += 1;
    while (this.#spent.has(this.#codeAt(0)));
    return this.#codeAt(0);
  }

  /** Six digits that this device has not shown in the last five minutes, nor will in the next five. */
  wrongCode(): string {
    const avoid = new Set([...this.#spent, ...this.#codesWithin(10)]);
    let candidate = 0;
    while (avoid.has(sixDigits(candidate))) candidate += 1;
    return sixDigits(candidate);
  }

  /** Is it the code of this step, the one before or the one after? Right or wrong, it is never accepted again. */
  spend(code: string): boolean {
    const fresh = !this.#spent.has(code);
    this.#spent.add(code);
    return fresh && this.#codesWithin(1).includes(code);
  }

  #codesWithin(steps: number): string[] {
    return Array.from({ length: 2 * steps + 1 }, (_, index) => this.#codeAt(index - steps));
  }

  #codeAt(offset: number): string {
    const seconds = (this.#stepsAhead + offset) * stepSeconds;
    return this.code(new Date(this.#now().getTime() + seconds * 1000));
  }
}

function sixDigits(value: number): string {
  return String(value).padStart(6, '0');
}

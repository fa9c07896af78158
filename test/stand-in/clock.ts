/**
 * The time at AWS, told twice, because tests must be able to let a session expire without breaking the signatures
 * of clients, who only know this machine's clock.
 *
 * - `wire()` is what requests are measured against: the signature's age and the `Date` header. It is this machine's
 *   time plus `skewSeconds`.
 * - `world()` is what happens in AWS: sessions end by it, MFA ages by it, devices show codes by it. It is `wire()`
 *   plus everything that was advanced. Until then an `Expiration` is right in real time.
 */
export class Clock {
  /** How far AWS is ahead of this machine; negative where this machine is ahead. Past ±900, signatures are refused. */
  skewSeconds = 0;
  #advancedSeconds = 0;

  wire(): Date {
    return new Date(Date.now() + this.skewSeconds * 1000);
  }

  world(): Date {
    return new Date(this.wire().getTime() + this.#advancedSeconds * 1000);
  }

  /** Lets time pass for sessions and devices, not for signatures. */
  advance(seconds: number): void {
    this.#advancedSeconds += seconds;
  }

  /** Back to this machine's time. */
  reset(): void {
    this.skewSeconds = 0;
    this.#advancedSeconds = 0;
  }
}

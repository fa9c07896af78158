import { randomBytes } from 'node:crypto';
import type { UserIdentity } from './identity.ts';
import { refusals } from './refusal.ts';
import { encodeBase32 } from './totp.ts';
import type { LongTermKey } from './world.ts';

export interface KeyHolder {
  readonly key: LongTermKey;
  readonly identity: UserIdentity;
  readonly createdAt: Date;
  /** When it signed a call the last time. */
  usedAt: Date | undefined;
}

/** How long AWS takes to know everywhere what it knows somewhere. */
export interface Consistency {
  /** What becomes of the first calls that a new key signs: `r` is rejected, `a` is accepted. */
  readonly newKey: string;
  /** How many listings do not show a new key yet. */
  readonly listings: number;
}

const atOnce: Consistency = { newKey: '', listings: 0 };

/** The most that a user may have. */
const quota = 2;

/** Every long-term key there is now. */
export class AccessKeys {
  readonly #holders = new Map<string, KeyHolder>();
  readonly #pending = new Map<string, { calls: string; listings: number }>();
  readonly #created: string[] = [];
  consistency: Consistency = atOnce;

  add(key: LongTermKey, identity: UserIdentity, createdAt: Date): void {
    this.#holders.set(key.accessKeyId, { key, identity, createdAt, usedAt: undefined });
  }

  /** The holder of a key as the server that a call comes to knows it. */
  signer(accessKeyId: string, now: Date): KeyHolder | undefined {
    const pending = this.#pending.get(accessKeyId);
    const next = pending?.calls[0];
    if (pending !== undefined) pending.calls = pending.calls.slice(1);
    const holder = next === 'r' ? undefined : this.#holders.get(accessKeyId);
    if (holder !== undefined) holder.usedAt = now;
    return holder;
  }

  all(): readonly KeyHolder[] {
    return [...this.#holders.values()];
  }

  find(accessKeyId: string): KeyHolder | undefined {
    return this.#holders.get(accessKeyId);
  }

  of({ arn }: UserIdentity): readonly KeyHolder[] {
    return [...this.#holders.values()].filter(({ identity }) => identity.arn === arn);
  }

  /** As a listing shows them, which may lag behind. */
  listed(identity: UserIdentity): readonly KeyHolder[] {
    return this.of(identity).filter(({ key }) => {
      const pending = this.#pending.get(key.accessKeyId);
      return pending === undefined || pending.listings-- <= 0;
    });
  }

  /** Time passes: AWS knows everything everywhere. */
  settle(): void {
    this.#pending.clear();
  }

  create(identity: UserIdentity, createdAt: Date): KeyHolder {
    if (this.of(identity).length >= quota) throw refusals.tooManyKeys(quota);
    const key: LongTermKey = {
      accessKeyId: `AKIA${encodeBase32(randomBytes(10))}`,
      secretAccessKey: randomBytes(30).toString('base64'),
    };
    this.add(key, identity, createdAt);
    this.#created.push(key.secretAccessKey);
    const { newKey: calls, listings } = this.consistency;
    this.#pending.set(key.accessKeyId, { calls, listings });
    return { key, identity, createdAt, usedAt: undefined };
  }

  setState(holder: KeyHolder, state: 'active' | 'inactive'): void {
    this.#holders.set(holder.key.accessKeyId, { ...holder, key: { ...holder.key, state } });
  }

  delete({ key }: KeyHolder): void {
    this.#holders.delete(key.accessKeyId);
  }

  /** The secrets of all keys that were ever created here. */
  get createdSecrets(): readonly string[] {
    return this.#created;
  }
}

import type { Call } from './call.ts';
import { matches, type Matching } from './faults.ts';

export interface HoldOptions extends Omit<Matching, 'action'> {
  /** `before` (the default): nothing has happened yet. `after`: AWS has done it, and keeps the answer back. */
  readonly when?: 'before' | 'after';
}

/** A door that is shut until it is released. */
export interface Held {
  /** Resolves when the first request is held. */
  readonly arrived: Promise<Call>;
  /** Lets everybody through, those who wait and those who come later. */
  release(): void;
}

interface Door {
  readonly matching: Matching;
  readonly when: 'before' | 'after';
  readonly arrive: (call: Call) => void;
  readonly released: Promise<void>;
  readonly release: () => void;
}

export class Holds {
  readonly #doors = new Set<Door>();

  /** @param action undefined: every one */
  add(action: string | undefined, { when = 'before', where }: HoldOptions): Held {
    const [arrived, arrive] = promiseOf<Call>();
    const [released, open] = promiseOf<undefined>();
    const release = () => {
      this.#doors.delete(door);
      open(undefined);
    };
    const matching = { ...(action && { action }), ...(where !== undefined && { where }) };
    const door: Door = { matching, when, arrive, released, release };
    this.#doors.add(door);
    return { arrived, release };
  }

  /** Resolves when no door is in the call's way. */
  async pass(when: 'before' | 'after', call: Call): Promise<void> {
    for (const door of [...this.#doors]) {
      if (door.when !== when || !matches(door.matching, call)) continue;
      door.arrive(call);
      await door.released;
    }
  }

  releaseAll(): void {
    for (const door of this.#doors) door.release();
  }
}

function promiseOf<T>(): [Promise<T>, (value: T) => void] {
  const settle: ((value: T) => void)[] = [];
  const promise = new Promise<T>((resolve) => settle.push(resolve));
  return [promise, (value) => settle.forEach((resolve) => resolve(value))];
}

import type { Socket } from 'node:net';
import {
  type Holder,
  longestConversation,
  parseGreeting,
  parseOutcome,
  PassedOnFailure,
} from './lock-messages.ts';

/** A holder that has not greeted by then is suspended; the user is told of the wait all the same. */
const greetingMs = 1000;

/** What a holder says: who it is, then how it ended; or nothing, or anything, if it is not what it should be. */
export class Conversation {
  readonly #onWaiting: (holder: Holder) => void;
  readonly #startMs = performance.now();
  #holder: Holder;
  #announced = false;

  /** @param onWaiting is called once, when it is known who is waited for, or that it does not say. */
  constructor(holder: Holder, onWaiting: (holder: Holder) => void) {
    this.#holder = holder;
    this.#onWaiting = onWaiting;
  }

  /** The holder as it is known now. */
  holder(): Holder {
    const { heldSeconds } = this.#holder;
    if (heldSeconds === undefined) return this.#holder;
    const waitedSeconds = Math.round((performance.now() - this.#startMs) / 1000);
    return { ...this.#holder, heldSeconds: heldSeconds + waitedSeconds };
  }

  /** Resolves when the holder lets go or dies; throws the failure that it shares. */
  async end(socket: Socket): Promise<void> {
    const lines = readLines(socket);
    const silence = setTimeout(() => this.#missGreeting(), greetingMs);
    const greeting = await lines.next();
    clearTimeout(silence);
    if (greeting.done === true) return;
    const told = parseGreeting(greeting.value);
    this.#holder = { ...told, pid: told?.pid ?? this.#holder.pid };
    this.#announce();
    const outcome = await lines.next();
    const failure = outcome.done === true ? undefined : parseOutcome(outcome.value);
    if (failure !== undefined) throw new PassedOnFailure(failure, this.#holder);
  }

  #missGreeting(): void {
    this.#holder = { ...this.#holder, silent: true };
    this.#announce();
  }

  #announce(): void {
    if (!this.#announced) this.#onWaiting(this.#holder);
    this.#announced = true;
  }
}

/** The whole lines that come, up to a limit: of one who says more, only the end is awaited. */
async function* readLines(socket: Socket): AsyncGenerator<string, undefined> {
  let rest = '';
  let budget = longestConversation;
  for await (const chunk of chunksOf(socket)) {
    budget -= chunk.length;
    if (budget < 0) continue;
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  return undefined;
}

/** A holder that is killed may reset the connection: an end like any other. */
async function* chunksOf(socket: Socket): AsyncGenerator<string, undefined> {
  socket.setEncoding('utf8');
  try {
    for await (const chunk of socket) yield String(chunk);
  } catch {
    return undefined;
  }
  return undefined;
}

import type { Readable } from 'node:stream';
import type { Holder } from './holder.ts';
import {
  longestConversation,
  type OwnAttempt,
  parseGreeting,
  parseOutcome,
  PassedOnFailure,
} from './lock-messages.ts';

export interface Hearing extends OwnAttempt {
  /** Called once for each wait, when it is known who is waited for, or that it does not say. */
  readonly onWaiting: (holder: Holder) => void;
}

/** A holder that has not greeted by then is suspended; the user hears of the wait all the same. */
const greetingMs = 1000;

/**
 * Listens to a holder, which says who it is, then how it ended; one that is not ours may say nothing, or anything.
 * Resolves when it releases the lock or dies; throws the failure that it shares.
 */
export async function hearOut(
  socket: Readable,
  { onWaiting, ...attempt }: Hearing,
  meet: (said: Holder) => Holder,
): Promise<void> {
  const lines = readLines(socket);
  let announced = false;
  const announce = (holder: Holder) => {
    if (!announced) onWaiting(holder);
    announced = true;
  };
  const silence = setTimeout(() => announce(meet({ pid: undefined, silent: true })), greetingMs);
  const greeting = await lines.next();
  clearTimeout(silence);
  if (greeting.done === true) return;
  const holder = meet(parseGreeting(greeting.value) ?? { pid: undefined });
  announce(holder);
  const outcome = await lines.next();
  const failure = outcome.done === true ? undefined : await parseOutcome(outcome.value, attempt);
  if (failure !== undefined) throw new PassedOnFailure(failure, holder);
}

/** The whole lines that come, up to a limit: after more, only the end is awaited. */
async function* readLines(socket: Readable): AsyncGenerator<string, undefined> {
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

/** A holder that is killed may reset the connection. */
async function* chunksOf(socket: Readable): AsyncGenerator<string, undefined> {
  socket.setEncoding('utf8');
  try {
    for await (const chunk of socket) yield String(chunk);
  } catch {
    // An end like any other.
  }
  return undefined;
}

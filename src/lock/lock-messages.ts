import { randomBytes } from 'node:crypto';
import { Failure, type FailureKind } from '../ground/failure.ts';
import { parseJsonObject } from '../words/json-object.ts';
import { describeHolder, type Holder } from './holder.ts';

/** No holder says more than this to a waiter, in characters; of more, nothing is read. */
export const longestConversation = 8192;

const longest = { name: 200, message: 1500, hint: 400, hints: 4 };

/**
 * The failures that trying again would only repeat: for those who have no code either, somebody cancelled the prompt;
 * for those whose attempt would be the same, AWS said no or cannot be reached. With any other, the next process may
 * fare better: it may have the terminal, or the configuration, that this one lacks.
 */
const sharedKinds: readonly FailureKind[] = ['cancelled', 'refused', 'network'];

/**
 * Signs a random text as only a process can whose attempt would be the same: the same secret, sent the same way.
 * Undefined where that cannot be known.
 */
export type AttemptSigner = (text: string) => Promise<string | undefined>;

/** A failure that came from the holder. Those who wait for us hear what happened, not through whom we heard it. */
export class PassedOnFailure extends Failure {
  readonly original: string;

  constructor(shared: Failure, holder: Holder) {
    super(
      shared.kind,
      `${describeHolder(holder)} also tried for this process: ${shared.message}`,
      shared.hints,
    );
    this.original = shared.message;
  }
}

export function renderGreeting(holder: Holder, heldSeconds: number): string {
  return renderLine({
    pid: holder.pid,
    program: holder.program?.slice(0, longest.name),
    profile: holder.profile?.slice(0, longest.name),
    terminal: holder.terminal?.slice(0, longest.name),
    heldSeconds,
  });
}

/** Undefined for anything that is no greeting of awsmfa's. */
export function parseGreeting(line: string): Holder | undefined {
  const fields = parseJsonObject(line);
  if (fields === undefined) return undefined;
  return {
    pid: wholeNumber(fields['pid']),
    program: text(fields['program'], longest.name),
    profile: text(fields['profile'], longest.name),
    terminal: text(fields['terminal'], longest.name),
    heldSeconds: wholeNumber(fields['heldSeconds']),
  };
}

/** How it ended, for those who wait. It contains the failure only if they may meet the same one. */
export async function renderOutcome(
  failure: Failure | undefined,
  sign: AttemptSigner,
): Promise<string> {
  if (failure === undefined || !sharedKinds.includes(failure.kind)) return renderLine({});
  const message = failure instanceof PassedOnFailure ? failure.original : failure.message;
  const salt = randomBytes(16).toString('base64url');
  return renderLine({
    kind: failure.kind,
    message: message.slice(0, longest.message),
    hints: failure.hints.slice(0, longest.hints).map((hint) => hint.slice(0, longest.hint)),
    ...(failure.kind !== 'cancelled' && { salt, signature: await sign(salt) }),
  });
}

/** What a process that waits says of its own attempt. */
export interface OwnAttempt {
  readonly sign: AttemptSigner;
  /** Whether it was started with a code, so that nobody has to be asked for one. */
  readonly hasCode: () => boolean;
}

/** The failure that the holder shares with us; undefined if it shares none. */
export async function parseOutcome(
  line: string,
  { sign, hasCode }: OwnAttempt,
): Promise<Failure | undefined> {
  const fields = parseJsonObject(line) ?? {};
  const kind = sharedKinds.find((shared) => shared === fields['kind']);
  const message = text(fields['message'], longest.message);
  if (kind === undefined || message === undefined) return undefined;
  const isOursToo = kind === 'cancelled' ? !hasCode() : await isSigned(fields, sign);
  if (!isOursToo) return undefined;
  return new Failure(kind, message, parseHints(fields['hints']));
}

async function isSigned(
  { salt, signature }: Readonly<Record<string, unknown>>,
  sign: AttemptSigner,
): Promise<boolean> {
  return typeof salt === 'string' && signature !== undefined && signature === (await sign(salt));
}

function parseHints(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  const hints = value.slice(0, longest.hints).map((hint) => text(hint, longest.hint));
  return hints.filter((hint) => hint !== undefined);
}

function renderLine(fields: object): string {
  return `${JSON.stringify(fields)}\n`;
}

function text(value: unknown, maximumLength: number): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= maximumLength
    ? value
    : undefined;
}

function wholeNumber(value: unknown): number | undefined {
  return Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : undefined;
}

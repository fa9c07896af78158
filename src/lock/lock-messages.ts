import { Failure, type FailureKind } from '../ground/failure.ts';
import { parseJsonObject } from '../words/json-object.ts';

/** What a process tells about itself to those who wait for it. */
export interface Self {
  readonly pid: number;
  /** The program that asked awsmfa for credentials; undefined where a person did. */
  readonly program: string | undefined;
  readonly profile: string;
  /** Where its prompt can be answered: `/dev/pts/3`. */
  readonly terminal: string | undefined;
}

/** Who holds a lock, as far as is known. Not yet safe to show on a terminal. */
export interface Holder {
  readonly pid: number | undefined;
  readonly program?: string | undefined;
  readonly profile?: string | undefined;
  readonly terminal?: string | undefined;
  /** For how long it had held the lock when it said so. */
  readonly heldSeconds?: number | undefined;
  /** It had the time to greet and did not: it may be suspended. */
  readonly silent?: true;
}

/** No holder says more than this to a waiter, in characters; of more, nothing is read. */
export const longestConversation = 8192;

const longest = { name: 200, message: 1500, hint: 400, hints: 4 };

/**
 * The failures that asking again would only repeat: somebody pressed Ctrl-C, AWS said no, AWS cannot be reached. With
 * any other, the next process may fare better: it may have the terminal, or the configuration, that this one lacks.
 */
const sharedKinds: readonly FailureKind[] = ['cancelled', 'refused', 'network'];

/** A failure that came from the holder. Those who wait for us are told what happened, not who told whom. */
export class PassedOnFailure extends Failure {
  readonly original: string;

  constructor(told: Failure, holder: Holder) {
    super(
      told.kind,
      `${describeHolder(holder)} tried for this process too: ${told.message}`,
      told.hints,
    );
    this.original = told.message;
  }
}

/** `"terraform" (process 123)`, or as much of it as is known. */
export function describeHolder({ program, pid }: Holder): string {
  const process = pid === undefined ? 'another process' : `process ${pid}`;
  return program === undefined ? process : `"${program}" (${process})`;
}

export function renderGreeting(self: Self, heldSeconds: number): string {
  return renderLine({
    pid: self.pid,
    program: self.program?.slice(0, longest.name),
    profile: self.profile.slice(0, longest.name),
    terminal: self.terminal?.slice(0, longest.name),
    heldSeconds,
  });
}

/** Undefined for what no holder of ours would say. */
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

/** How it ended, for those who wait: with a failure only if that is theirs too. */
export function renderOutcome(failure: Failure | undefined): string {
  if (failure === undefined || !sharedKinds.includes(failure.kind)) return renderLine({});
  const message = failure instanceof PassedOnFailure ? failure.original : failure.message;
  return renderLine({
    kind: failure.kind,
    message: message.slice(0, longest.message),
    hints: failure.hints.slice(0, longest.hints).map((hint) => hint.slice(0, longest.hint)),
  });
}

/** The failure that the holder shares; undefined if it shares none. */
export function parseOutcome(line: string): Failure | undefined {
  const fields = parseJsonObject(line);
  const kind = sharedKinds.find((shared) => shared === fields?.['kind']);
  const message = text(fields?.['message'], longest.message);
  if (kind === undefined || message === undefined) return undefined;
  return new Failure(kind, message, parseHints(fields?.['hints']));
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

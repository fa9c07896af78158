import { setTimeout as delay } from 'node:timers/promises';
import type { Call } from './call.ts';
import type { Answer, Outcome } from './outcome.ts';
import { Refusal } from './refusal.ts';
import type { XmlFields, XmlValue } from './xml.ts';

/** Which calls something is meant for. */
export interface Matching {
  /** Default: every action. */
  readonly action?: string;
  readonly where?: (call: Call) => boolean;
}

/** Something that goes wrong with the next `times` matching calls, or with all of them. */
export type Fault = Matching & { readonly times?: number } & (Interruption | Distortion);

/**
 * Takes the place of the answer. `before` (the default): nothing happened. `after`: AWS did it, a code is spent, a
 * session exists, but the answer was lost.
 */
export type Interruption = { readonly when?: 'before' | 'after' } & (
  | {
      readonly kind: 'error';
      readonly status: number;
      readonly code: string;
      readonly message?: string;
    }
  /** 400 Throttling, as STS does it. */
  | { readonly kind: 'throttled' }
  | { readonly kind: 'slow'; readonly milliseconds: number }
  /** Never answers. */
  | { readonly kind: 'hang' }
  | { readonly kind: 'reset' }
  /** Not AWS: a proxy's or a captive portal's page. Default status 200. */
  | { readonly kind: 'html'; readonly status?: number }
);

/** Spoils the answer of a call that was carried out. */
export type Distortion =
  /** The connection ends half way through the body. */
  | { readonly kind: 'truncated' }
  | { readonly kind: 'malformed-xml' }
  /** Well-formed, with an expiration in the past. */
  | { readonly kind: 'expired' }
  /** Well-formed, without an element of this name. */
  | { readonly kind: 'without-field'; readonly field: string };

export function matches({ action, where }: Matching, call: Call): boolean {
  return (action ?? call.action) === call.action && (where?.(call) ?? true);
}

/** The faults still to come. They queue up: a call meets the first that matches, and no other. */
export class Faults {
  #waiting: { readonly fault: Fault; left: number }[] = [];

  /** Answers a function that takes the fault back. */
  add(fault: Fault): () => void {
    const entry = { fault, left: fault.times ?? Infinity };
    this.#waiting.push(entry);
    return () => void (entry.left = 0);
  }

  clear(): void {
    this.#waiting = [];
  }

  take(call: Call): Fault | undefined {
    const entry = this.#waiting.find(({ fault, left }) => left > 0 && matches(fault, call));
    if (entry === undefined) return undefined;
    entry.left -= 1;
    return entry.fault;
  }
}

/** What comes of a call that meets a fault. */
export async function outcomeUnder(fault: Fault, act: () => Answer): Promise<Outcome> {
  switch (fault.kind) {
    case 'truncated':
    case 'malformed-xml':
      return { kind: 'spoilt', how: fault.kind, answer: act() };
    case 'expired':
      return editResult(act(), (name, value) => (name === 'Expiration' ? longPast : value));
    case 'without-field':
      return editResult(act(), (name, value) => (name === fault.field ? undefined : value));
    case 'slow':
      return slowly(fault, act);
    case 'error':
    case 'throttled':
    case 'html':
    case 'hang':
    case 'reset':
      if (fault.when === 'after') act();
      return interruption(fault);
  }
}

async function slowly(fault: Fault & { kind: 'slow' }, act: () => Answer): Promise<Outcome> {
  const outcome = fault.when === 'after' ? act() : undefined;
  await delay(fault.milliseconds, undefined, { ref: false });
  return outcome ?? act();
}

function interruption(fault: Exclude<Fault, { kind: 'slow' } | Distortion>): Outcome {
  switch (fault.kind) {
    case 'error':
      return refusal(fault.status, fault.code, fault.message ?? '');
    case 'throttled':
      return refusal(400, 'Throttling', 'Rate exceeded');
    case 'html':
      return { kind: 'html', status: fault.status ?? 200 };
    case 'hang':
    case 'reset':
      return { kind: fault.kind };
  }
}

function refusal(status: number, code: string, message: string): Answer {
  return { kind: 'refusal', refusal: new Refusal(status, code, message) };
}

const longPast = '2001-01-01T00:00:00Z';

type Edit = (name: string, value: XmlValue | undefined) => XmlValue | undefined;

function editResult(answer: Answer, edit: Edit): Answer {
  if (answer.kind !== 'result') return answer;
  return { kind: 'result', fields: editFields(answer.fields, edit) };
}

function editFields(fields: XmlFields, edit: Edit): XmlFields {
  const edited = Object.entries(fields).map(([name, value]) => {
    const kept = edit(name, value);
    return [name, isFields(kept) ? editFields(kept, edit) : kept] as const;
  });
  return Object.fromEntries(edited);
}

function isFields(value: XmlValue | undefined): value is XmlFields {
  return typeof value === 'object' && !Array.isArray(value);
}

import type { FailureKind } from './failure.ts';

/** Where a setting came from, for messages and `explain`. */
export type Origin =
  | { readonly kind: 'file'; readonly file: string; readonly line: number; readonly name: string }
  | { readonly kind: 'option'; readonly name: string }
  | { readonly kind: 'environment'; readonly name: string }
  | { readonly kind: 'default' };

/** The origins of a step's or a source's inputs, by the name of the input. */
export type Origins = Readonly<Record<string, Origin>>;

/** A value and where it came from. */
export interface Sourced<T = string> {
  readonly value: T;
  readonly origin: Origin;
}

/** `~/.aws/config:12`, `--role-arn`, `AWS_REGION`, `default`: for messages and `explain`. */
export function describeOrigin(origin: Origin): string {
  switch (origin.kind) {
    case 'file':
      return `${origin.file}:${origin.line}`;
    case 'option':
    case 'environment':
      return origin.name;
    case 'default':
      return 'default';
  }
}

/** What kind of failure a wrong value is: of the command line where an option set it, else of the configuration. */
export function failureKind(origin: Origin): FailureKind {
  return origin.kind === 'option' ? 'usage' : 'configuration';
}

/** Where each of these settings was found, of those that were. */
export function originsOf(settings: Readonly<Record<string, Sourced | undefined>>): Origins {
  const found = Object.entries(settings).flatMap(([name, setting]): [string, Origin][] =>
    setting === undefined ? [] : [[name, setting.origin]],
  );
  return Object.fromEntries(found);
}

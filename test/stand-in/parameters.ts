import { refusals } from './refusal.ts';

/** The form fields of a request, as they were sent. */
export type Parameters = Readonly<Record<string, string>>;

export interface TextRule {
  readonly min?: number;
  readonly max?: number;
  /** A character class, in AWS's spelling, that the whole value must be made of. */
  readonly pattern?: string;
}

export interface IntegerRule {
  readonly min: number;
  readonly max: number;
  readonly otherwise: number;
}

/** Reads parameters as AWS does: it looks at all of them, then complains of all at once. */
export class Validation {
  readonly #parameters: Parameters;
  readonly #problems: string[] = [];

  constructor(parameters: Parameters) {
    this.#parameters = parameters;
  }

  text(name: string, rule: TextRule = {}): string | undefined {
    const value = this.#parameters[name];
    if (value !== undefined) this.#checkText(name, value, rule);
    return value;
  }

  required(name: string, rule: TextRule = {}): string {
    const value = this.text(name, rule);
    if (value === undefined) this.#complain(name, null, 'Member must not be null');
    return value ?? '';
  }

  integer(name: string, { min, max, otherwise }: IntegerRule): number {
    const text = this.#parameters[name];
    if (text === undefined) return otherwise;
    if (!/^-?\d+$/.test(text)) throw refusals.invalid(`${text} is not an integer`);
    if (Number(text) < min)
      this.#complain(name, text, `Member must have value greater than or equal to ${min}`);
    if (Number(text) > max)
      this.#complain(name, text, `Member must have value less than or equal to ${max}`);
    return Number(text);
  }

  /** @throws Refusal that lists what was wrong. */
  check(): void {
    const count = this.#problems.length;
    if (count === 0) return;
    const errors = count === 1 ? 'error' : 'errors';
    throw refusals.invalid(`${count} validation ${errors} detected: ${this.#problems.join('; ')}`);
  }

  #checkText(name: string, value: string, rule: TextRule): void {
    const { min = 0, max = Infinity, pattern } = rule;
    if (value.length < min)
      this.#complain(name, value, `Member must have length greater than or equal to ${min}`);
    if (value.length > max)
      this.#complain(name, value, `Member must have length less than or equal to ${max}`);
    if (pattern !== undefined && !new RegExp(`^${pattern}*$`).test(value))
      this.#complain(name, value, `Member must satisfy regular expression pattern: ${pattern}*`);
  }

  #complain(name: string, value: string | null, constraint: string): void {
    const shown = value === null ? 'null' : `'${value}'`;
    const member = name.charAt(0).toLowerCase() + name.slice(1);
    this.#problems.push(
      `Value ${shown} at '${member}' failed to satisfy constraint: ${constraint}`,
    );
  }
}

/** A list's members, each by its fields: `Tags.member.1.Key=a` gives `[{ Key: 'a' }]`; a bare value is under `''`. */
export function members(parameters: Parameters, list: string): Parameters[] {
  const found = new Map<number, Parameters>();
  for (const [name, value] of Object.entries(parameters)) {
    const match = /^(\w+)\.member\.([1-9]\d*)(?:\.(\w+))?$/.exec(name);
    if (match?.[1] !== list) continue;
    const index = Number(match[2]);
    found.set(index, { ...found.get(index), [match[3] ?? '']: value });
  }
  return [...found].sort(([a], [b]) => a - b).map(([, fields]) => fields);
}

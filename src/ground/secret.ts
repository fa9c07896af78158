const shown = '[secret]';

/**
 * A value that must not be seen: a secret access key or a session token.
 *
 * It prints as `[secret]` however it is printed: in a template, as JSON, by `console.log`. Finding every
 * call of `reveal()` is the audit of where secrets go.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return shown;
  }

  toJSON(): string {
    return shown;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return shown;
  }
}

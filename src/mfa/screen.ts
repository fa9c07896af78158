import { Writable } from 'node:stream';
import type { WriteStream } from 'node:tty';

/** The terminal as `prompts` sees it: without colours, and gone as soon as the question is to leave the screen. */
export class Screen extends Writable {
  readonly #terminal: WriteStream;
  #isMuted = false;

  constructor(terminal: WriteStream) {
    super({ decodeStrings: false });
    this.#terminal = terminal;
  }

  /** How `prompts` knows over how many rows a long line went, when it clears it. Some terminals say 0. */
  get columns(): number {
    return this.#terminal.columns || 80;
  }

  /** Drops whatever is written from now on. */
  mute(): void {
    this.#isMuted = true;
  }

  override _write(text: string, _encoding: string, done: () => void): void {
    if (!this.#isMuted) this.#terminal.write(text.replaceAll(colour, ''));
    done();
  }
}

/** Select Graphic Rendition. NO_COLOR means nothing to `prompts`, and a question this short needs no colours. */
const colour = /\u001b\[[\d;]*m/g;

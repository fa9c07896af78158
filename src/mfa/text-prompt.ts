import type { Readable } from 'node:stream';
import type { WriteStream } from 'node:tty';
import type prompts from 'prompts';
import { Screen } from './screen.ts';

export interface TextPrompt {
  /** What was entered; undefined after Esc, Ctrl-D or `wipe`. */
  readonly answer: Promise<string | undefined>;
  /** Clears the prompt off the screen, unless an answer has done so. */
  readonly wipe: () => void;
}

export interface TextPromptOptions {
  /** Lines of printable text; the answer is typed after the last. */
  readonly message: readonly string[];
  /** True, or what is wrong with the answer. */
  readonly validate: (answer: string) => true | string;
}

/** A text prompt that leaves nothing behind: what was typed is secret for as long as the screen is shared. */
export function showTextPrompt(
  ask: typeof prompts,
  { message, validate }: TextPromptOptions,
  stdin: Readable,
  output: WriteStream,
): TextPrompt {
  const stdout = new Screen(output);
  const shown: { prompt?: ShownPrompt } = {};
  function onRender(this: ShownPrompt) {
    shown.prompt = this;
    // Its frame has just been cleared, and this last one would hold the answer.
    if (this.done === true) stdout.mute();
  }
  output.write(makeRoom(message.length));
  const question = {
    type: 'text',
    name: 'answer',
    message: message.join('\n  '),
    validate,
  } as const;
  return {
    answer: ask({ ...question, stdin, stdout, onRender }).then(({ answer }) => stringOf(answer)),
    wipe() {
      if (shown.prompt?.done !== true) shown.prompt?.abort();
    },
  };
}

/** What prompts 2.4 binds `onRender` to. */
interface ShownPrompt {
  /** Set before the last frame. */
  readonly done?: boolean;
  /** Does what Esc does. */
  abort(): void;
}

/**
 * Scrolls, so that there is a row for what is wrong with an answer. At the foot of the screen `prompts` would write it
 * where its saved cursor position is no longer the one it saved.
 */
function makeRoom(rows: number): string {
  return `${'\n'.repeat(rows)}\u001b[${rows}A`;
}

function stringOf(answer: unknown): string | undefined {
  return typeof answer === 'string' ? answer : undefined;
}

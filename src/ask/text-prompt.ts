import { PassThrough, Writable } from 'node:stream';
import type prompts from 'prompts';

export interface TextPromptOptions {
  /** Lines of printable text; the answer is typed after the last. */
  readonly message: readonly string[];
  /** True, or what is wrong with the answer. */
  readonly validate: (answer: string) => true | string;
  /** Shows the question, and what is wrong with an answer. */
  readonly write: (text: string) => void;
}

export interface TextPrompt {
  /** What was entered; undefined where Esc, Ctrl-C or Ctrl-D came as a character. */
  readonly answer: Promise<string | undefined>;
  /** Passes on what was typed. */
  type(text: string): void;
}

/**
 * Lets `prompts` word a question, put the keys together to an answer and judge it, away from the terminal, which it
 * would switch to raw mode, and on which it would write the whole question anew for every key.
 */
export function startTextPrompt(
  ask: typeof prompts,
  { message, validate, write }: TextPromptOptions,
): TextPrompt {
  const stdin = new PassThrough();
  const judge = (answer: string) => {
    const verdict = validate(answer);
    if (verdict !== true) {
      write(`  ${verdict} › `);
      stdin.write(clearLine);
    }
    return verdict;
  };
  const words = { type: 'text', name: 'answer', message: message.join('\n  ') } as const;
  const entered = ask({ ...words, validate: judge, stdin, stdout: firstFrame(write) });
  return {
    answer: entered.then(({ answer }) => (typeof answer === 'string' ? answer : undefined)),
    // What came in one go with Return is not for this question any more: `prompts` would put it into the answer.
    type: (text) => void stdin.write(/^[^\r\n]*[\r\n]?/.exec(text)?.[0]),
  };
}

/** What Ctrl-G does in `prompts`. */
const clearLine = '\u0007';

/** Passes on the question as it is shown first, without colours and cursor sequences. */
function firstFrame(write: (text: string) => void): Writable {
  let isShown = false;
  return new Writable({
    decodeStrings: false,
    write(frame: string, _encoding, done) {
      if (!isShown) write(frame.replaceAll(escapeSequence, ''));
      isShown = true;
      done();
    },
  });
}

const escapeSequence = /\u001b(?:\[[\d;]*[A-Za-z]|[78])/g;

import type { ReadStream } from 'node:tty';
import type { Terminal } from '../host/terminal/terminal.ts';
import type { Job, JobEvent, KeySignal } from '../host/terminal/job.ts';
import { listenToKeys } from './keyboard.ts';
import { showTextPrompt } from './text-prompt.ts';

export interface Question {
  readonly terminal: Terminal;
  readonly job: Job;
  /** Throws away what was typed before the question is there. */
  readonly discardTypedAhead: () => void;
  /** Fires when it is too late for an answer. */
  readonly deadline: AbortSignal;
  /** Lines of printable text; the answer is typed after the last. */
  readonly message: readonly string[];
  /** True, or what is wrong with the answer. */
  readonly validate: (answer: string) => true | string;
}

/** What made a question leave the screen. */
export type Ending =
  | { readonly kind: 'answered'; readonly answer: string }
  /** Esc or Ctrl-D. */
  | { readonly kind: 'declined' }
  | { readonly kind: 'key-signal'; readonly signal: KeySignal }
  | { readonly kind: 'too-late' }
  | { readonly kind: 'hung-up' }
  | JobEvent;

/**
 * Asks on the terminal until one of these happens. Whichever it is, afterwards the question is wiped off the screen,
 * with what was typed, and the terminal is in the mode it was found in.
 */
export async function ask(question: Question): Promise<Ending> {
  const { terminal, job, deadline } = question;
  // Before the terminal goes into raw mode: until somebody listens, Ctrl-C would be lost.
  const { default: prompts } = await import('prompts');
  const stops: (() => void)[] = [];
  try {
    return await new Promise<Ending>((end, fail) => {
      stops.push(job.watch(end), onAbort(deadline, end), onHangUp(terminal.input, end));
      terminal.input.setRawMode(true);
      question.discardTypedAhead();
      const keyboard = listenToKeys(terminal.input, (signal) =>
        end({ kind: 'key-signal', signal }),
      );
      const prompt = showTextPrompt(prompts, question, keyboard.keys, terminal.output);
      stops.push(keyboard.release, prompt.wipe);
      prompt.answer.then((answer) => end(endingOf(answer)), fail);
    });
  } finally {
    for (const stop of stops) stop();
    terminal.input.setRawMode(false);
  }
}

function onAbort(deadline: AbortSignal, end: (ending: Ending) => void): () => void {
  const onTime = () => end({ kind: 'too-late' });
  if (deadline.aborted) onTime();
  deadline.addEventListener('abort', onTime);
  return () => deadline.removeEventListener('abort', onTime);
}

/** `prompts` never settles when its input ends. */
function onHangUp(input: ReadStream, end: (ending: Ending) => void): () => void {
  const onEnd = () => end({ kind: 'hung-up' });
  if (input.destroyed) onEnd();
  for (const event of ['end', 'close']) input.on(event, onEnd);
  return () => {
    for (const event of ['end', 'close']) input.off(event, onEnd);
  };
}

function endingOf(answer: string | undefined): Ending {
  return answer === undefined ? { kind: 'declined' } : { kind: 'answered', answer };
}

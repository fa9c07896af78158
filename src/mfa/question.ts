import { discardTyped, type Typed } from '../host/terminal/input.ts';
import type { Job, JobEvent } from '../host/terminal/job.ts';
import type { Terminal } from '../host/terminal/terminal.ts';
import { openPage, type Page } from './page.ts';
import { startTextPrompt } from './text-prompt.ts';

export interface Question {
  readonly terminal: Terminal;
  /** Whether the terminal understands sequences that move its cursor. */
  readonly cursor: 'movable' | 'fixed';
  readonly job: Job;
  /** Aborted when it is too late for an answer. */
  readonly deadline: AbortSignal;
  /** Lines of printable text; the answer is typed after the last. */
  readonly message: readonly string[];
  /** True, or what is wrong with the answer. */
  readonly validate: (answer: string) => true | string;
}

/** How a question ended. */
export type Ending =
  | { readonly kind: 'answered'; readonly answer: string }
  | { readonly kind: 'too-late' }
  | Exclude<Typed, { kind: 'text' }>
  | JobEvent;

/**
 * Asks on the terminal until one of these happens, and then wipes the question off the screen with all that was typed,
 * unless somebody else has the terminal by then.
 *
 * The terminal stays in the mode it is in, canonical as a rule: the kernel edits the line, echoes it, and turns Ctrl-C
 * and Ctrl-Z into signals for the whole job. docs/decisions/0006-the-terminal-keeps-its-mode.md
 */
export async function ask(question: Question): Promise<Ending> {
  const page = openPage(question.terminal, question.cursor);
  const ending = await untilEnded(question, page);
  clearUp(ending, question.terminal, page);
  return ending;
}

async function untilEnded(question: Question, page: Page): Promise<Ending> {
  const { terminal, job, deadline } = question;
  const { default: prompts } = await import('prompts');
  const stops: (() => void)[] = [];
  try {
    return await new Promise<Ending>((end, fail) => {
      stops.push(job.watch(end));
      discardTyped(terminal);
      const prompt = startTextPrompt(prompts, { ...question, write: page.write });
      prompt.answer.then((answer) => end(endingOf(answer)), fail);
      const enter = (text: string) => {
        page.typed(text);
        prompt.type(text);
      };
      const timer = setInterval(() => {
        const typed = terminal.read();
        if (typed.kind !== 'text') end(typed);
        else if (typed.text !== '') enter(typed.text);
        else if (deadline.aborted) end({ kind: 'too-late' });
      }, lookMs);
      stops.push(() => clearInterval(timer));
    });
  } finally {
    for (const stop of stops) stop();
  }
}

/** Not felt by somebody who types, and next to nothing for the machine. */
const lookMs = 50;

/** `prompts` gives no answer after Esc, Ctrl-C and Ctrl-D, which are characters only while the terminal is in raw mode. */
function endingOf(answer: string | undefined): Ending {
  return answer === undefined ? { kind: 'end-of-input' } : { kind: 'answered', answer };
}

function clearUp(ending: Ending, terminal: Terminal, page: Page): void {
  switch (ending.kind) {
    case 'too-late':
      terminal.discardUnfinishedLine();
      page.wipe();
      return;
    case 'signal':
      // The signal was for the whole job, and the shell may be quicker: then a read fails.
      if (['orphaned', 'hung-up'].includes(terminal.read().kind)) return;
      if (!fromKeyboard.has(ending.signal)) terminal.discardUnfinishedLine();
      page.wipe();
      return;
    case 'answered':
    case 'end-of-input':
      page.wipe();
      return;
    case 'continued':
    case 'hung-up':
    case 'orphaned':
  }
}

/** With these the kernel drops the unfinished line itself; they end the caller too, and the shell is about to be back. */
const fromKeyboard: ReadonlySet<string> = new Set(['SIGINT', 'SIGQUIT']);

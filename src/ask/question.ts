import { isTyped } from '../host/process/end-process.ts';
import { discardTyped, type Typed } from '../host/terminal/input.ts';
import type { Job, JobEvent } from '../host/terminal/job.ts';
import type { Terminal } from '../host/terminal/terminal.ts';
import type { Deadline } from '../session/deadlines.ts';
import { openPage, type Page } from './page.ts';
import { startTextPrompt } from './text-prompt.ts';

export interface Question {
  readonly terminal: Terminal;
  /** Whether the terminal understands sequences that move its cursor. */
  readonly cursor: 'movable' | 'fixed';
  readonly job: Job;
  /** When it is too late for an answer; undefined where a person may take all the time they like. */
  readonly deadline?: Deadline;
  /** Lines of printable text; the answer is typed after the last. */
  readonly message: readonly string[];
  /** True, or what is wrong with the answer. */
  readonly validate: (answer: string) => true | string;
  /** Whether the answer is seen while it is typed. */
  readonly typing: 'shown' | 'hidden';
  /** What becomes of the question and the answer on the screen. */
  readonly afterwards: 'wiped' | 'kept';
}

/** How a question ended. */
export type Ending =
  | { readonly kind: 'answered'; readonly answer: string }
  | { readonly kind: 'too-late' }
  | Exclude<Typed, { kind: 'text' }>
  | JobEvent;

/**
 * Asks on the terminal until one of these happens, and then clears up, unless somebody else has the terminal by then.
 *
 * The terminal stays in the mode it is in, canonical as a rule: the kernel edits the line, echoes it, and turns Ctrl-C
 * and Ctrl-Z into signals for the whole job. docs/decisions/0006-the-terminal-keeps-its-mode.md
 * A hidden answer takes raw mode until the question ends; dropping an unfinished line, for the moment it takes.
 */
export async function ask(question: Question): Promise<Ending> {
  const page = openPage(question.terminal, question.cursor);
  const ending = await untilEnded(question, page);
  clearUp(ending, question, page);
  return ending;
}

async function untilEnded(question: Question, page: Page): Promise<Ending> {
  const { terminal, job, deadline, typing } = question;
  const { default: prompts } = await import('prompts');
  const stops: (() => void)[] = [];
  try {
    return await new Promise<Ending>((end, fail) => {
      stops.push(job.watch(end));
      discardTyped(terminal);
      if (typing === 'hidden') stops.push(terminal.hideTyping());
      const prompt = startTextPrompt(prompts, { ...question, write: page.write });
      prompt.answer.then((answer) => end(endingOf(answer)), fail);
      const enter = (text: string) => {
        page.typed(text);
        prompt.type(text);
      };
      const timer = setInterval(() => {
        const typed = terminal.read();
        if (typed.kind !== 'text') end(typed);
        else if (typing === 'hidden' && typed.text.includes(interrupt)) end(interrupted);
        else if (typed.text !== '') enter(typed.text);
        else if (deadline?.leftMs() === 0) end({ kind: 'too-late' });
      }, lookMs);
      stops.push(() => clearInterval(timer));
    });
  } finally {
    for (const stop of stops.toReversed()) stop();
  }
}

/** Not felt by somebody who types, and next to nothing for the machine. */
const lookMs = 50;

/** Ctrl-C, which raw mode makes a character. */
const interrupt = '\u0003';
const interrupted: Ending = { kind: 'signal', signal: 'SIGINT' };

/**
 * `prompts` gives no answer after Esc, Ctrl-C and Ctrl-D, which are characters only while the terminal is in raw mode.
 */
function endingOf(answer: string | undefined): Ending {
  return answer === undefined ? { kind: 'end-of-input' } : { kind: 'answered', answer };
}

function clearUp(ending: Ending, question: Question, page: Page): void {
  const { terminal, typing, afterwards } = question;
  const leave = () => {
    if (afterwards === 'wiped') page.wipe();
    // What ended the answer was not echoed.
    else if (typing === 'hidden' || ending.kind === 'end-of-input') page.endRow();
  };
  switch (ending.kind) {
    case 'too-late':
      terminal.discardUnfinishedLine();
      leave();
      return;
    case 'signal':
      // The signal was for the whole job, and the shell may be quicker: then a read fails.
      if (['orphaned', 'hung-up'].includes(terminal.read().kind)) return;
      // With one that was typed, the kernel drops the line itself, and the shell is about to be back.
      if (!isTyped(ending.signal)) terminal.discardUnfinishedLine();
      leave();
      return;
    case 'answered':
    case 'end-of-input':
      leave();
      return;
    case 'continued':
    case 'hung-up':
    case 'orphaned':
  }
}

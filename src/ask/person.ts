import { Failure } from '../ground/failure.ts';
import { Secret } from '../ground/secret.ts';
import type { Job } from '../host/terminal/job.ts';
import type { Terminal, TerminalResult } from '../host/terminal/terminal.ts';
import { printable } from '../words/text.ts';
import { type Ending, ask } from './question.ts';

/** What every question says of itself. */
interface Asked {
  /** In a few words: `Name of the profile`. Printable text. */
  readonly message: string;
  /** How to answer without being asked, for where nobody can be: `` `--role-arn ARN` ``. */
  readonly instead: string;
}

export interface TextQuestion extends Asked {
  /** What an empty answer means; undefined where one has to be given. */
  readonly suggestion?: string;
  /** True, or what is wrong with an answer. */
  readonly validate?: (answer: string) => true | string;
}

export interface Choice<T> extends Asked {
  /** The likeliest first. */
  readonly choices: readonly [Chosen<T>, ...Chosen<T>[]];
}

interface Chosen<T> {
  readonly label: string;
  readonly value: T;
}

export interface Confirmation extends Asked {
  /** What an empty answer means. */
  readonly suggestion: 'yes' | 'no';
}

/**
 * The person at the terminal, for commands that they run themselves.
 *
 * Each question throws a Failure of kind `usage` where nobody can be asked, and of kind `cancelled` after Ctrl-D. After
 * Ctrl-C, and when the terminal has gone, it does not return: this process ends by the signal.
 */
export interface Person {
  /** Without blanks around it. */
  text(question: TextQuestion): Promise<string>;
  /** The same, but nothing of it is seen on the screen. */
  secret(question: TextQuestion): Promise<Secret>;
  choose<T>(question: Choice<T>): Promise<T>;
  confirm(question: Confirmation): Promise<boolean>;
}

export interface PersonOptions {
  readonly openTerminal: () => Promise<TerminalResult>;
  /** Whether the terminal understands sequences that move its cursor. */
  readonly cursor: 'movable' | 'fixed';
  readonly job: Job;
  /** Why nobody is to be asked; undefined where somebody may. */
  readonly disabled?: string | undefined;
}

export function createPerson(options: PersonOptions): Person {
  const text = async (question: TextQuestion) =>
    enter(question, withSuggestion(question), 'shown', options);
  return {
    text,
    secret: async (question) =>
      new Secret(await enter(question, [question.message], 'hidden', options)),

    async choose({ choices, ...question }) {
      const list = choices.map(({ label }, index) => `${index + 1}  ${printable(label)}`);
      const chosenBy = (answer: string) => choices[Number(answer) - 1];
      const validate = (answer: string) =>
        chosenBy(answer) !== undefined || `a number from 1 to ${choices.length}`;
      const asked = { ...question, suggestion: '1', validate };
      const answer = await enter(
        asked,
        [question.message, ...list, 'Number (1)'],
        'shown',
        options,
      );
      return (chosenBy(answer) ?? choices[0]).value;
    },

    async confirm({ suggestion, ...question }) {
      const message = `${question.message} (${suggestion === 'yes' ? 'Y/n' : 'y/N'})`;
      const validate = (answer: string) => /^(?:y|yes|n|no)$/i.test(answer) || 'answer yes or no';
      const asked = { ...question, suggestion, validate };
      return /^y/i.test(await enter(asked, [message], 'shown', options));
    },
  };
}

function withSuggestion({ message, suggestion }: TextQuestion): readonly string[] {
  return [suggestion === undefined ? message : `${message} (${printable(suggestion)})`];
}

async function enter(
  question: TextQuestion,
  message: readonly string[],
  typing: 'shown' | 'hidden',
  options: PersonOptions,
): Promise<string> {
  const terminal = await openTerminal(question, options);
  const meant = (answer: string) => decoded(answer).trim() || (question.suggestion ?? '');
  const validate = (answer: string) => {
    const text = meant(answer);
    return text === '' ? 'an answer is needed' : (question.validate?.(text) ?? true);
  };
  const { job, cursor } = options;
  const asked = { terminal, cursor, job, message, validate, typing, afterwards: 'kept' } as const;
  try {
    return meant(answerOf(await askUntilEnded(asked), question, options));
  } finally {
    terminal.close();
  }
}

/** The terminal gives bytes. */
function decoded(answer: string): string {
  return Buffer.from(answer, 'latin1').toString('utf8');
}

async function openTerminal(question: Asked, options: PersonOptions): Promise<Terminal> {
  if (options.disabled !== undefined) throw nobodyToAsk(question, options.disabled);
  const opened = await options.openTerminal();
  if ('unavailable' in opened) throw nobodyToAsk(question, opened.unavailable);
  return opened.terminal;
}

/** A job that was stopped asks anew when it goes on, since the shell has written on the terminal. */
async function askUntilEnded(question: Parameters<typeof ask>[0]): Promise<Ending> {
  for (;;) {
    const ending = await ask(question);
    if (ending.kind !== 'continued') return ending;
  }
}

/** @throws Failure, unless there is an answer or this process ends by a signal. */
function answerOf(ending: Ending, question: Asked, { job }: PersonOptions): string {
  switch (ending.kind) {
    case 'answered':
      return ending.answer;
    case 'signal':
      return job.dieOf(ending.signal);
    case 'hung-up':
    case 'orphaned':
      return job.dieOf('SIGHUP');
    case 'end-of-input':
    case 'too-late':
    case 'continued':
      throw new Failure('cancelled', `no answer was given: ${question.message}`, [
        `run the command again, or give ${question.instead}`,
      ]);
  }
}

function nobodyToAsk({ message, instead }: Asked, why: string): Failure {
  return new Failure('usage', `nobody can be asked, since ${why}: ${message}`, [`give ${instead}`]);
}

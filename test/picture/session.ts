import { chmodSync } from 'node:fs';
import type { Home } from '../support/awsmfa.ts';
import { phone } from '../support/five-accounts.ts';
import { type Pty, spawnInPty } from '../support/pty.ts';
import { readScreen, type Line, type Run } from './screen-cells.ts';

export const columns = 80;

const prompt = '$';
/** Of what bash writes: the colour ends, and nothing has followed yet. */
const promptEnd = /\$\u001b\[0m $/;

/** What is typed in the picture, and whether a code is asked for. */
const commands = [
  { line: 'aws sts get-caller-identity --profile prod --query Arn --output text', asks: 'a code' },
  { line: 'aws sts get-caller-identity --profile dev --query Arn --output text', asks: 'nothing' },
  { line: 'awsmfa list', asks: 'nothing' },
] as const;

/**
 * Records a person at a shell, on a real terminal. A question, which disappears once it is answered, is put where it
 * was. Times and the code are always the same.
 */
export async function recordSession(home: Home, aws: string): Promise<readonly Line[]> {
  // Debian's version does not read AWS_ENDPOINT_URL, and wants a region with an endpoint.
  const script = `AWS_DEFAULT_REGION=eu-west-1 exec ${aws} "$@" --endpoint-url "$AWS_ENDPOINT_URL"`;
  home.write('bin/aws', `#!/bin/sh\n${script}\n`);
  chmodSync(home.path('bin/aws'), 0o755);
  const env = home.env({
    PS1: String.raw`\[\e[36m\]$\[\e[0m\] `,
    TERM: 'xterm-256color',
    HISTFILE: undefined,
  });
  const bash = ['--norc', '--noprofile', '-i'];
  const pty = spawnInPty('bash', bash, { env, cwd: home.folder, columns, rows: 60 });
  await pty.waitFor(promptEnd);
  const questions: (readonly Line[])[] = [];
  for (const command of commands) questions.push(await type(command, pty, home));
  const shown = await readScreen(pty.raw(), columns);
  pty.write('exit\r');
  await pty.exit;
  return commandParts(shown)
    .slice(0, commands.length)
    .flatMap(([typed = [], ...output], index) => [typed, ...(questions[index] ?? []), ...output])
    .map((line) => line.map(withoutTimes));
}

/** Resolves to the lines of the question, if there was one, with the answer. */
async function type(
  { line, asks }: (typeof commands)[number],
  pty: Pty,
  home: Home,
): Promise<readonly Line[]> {
  pty.write(`${line}\r`);
  let question: readonly Line[] = [];
  if (asks === 'a code') {
    await pty.waitFor(`MFA code for ${phone} ›`);
    const code = home.code(phone);
    pty.write(code);
    await pty.waitFor(code);
    question =
      commandParts(await readScreen(pty.raw(), columns))
        .at(-1)
        ?.slice(1) ?? [];
    pty.write('\r');
  }
  await pty.waitFor(promptEnd);
  return question;
}

/** The lines of the screen from each prompt to the next. */
function commandParts(lines: readonly Line[]): readonly (readonly Line[])[] {
  const starts = lines.flatMap((line, row) => (line[0]?.text === prompt ? [row] : []));
  return starts.map((start, index) => lines.slice(start, starts[index + 1]));
}

function withoutTimes(run: Run): Run {
  const text = run.text
    .replace(/\d{6}$/, '492817')
    .replace(/\d\d? h \d\d? min/g, '11 h 59 min')
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d/g, '2026-11-20 21:14');
  return { ...run, text };
}

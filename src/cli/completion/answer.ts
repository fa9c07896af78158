import { openProfileGraph } from '../../config/graph.ts';
import { locateConfigFiles } from '../../config/files/locations.ts';
import type { Host } from '../../host/host.ts';
import { readBashLine } from './bash-line.ts';
import { complete, type Candidate, type Completion } from './complete.ts';

/**
 * `awsmfa __complete SHELL …`, which the scripts of `awsmfa completion` run at each Tab. Whatever is wrong, nothing is
 * offered, and nothing is said.
 */
export async function answerCompletion(
  [shell, ...words]: readonly string[],
  host: Host,
): Promise<void> {
  try {
    await host.out(answer(shell ?? '', words, host));
  } catch {
    // The line is still there to be typed to its end.
  }
}

function answer(shell: string, given: readonly string[], host: Host): string {
  const profiles = () => profileNames(host);
  if (shell === 'bash') return answerBash(given, profiles);
  const words = given.map((word, index) => unquoted(shell, word, index === given.length - 1));
  return render(complete(words, profiles), ({ value, description }) => {
    const text = shell === 'nushell' ? quotedForNushell(value) : value;
    return description === undefined ? text : `${text}\t${description}`;
  });
}

/** bash splits a line into more words than it has, so it hands over the line itself and where it breaks words. */
function answerBash(
  [breaks = '', line = '']: readonly string[],
  profiles: () => readonly string[],
): string {
  const { words, replacement } = readBashLine(line, breaks);
  const completion = complete(words.slice(1), profiles);
  if (completion.kind === 'command') return `:command ${words.length - 1 - completion.start}\n`;
  return render(completion, ({ value }) => replacement(value));
}

/** Those that can be typed. */
function profileNames({ env, home, platform }: Host): readonly string[] {
  const names = openProfileGraph(locateConfigFiles(env, home, platform)).names();
  return names.filter((name) => !/\p{Control}/u.test(name));
}

function unquoted(shell: string, word: string, isLast: boolean): string {
  if (shell === 'powershell') return isLast ? word.slice(1) : word;
  return shell === 'nushell' ? word.replace(/^(["'\x60])(.*?)\1?$/s, '$2') : word;
}

/** Double quotes take backslashes, so that any name can be written. */
function quotedForNushell(value: string): string {
  return /^[\w./=:-]+$/.test(value) ? value : `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}

function render(completion: Completion, renderOne: (candidate: Candidate) => string): string {
  if (completion.kind === 'command') return `:command ${completion.start + 1}\n`;
  return [':words', ...completion.candidates.map(renderOne), ''].join('\n');
}

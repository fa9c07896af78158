import { chmodSync, cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { commandSpecs } from '../../src/cli/specs/specs.ts';
import { commandNames, commandOf } from '../../src/plan/model/command-line.ts';
import { type Home, testIn } from '../support/awsmfa.ts';
import { fiveAccounts, phone, wiredAccounts } from '../support/five-accounts.ts';
import { newFolder } from '../support/new-folder.ts';

const test = testIn(fiveAccounts, wiredAccounts);

/** What needs more than this home has is held by the tests of the command: a keychain, a person at a terminal. */
const heldElsewhere = /\bawsmfa (?:completion|keys|setup|rotate)\b/;

const examples = commandNames.flatMap((name) =>
  commandSpecs[name].examples.map(({ command }) => ({ name, command })),
);

describe('the examples at the end of help', () => {
  test('are there for every command, each with the command in it', () => {
    for (const name of commandNames) expect(commandSpecs[name].examples, name).not.toEqual([]);
    for (const { name, command } of examples)
      expect(commandOf(/awsmfa (\S+)/.exec(command)?.[1])).toBe(name);
  });

  test('work, each in a home where the code has been given', async ({ home }) => {
    await home.run(['login', 'prod', '--token-code', home.code(phone)]);
    // What an example runs besides awsmfa.
    program(home, 'terraform');
    program(home, 'xdg-open');
    const runs = examples.filter(({ command }) => !heldElsewhere.test(command));
    const ended = await Promise.all(runs.map((example) => tryOut(example.command, home)));
    expect(ended).toEqual(
      runs.map(({ command }) => ({ command, status: statusOf(command), stderr: '' })),
    );
  });
});

/** There is always something to say of this home: its lines have no absolute path. */
function statusOf(command: string): number {
  return command.startsWith('awsmfa doctor') ? 1 : 0;
}

function program(home: Home, name: string): void {
  home.write(`bin/${name}`, '#!/bin/sh\n');
  chmodSync(home.path(`bin/${name}`), 0o755);
}

/** In a copy of the home, so that none sees what another has changed. */
async function tryOut(command: string, home: Home) {
  const folder = newFolder();
  cpSync(home.path('.aws'), join(folder, '.aws'), { recursive: true });
  mkdirSync(join(folder, 'project'));
  const line = command.replace(/^credential_process = /, '');
  const { status, stderr } = await home.runProgram(['bash', '-ec', line], {
    env: { HOME: folder, DISPLAY: ':0', GITHUB_ENV: join(folder, 'github-env') },
    cwd: join(folder, 'project'),
    stdout: 'holds credentials',
  });
  return { command, status, stderr };
}

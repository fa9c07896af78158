import { mkdirSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { type Home, isStandalone, testIn } from '../support/awsmfa.ts';
import { fiveAccounts, jane, keySection } from '../support/five-accounts.ts';
import { installed } from '../support/installed.ts';
import { type Pty, spawnInPty } from '../support/pty.ts';

const test = testIn(fiveAccounts, {
  credentials: keySection('keys', jane) + keySection('$(id)', jane),
});

/** As a person has it before them who did not choose it as their login shell. */
function startShell(home: Home, name: string): Pty {
  return spawnInPty(name, [], { env: home.env({ SHELL: '/bin/other' }), cwd: home.folder });
}

/** What a person's own files say, and how a shell is started that reads them. */
const shells = {
  bash: { file: '.bashrc', text: 'PS1="own> "', asks: 'own> ' },
  zsh: { file: '.zshrc', text: 'PROMPT="own> "', asks: 'own> ' },
  fish: {
    file: '.config/fish/config.fish',
    text: 'function fish_greeting; end; function fish_prompt; echo -n "own> "; end',
    asks: 'own> ',
  },
  dash: { file: 'unread', text: '', asks: /[$#] / },
} as const;

/** Theirs is put into the prompt by a file of the package, which the single file has not. */
const markedByFile: readonly string[] = ['bash', 'zsh'];

describe.each(Object.entries(shells))('%s', (name, { file, text, asks }) => {
  const [shell] = installed(name);
  const note = shell === undefined ? ' (skipped: it is not installed here)' : '';

  test.skipIf(shell === undefined)(
    `shows the profile in front of its own prompt, and awsmfa ends with it${note}`,
    async ({ home }) => {
      // Where the second is missing, fish fills it from all man pages, and is still at it when it has ended.
      for (const folder of ['.config/fish', '.local/share/fish/generated_completions'])
        mkdirSync(home.path(folder), { recursive: true });
      home.write(file, text);
      const run = startShell(home, name);
      await run.waitFor(asks);
      run.write('awsmfa exec keys\n');
      await run.waitFor('this shell has the credentials of profile "keys"');
      await run.waitFor('`exit` leaves it');
      if (!isStandalone || !markedByFile.includes(name)) await run.waitFor('(keys) ');
      await run.waitFor(asks);
      run.write('exit 3\n');
      await run.waitFor(asks);
      run.write(name === 'fish' ? 'exit $status\n' : 'exit $?\n');
      expect(await run.exit).toMatchObject({ exitCode: 3 });
      expect(run.raw()).not.toContain(jane.secretAccessKey);
    },
  );
});

test.skipIf(process.platform === 'win32')(
  'a name that a prompt would evaluate is not shown in it',
  async ({ home }) => {
    home.write('.bashrc', 'PS1="own> "');
    const run = startShell(home, 'bash');
    await run.waitFor('own> ');
    run.write("awsmfa exec '$(id)'\n");
    await run.waitFor('`exit` leaves it');
    await run.waitFor('own> ');
    expect(run.raw()).not.toContain('uid=');
    run.write('exit\n');
    await run.waitFor('own> ');
    run.write('exit\n');
    await run.exit;
  },
);

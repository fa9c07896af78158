import { describe, expect } from 'vitest';
import { testIn } from '../support/awsmfa.ts';
import { fiveAccounts, jane, keySection } from '../support/five-accounts.ts';
import { installed } from '../support/installed.ts';
import { withLoads } from '../support/loads.ts';
import { spawnInPty } from '../support/pty.ts';

const config = `[default]
[profile prod]
[profile "my prod"]
[profile 'it"s']
[profile work:dev]
[profile a$b]
[profile staging]
`;

const credentials = `${keySection('staging', jane)}[o'$HOME\`x\`]\n`;

const test = testIn(fiveAccounts, { config, credentials });

/** What is typed before Tab, and the words that are on the line then. */
const typed: readonly (readonly [keys: string, words: readonly string[]])[] = [
  ['awsmfa log', ['login']],
  ['awsmfa login my', ['login', 'my prod']],
  ['awsmfa login "my p', ['login', 'my prod']],
  ["awsmfa login 'it", ['login', 'it"s']],
  ['awsmfa login work:', ['login', 'work:dev']],
  ['awsmfa login a', ['login', 'a$b']],
  ['awsmfa login o', ['login', "o'$HOME`x`"]],
  ['awsmfa export --form', ['export', '--format']],
  ['awsmfa export --format dot', ['export', '--format', 'dotenv']],
  ['awsmfa export --profile=sta', ['export', '--profile=staging']],
  ['awsmfa exec prod seq_of_m', ['exec', 'prod', 'seq_of_mine']],
  ['awsmfa exec prod seq_of_mine bin/aws', ['exec', 'prod', 'seq_of_mine', 'bin/awsmfa']],
  ['awsmfa exec prod -- seq_of_m', ['exec', 'prod', '--', 'seq_of_mine']],
];

const shells = {
  bash: ['bash', ['--norc', '--noprofile', '-i'], `PS1='$ '; eval "$(awsmfa completion bash)"`],
  zsh: [
    'zsh',
    ['-f', '-i'],
    `PS1='$ '; autoload -U compinit && compinit -u; eval "$(awsmfa completion zsh)"`,
  ],
  fish: [
    'fish',
    ['--no-config', '-i'],
    `function fish_prompt; echo '$ '; end; awsmfa completion fish | source`,
  ],
} as const;

describe.each(Object.entries(shells))('%s', (_, [program, args, setUp]) => {
  const [found] = installed(program);
  const note = found === undefined ? ` (skipped: ${program} is not installed here)` : '';

  test.skipIf(found === undefined)(
    `completes at Tab whatever the name of a profile is${note}`,
    async ({ home }) => {
      home.write('bin/seq_of_mine', '#!/bin/sh\n');
      const env = { ...home.env({ TERM: 'xterm-256color' }), NODE_OPTIONS: undefined };
      const pty = spawnInPty(found ?? '', args, { env, cwd: home.folder, columns: 120, rows: 50 });
      pty.write(`chmod +x bin/*; ${setUp}; echo rea''dy\r`);
      await pty.waitFor('ready');
      for (const [keys, words] of typed) {
        pty.write(`${keys}\t`);
        // The whole line as arguments of printf.
        pty.write(`\u0001printf '<%s>' \r`);
        await pty.waitFor(words.map((word) => `<${word}>`).join(''));
      }
      pty.kill('SIGKILL');
      await pty.exit;
    },
  );
});

const [nu] = installed('nu');
const nuNote = nu === undefined ? ' (skipped: nu is not installed here)' : '';

test.skipIf(nu === undefined)(
  `nushell${nuNote} completes, and leaves other commands alone`,
  async ({ home }) => {
    const { stdout } = await home.run(['completion', 'nushell']);
    home.write('config.nu', stdout);
    const spans = [
      '[awsmfa login my]',
      '[awsmfa export "--form"]',
      '[git x]',
      '[awsmfa exec prod -- x]',
    ];
    const line = `[${spans.join(' ')}] | each {|spans| do $env.config.completions.external.completer $spans | to json --raw} | str join (char newline)`;
    const ended = await home.runProgram([nu ?? '', '--config', 'config.nu', '-c', line]);
    expect(ended.stdout.trim().split('\n')).toEqual([
      '[{"value":"\\"my prod\\""}]',
      '[{"value":"--format","description":"how to print them"}]',
      'null',
      'null',
    ]);
  },
);

test('a Tab loads neither what reads command lines nor the AWS SDK', async ({ home }) => {
  const { ended, loads } = await withLoads(home, ['__complete', 'zsh', 'login', 'pr']);
  expect(ended).toEqual({ status: 0, stdout: ':words\nprod\n', stderr: '' });
  expect(loads.filter((name) => name.includes('node_modules'))).toEqual([]);
});

test('where the config cannot be read, a Tab offers what needs none, and says nothing', async ({
  home,
}) => {
  home.config('[profile prod\n');
  const nothing = await home.run(['__complete', 'fish', 'login', '']);
  expect(nothing).toEqual({ status: 0, stdout: '', stderr: '' });
  const { stdout } = await home.run(['__complete', 'fish', 'log']);
  expect(stdout).toMatch(/^:words\nlogin\t/);
});

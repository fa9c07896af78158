import { existsSync, readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { testIn } from '../support/awsmfa.ts';
import { fiveAccounts, jane, keySection } from '../support/five-accounts.ts';

/** A profile whose keys need no call to AWS: what is shown here has nothing to do with where they come from. */
const unix = testIn(fiveAccounts, { credentials: keySection('prod', jane) }).skipIf(
  process.platform === 'win32',
);

/** Says on the terminal which signals it gets, and ends at SIGTERM with a status that says how often it got SIGINT. */
const counting = `
  const { openSync, writeSync } = require('fs');
  const terminal = openSync('/dev/tty', 'w');
  let count = 0;
  process.on('SIGINT', () => writeSync(terminal, 'interrupt ' + (count += 1)));
  process.on('SIGTERM', () => process.exit(40 + count));
  process.on('SIGHUP', () => require('fs').writeFileSync('hung-up', '') || process.exit(50));
  setInterval(() => undefined, 1000);
  writeSync(terminal, 'ready');`;

unix(
  'Ctrl-C reaches the command once, a signal that is sent to awsmfa does, too',
  async ({ home }) => {
    const run = home.terminal(['exec', 'prod', '--', process.execPath, '-e', counting]);
    await run.waitFor('ready');
    run.write('\u0003');
    await run.waitFor('interrupt 1');
    run.write('\u0003');
    await run.waitFor('interrupt 2');
    run.kill('SIGTERM');
    expect(await run.ended).toMatchObject({ status: 42, stderr: '' });
  },
);

unix(
  'without a keyboard every signal that is sent to awsmfa reaches the command',
  async ({ home }) => {
    const names = ['TERM', 'HUP', 'USR1', 'USR2', 'INT', 'QUIT'];
    const script = (name: string) =>
      `trap 'echo got ${name}; exit 9' ${name}; kill -${name} $PPID; sleep 20 & wait`;
    const runs = names.map((name) => home.run(['exec', 'prod', '--', 'sh', '-c', script(name)]));
    expect(await Promise.all(runs)).toEqual(
      names.map((name) => ({ status: 9, stdout: `got ${name}\n`, stderr: '' })),
    );
  },
);

unix(
  'a signal that ends the command ends awsmfa, for whoever started it to see',
  async ({ home }) => {
    const call = `require('child_process').spawnSync('awsmfa', ['exec', 'prod', 'sh', '-c', 'kill -INT $$']).signal`;
    const { stdout } = await home.runProgram([process.execPath, '-p', call]);
    expect(stdout).toBe('SIGINT\n');
  },
);

unix(
  'a terminal that is closed ends the command, and a killed awsmfa does not',
  async ({ home }) => {
    const run = home.terminal(['exec', 'prod', '--', process.execPath, '-e', counting]);
    await run.waitFor('ready');
    run.hangUp();
    await run.ended;
    await expect.poll(() => existsSync(home.path('hung-up'))).toBe(true);

    const script = 'kill -KILL $PPID; echo done >alive';
    expect((await home.run(['exec', 'prod', '--', 'sh', '-c', script])).status).toBe(137);
    await expect.poll(() => existsSync(home.path('alive'))).toBe(true);
  },
);

unix(
  'Ctrl-Z gives the terminal back to the shell, and so does a shell that suspends itself',
  async ({ home }) => {
    const onTerminal = 'exec bash --norc -i <>/dev/tty >&0 2>&0';
    const shell = home.programInTerminal(['sh', '-c', onTerminal], { env: { PS1: 'outer> ' } });
    await shell.waitFor('outer> ');
    // It does not read: what has been woken by a signal may still get what is typed at the shell.
    const steps = 'trap "echo go""es on" CONT; echo rea""dy; while :; do sleep 0.1; done';
    shell.write(`awsmfa exec prod -- sh -c '${steps}'\n`);
    await shell.waitFor('ready');
    shell.write('\u001a');
    await shell.waitFor('Stopped');
    await shell.waitFor('outer> ');
    shell.write('fg\n');
    await shell.waitFor('goes on');
    shell.write('\u0003');
    await shell.waitFor('outer> ');

    shell.write('PS1="inner> " awsmfa exec prod -- bash --norc -i\n');
    await shell.waitFor('\u001b[?2004hinner> ');
    shell.write('suspend\n');
    await shell.waitFor('Stopped');
    await shell.waitFor('outer> ');
    shell.write('fg\n');
    await shell.waitFor('bash --norc -i\r\n');
    await shell.waitFor('inner> ');
    shell.write('echo go""es on; exit 3\n');
    await shell.waitFor('goes on');
    await shell.waitFor('outer> ');
    shell.write('exit $?\n');
    expect((await shell.ended).status).toBe(3);
  },
);

unix('a pipe ends when the command closes it, not when awsmfa ends', async ({ home }) => {
  const child = 'exec >&-; read line <fifo; echo "$line" >log';
  const script = `mkfifo fifo; awsmfa exec prod -- sh -c '${child}' | { cat; echo closed >fifo; }`;
  expect(await home.runProgram(['sh', '-c', script])).toMatchObject({ status: 0, stderr: '' });
  await expect.poll(() => existsSync(home.path('log'))).toBe(true);
  expect(readFileSync(home.path('log'), 'utf8')).toBe('closed\n');
});

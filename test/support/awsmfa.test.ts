import { expect, test } from 'vitest';
import { startStandIn } from '../stand-in/server.ts';
import { Home } from './awsmfa.ts';
import { fiveAccounts, jane, phone } from './five-accounts.ts';

/** What is seen of a program that leaks, in the place of awsmfa. */
async function leaksOf(script: string): Promise<readonly string[]> {
  const home = new Home(fiveAccounts, await startStandIn(fiveAccounts));
  try {
    home.write(
      'leak.cjs',
      `const fs = require('fs'); const secret = process.env.SECRET; ${script}`,
    );
    const env = { SECRET: jane.secretAccessKey };
    await home.programInTerminal([process.execPath, 'leak.cjs'], { env }).ended;
    return home.leaks();
  } finally {
    await home.close();
  }
}

const command = `${process.execPath} leak.cjs`;

test.each([
  ['on stdout', 'console.log(secret)', `base key in stdout of ${command}`],
  ['on stderr', 'console.error(secret)', `base key in stderr of ${command}`],
  [
    'on the terminal',
    "fs.writeFileSync('/dev/tty', secret)",
    `base key in the screen after ${command}`,
  ],
  ['in a file', "fs.writeFileSync('file', secret)", 'base key in file'],
  [
    "in a child's arguments",
    "require('child_process').execFile('true', [secret])",
    'base key in the arguments of a child',
  ],
])('a secret is noticed %s', async (_, script, leak) => {
  expect(await leaksOf(script)).toEqual([leak]);
});

test('nothing is noticed where there is none', async () => {
  expect(await leaksOf("console.log('nothing')")).toEqual([]);
});

test('a code is a secret from the moment it is taken off the device', async () => {
  const home = new Home(fiveAccounts, await startStandIn(fiveAccounts));
  try {
    await home.runProgram(['sh', '-c', 'cat'], { input: home.code(phone) });
    expect(home.leaks()).toEqual(['token code in stdout of sh -c cat']);
  } finally {
    await home.close();
  }
});

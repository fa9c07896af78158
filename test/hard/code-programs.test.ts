import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { describe, expect } from 'vitest';
import { type Home, type TerminalRun, testIn } from '../support/awsmfa.ts';
import {
  adminSession,
  fiveAccounts,
  fiveProfiles,
  phone,
  plainAccounts,
} from '../support/five-accounts.ts';
import { whoHas } from '../support/identity.ts';
import { installed } from '../support/installed.ts';
import { newFolder } from '../support/new-folder.ts';
import { isFull } from './support/scene.ts';

const test = testIn(fiveAccounts, plainAccounts);

const inFull = '(takes a minute: AWSMFA_HARD=full)';
const has = (program: string) => isFull && installed(program).length > 0;

function useProgram(home: Home, line: string): void {
  home.config(fiveProfiles.replace('[profile management]', `$&\nmfa_process = ${line}`));
}

/** The seed of the device, which the program is to know and nobody else. */
function seedOf(home: Home): string {
  return home.standIn.device(phone).secret;
}

describe(`a code comes from ${inFull}`, () => {
  test.runIf(has('oathtool'))('oathtool', async ({ home }) => {
    useProgram(home, `oathtool --totp --base32 ${seedOf(home)}`);
    expect(await whoHas(home, await home.helper('prod'))).toBe(adminSession('prod'));
  });

  test.runIf(has('pass') && has('oathtool'))(
    'pass, which gpg decrypts it for',
    async ({ home }) => {
      const store = passwordStore(home);
      useProgram(home, 'pass otp aws/jane');
      const ended = await home.helper('prod', [], { env: store.env });
      expect(await whoHas(home, ended)).toBe(adminSession('prod'));
      store.close();
    },
  );

  test.runIf(isFull)('op, which is signed in', async ({ home }) => {
    const env = withProgram('op', onePassword(home.code(phone)));
    useProgram(home, 'op item get AWS --otp');
    const out = await home.helper('prod', [], { env });
    expect(out.stderr).toContain(
      'failed with status 1: [ERROR] 2026/11/21 12:00:00 You are not currently signed in',
    );
    const ended = await home.helper('prod', [], { env: { ...env, OP_SESSION: 'yes' } });
    expect(await whoHas(home, ended)).toBe(adminSession('prod'));
  });

  test.runIf(isFull)('ykman, which a list names', async ({ home }) => {
    const env = { ...withProgram('ykman', yubiKey(home.code(phone))), PLUGGED_IN: 'yes' };
    const args = ['--prompt', 'ykman'];
    const wrong = await home.helper('prod', args, { env });
    expect(wrong.stderr).toContain(
      'needs an MFA code, but `ykman` failed with status 1: ERROR: No matching account found.',
    );
    const named = { ...env, YKMAN_OATH_CREDENTIAL_NAME: 'aws:jane' };
    const ended = await home.helper('prod', args, { env: named });
    expect(await whoHas(home, ended)).toBe(adminSession('prod'));
  });

  test.runIf(isFull)('a person, where no YubiKey is plugged in', async ({ home }) => {
    const env = { ...withProgram('ykman', yubiKey('')), AWSMFA_PROMPT: 'ykman,tty' };
    const run = home.helperOnTerminal('prod', [], { env });
    await run.enterCode(phone);
    expect(await whoHas(home, await run.ended)).toBe(adminSession('prod'));
  });
});

describe.runIf(isFull)(`two processes that want the same session ${inFull}`, () => {
  const pinentry = (code: string) =>
    `cat >/dev/null; printf 'OK\\nD gtk2\\nOK\\nD ${code}\\nOK\\nOK\\n'`;
  const printing = (code: string) => `sleep 1; echo ${code}`;

  test.for([
    ['mfa_process', 'AWSMFA_MFA_PROCESS', 'tty', printing],
    ['ykman', 'YKMAN', 'ykman', printing],
    ['askpass', 'SSH_ASKPASS', 'askpass', printing],
    ['pinentry', 'AWSMFA_PINENTRY', 'pinentry', pinentry],
  ] as const)('run %s once', async ([, variable, prompt, script], { home }) => {
    const { PATH } = withProgram(
      'ykman',
      `echo run >>${home.path('runs')}\n${script(home.code(phone))}\n`,
    );
    const program = join(PATH.split(delimiter)[0] ?? '', 'ykman');
    const env = { PATH, [variable]: program, AWSMFA_PROMPT: prompt, DISPLAY: ':none' };
    const ended = await Promise.all(['prod', 'dev'].map((name) => home.helper(name, [], { env })));
    expect(ended.map(({ status }) => status)).toEqual([0, 0]);
    expect(readFileSync(home.path('runs'), 'utf8')).toBe('run\n');
    expect(home.calls).toEqual({ GetSessionToken: 1, AssumeRole: 2 });
  });
});

describe.runIf(has('pinentry-tty'))(`a real pinentry on the terminal ${inFull}`, () => {
  const env = { AWSMFA_PROMPT: 'pinentry', AWSMFA_PINENTRY: 'pinentry-tty' };
  const script = 'trap : INT; awsmfa login prod; stty -a >modes';

  test('asks for a code', async ({ home }) => {
    const run = home.programInTerminal(['sh', '-c', script], { env });
    await run.waitFor('MFA code');
    run.write(`${home.code(phone)}\r`);
    expect((await run.ended).stdout).toContain('needs no code for');
  });

  const endings: readonly [string, (run: TerminalRun) => void][] = [
    ['nobody answers', () => undefined],
    ['somebody hits Ctrl-C', (run) => run.write('\u0003')],
  ];

  test.for(endings)('leaves the terminal in order when %s', async ([, end], { home }) => {
    const more = { ...env, AWSMFA_PROMPT_TIMEOUT: '3' };
    const run = home.programInTerminal(['sh', '-c', script], { env: more });
    await run.waitFor('MFA code');
    end(run);
    expect((await run.ended).stdout).toBe('');
    expect(readFileSync(home.path('modes'), 'utf8')).toMatch(/ icanon .* echo /s);
  });
});

/** A store of pass with the seed of the device in it, behind a key without a passphrase. */
function passwordStore(home: Home) {
  const folder = newFolder();
  const env = { GNUPGHOME: join(folder, 'gnupg'), PASSWORD_STORE_DIR: join(folder, 'store') };
  mkdirSync(env.GNUPGHOME, { mode: 0o700 });
  const run = (command: string, args: readonly string[], input = '') =>
    execFileSync(command, args, { env: { ...process.env, ...env }, input, stdio: 'pipe' });
  run('gpg', ['--batch', '--passphrase', '', '--quick-generate-key', 'jane', 'default', 'default']);
  run('pass', ['init', 'jane']);
  run('pass', ['otp', 'insert', 'aws/jane'], `otpauth://totp/aws:jane?secret=${seedOf(home)}\n`);
  return { env, close: () => run('gpgconf', ['--kill', 'all']) };
}

/** A program of this name before all others on the PATH, in a folder of its own: no code may lie in the home. */
function withProgram(name: string, script: string) {
  const file = join(newFolder(), name);
  writeFileSync(file, `#!/bin/sh\n${script}`);
  chmodSync(file, 0o755);
  return { PATH: [dirname(file), dirname(process.execPath), process.env['PATH']].join(delimiter) };
}

/** https://developer.1password.com/docs/cli/reference/management-commands/item#item-get */
function onePassword(code: string): string {
  return `[ "$*" = 'item get AWS --otp' ] || exit 64
if [ -z "$OP_SESSION" ]; then
  echo '[ERROR] 2026/11/21 12:00:00 You are not currently signed in. Please run \`op signin --help\`' >&2
  exit 1
fi
echo ${code}
`;
}

/** https://docs.yubico.com/software/yubikey/tools/ykman/OATH_Commands.html: `--single` prints the code and no more. */
function yubiKey(code: string): string {
  return `[ "$1 $2 $3 $4" = 'oath accounts code --single' ] && [ $# = 5 ] || exit 2
if [ -z "$PLUGGED_IN" ]; then echo 'ERROR: No YubiKey detected!' >&2; exit 1; fi
if [ "$5" != aws:jane ]; then echo 'ERROR: No matching account found.' >&2; exit 1; fi
echo 'Touch your YubiKey...' >&2
echo ${code}
`;
}

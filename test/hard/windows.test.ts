import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { clientFolder, findClients } from '../e2e/clients.ts';
import { helperCall, type Home, testIn } from '../support/awsmfa.ts';
import { hasDesktop, openDesktop, type Desktop } from '../support/desktop.ts';
import {
  adminOf,
  adminSession,
  fiveAccounts,
  fiveProfiles,
  hardwareToken,
  jane,
  keySection,
  phone,
} from '../support/five-accounts.ts';
import { whoHas } from '../support/identity.ts';
import { isFull } from './support/scene.ts';

const otherDevice = `[profile other]
role_arn = ${adminOf('dev')}
source_profile = management
mfa_serial = ${hardwareToken}
[profile wired]
region = eu-central-1
credential_process = awsmfa credential-process --profile prod
`;

const test = testIn(fiveAccounts, {
  credentials: keySection('management', jane),
  config: fiveProfiles + otherDevice,
});

let desktop: Desktop;
beforeAll(async () => {
  if (hasDesktop) desktop = await openDesktop();
});
afterAll(async () => {
  if (hasDesktop) await desktop.close();
});

function helper(home: Home, profile = 'prod', more = {}) {
  return home.helper(profile, [], { env: { ...desktop.env, ...more } });
}

/** What the windows said so far. */
function questions(home: Home): readonly string[] {
  const words = home.record.children().filter(([program]) => program === 'zenity');
  return words.map((argv) => argv.find((word) => word.startsWith('--text=')) ?? '');
}

test.runIf(hasDesktop)(
  'a window asks where there is no terminal, and takes a code',
  async ({ home }) => {
    const run = helper(home);
    await desktop.answer(home.code(phone));
    expect(await whoHas(home, await run)).toBe(adminSession('prod'));
    expect((await run).stderr).toBe('');
    await desktop.waitForNone();
  },
);

const inFull = '(takes a minute: AWSMFA_HARD=full)';

describe.runIf(hasDesktop && isFull)(`a window ${inFull}`, () => {
  test('says why another code is needed, and takes it', async ({ home }) => {
    const run = helper(home);
    await desktop.answer('12345');
    await desktop.answer(home.secretCode(home.standIn.device(phone).wrongCode()));
    await desktop.answer(home.code(phone));
    expect(await whoHas(home, await run)).toBe(adminSession('prod'));
    const [first, second, third, ...more] = questions(home);
    expect(first).toContain('needs an MFA code for profile "prod"');
    expect(second).toContain('an MFA code has six digits');
    expect(third).toContain('AWS rejected the code, and a code works only once');
    expect(more).toEqual([]);
  });

  test('that is closed does not come back, but to a person', async ({ home }) => {
    const first = helper(home);
    await desktop.answer('', 'Escape');
    expect(await first).toMatchObject({ status: 5, stdout: '' });
    expect((await first).stderr).toContain('no MFA code was entered');
    const second = await helper(home);
    expect(second.status).toBe(5);
    expect(second.stderr).toContain('a question for one was dismissed, so no window opens');
    expect(questions(home)).toHaveLength(1);
    const login = home.run(['login', 'prod'], { env: desktop.env });
    await desktop.answer(home.code(phone));
    expect((await login).status).toBe(0);
    const shell = home.programInTerminal(['bash', '--norc', '-i'], {
      env: { ...desktop.env, AWSMFA_PROMPT: 'dialog' },
    });
    shell.write(`awsmfa ${[...helperCall('other'), '--no-cache'].join(' ')} >/dev/null; exit\r`);
    await desktop.answer('', 'Escape');
    await shell.ended;
  });

  test('goes at the deadline', async ({ home }) => {
    const run = helper(home, 'prod', { AWSMFA_PROMPT_TIMEOUT: '2' });
    await desktop.waitForOne();
    expect(await run).toMatchObject({ status: 5, stdout: '' });
    expect((await run).stderr).toContain('nobody entered a code within 2 s');
    await desktop.waitForNone();
  });

  test.for(['SIGKILL', 'SIGTERM'] as const)(
    'goes with the caller, which ends by %s',
    async (signal, { home }) => {
      const env = home.env(desktop.env) as NodeJS.ProcessEnv;
      const script = `awsmfa ${helperCall('prod').join(' ')}; true`;
      const caller = spawn('sh', ['-c', script], { env, detached: true, stdio: 'ignore' });
      await desktop.waitForOne();
      caller.kill(signal);
      await once(caller, 'exit');
      await desktop.waitForNone();
    },
  );

  test('is one for two processes that want the same session', async ({ home }) => {
    const runs = [helper(home), helper(home, 'dev')];
    await desktop.answer(home.code(phone));
    const ended = await Promise.all(runs);
    expect(ended.map(({ status }) => status)).toEqual([0, 0]);
    expect(questions(home)).toHaveLength(1);
  });

  test('waits for its turn where two processes want codes of different devices', async ({
    home,
  }) => {
    const runs = [helper(home), helper(home, 'other')];
    for (let window = 1; window <= 2; window += 1) {
      await until(() => questions(home).length === window);
      const isToken = questions(home).at(-1)?.includes(hardwareToken) === true;
      await desktop.answer(home.code(isToken ? hardwareToken : phone));
    }
    const ended = await Promise.all(runs);
    expect(ended.map(({ status }) => status)).toEqual([0, 0]);
    expect(questions(home)).toHaveLength(2);
  });
});

/** One of each make: the others differ in how they find the profile. */
const clients = ['AWS CLI', 'boto3', 'JS SDK'].flatMap((make) =>
  findClients()
    .filter(({ title }) => title.startsWith(make))
    .slice(0, 1),
);

describe.runIf(hasDesktop && isFull).each(clients)(
  `$title without a terminal ${inFull}`,
  (client) => {
    test('opens one window, and none for twenty requests more', async ({ home }) => {
      const options = { env: desktop.env, cwd: clientFolder };
      const ask = () => home.runProgram(client.command('wired', home), options);
      const first = ask();
      await desktop.answer(home.code(phone));
      const expected = { status: 0, stdout: `${adminSession('prod')}\n` };
      expect(await first).toMatchObject(expected);
      for (let request = 0; request < 20; request += 1) expect(await ask()).toMatchObject(expected);
      expect(questions(home)).toEqual([expect.stringMatching(/awsmfa: \S+ needs an MFA code/)]);
    });
  },
  120_000,
);

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 50));
}

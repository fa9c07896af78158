import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect } from 'vitest';
import { type Home, program } from '../support/awsmfa.ts';
import { accounts, phone } from '../support/five-accounts.ts';
import { type Pty, spawnInPty } from '../support/pty.ts';
import {
  call,
  isFull,
  question,
  roleOf,
  runWithCode,
  sessionPaths,
  sessionsFolder,
  test,
} from './support/scene.ts';
import { randomNumbers } from './support/random.ts';

const prodAdmin = `${accounts.prod}:admin`;
const seed = Number(process.env['AWSMFA_SEED'] ?? Date.now() % 1_000_000);
const lanes = [1, 2];
const runsEach = isFull ? 250 : 6;

/** About what a run takes from start to end. Those that get through are not counted. */
const longestLifeMs = 400;

/** Types a code as soon as one is asked for. */
function typing<P extends Pty>(home: Home, run: P): P {
  void run
    .waitFor(question)
    .then(() => run.write(`${home.code(phone)}\r`))
    .catch(() => undefined);
  return run;
}

/** On a terminal that nobody looks at: who is killed between the last digit and Return leaves the code on it. */
function startVictim(home: Home): Pty {
  const place = { env: home.env(), cwd: home.folder };
  const [command = '', ...args] = [...program, ...call('prod')];
  return spawnInPty(command, args, place);
}

/** Cold most of the time, so that there is something to interrupt. */
function forgetSome(home: Home, dice: number): void {
  const [mfaSession, roleSession] = sessionPaths(home);
  const forgotten = dice < 0.7 ? [mfaSession, roleSession] : dice < 0.85 ? [roleSession] : [];
  for (const path of forgotten) if (path !== undefined) rmSync(home.path(path));
}

/** Under its own name every session is whole, whatever else a killed process left. */
function expectWholeSessions(home: Home): void {
  for (const path of sessionPaths(home)) {
    const session = JSON.parse(readFileSync(home.path(path), 'utf8')) as Record<string, string>;
    expect(path).toBe(`${sessionsFolder}/${session['Key']}.json`);
    expect(session['SessionToken']).toMatch(/^IQoJ.{500,}/);
  }
  const others = namesIn(home).filter((name) => !name.endsWith('.json'));
  expect(others.filter((name) => !name.endsWith('.tmp'))).toEqual([]);
}

function namesIn(home: Home): readonly string[] {
  try {
    return readdirSync(join(home.folder, sessionsFolder));
  } catch {
    return [];
  }
}

/** The next one without a terminal gets the right answer or asks; it waits for nobody, since nobody is there. */
async function expectRightOrAsking(home: Home): Promise<void> {
  const ended = await home.run(call('prod'));
  if (ended.status === 0) expect(await roleOf(home, ended)).toBe(prodAdmin);
  else
    expect(ended.stderr).toMatch(
      /^awsmfa: error: profile "prod" needs an MFA code, but there is no terminal\b/,
    );
}

describe.concurrent.each(lanes)(`lane %i with AWSMFA_SEED=${seed}`, (lane) => {
  test(
    `${runsEach} runs are killed at any moment, and no later one suffers`,
    {
      timeout: 300_000,
    },
    async ({ home }) => {
      const random = randomNumbers(seed + lane);
      let killed = 0;
      while (killed < runsEach) {
        forgetSome(home, random());
        const victim = typing(home, startVictim(home));
        const companion = random() < 0.25 ? typing(home, home.terminal(call('prod'))) : undefined;
        await Promise.race([pause(random() * longestLifeMs), victim.exit]);
        victim.kill('SIGKILL');
        if ((await victim.exit).signal === constants.signals.SIGKILL) killed += 1;
        if (companion !== undefined)
          expect(await roleOf(home, await companion.ended)).toBe(prodAdmin);
        expectWholeSessions(home);
        await expectRightOrAsking(home);
      }
      expect(await roleOf(home, await runWithCode(home, 'prod'))).toBe(prodAdmin);
    },
  );
});

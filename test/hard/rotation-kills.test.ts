import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import { whoAmI } from '../support/identity.ts';
import { type Home, program, testIn } from '../support/awsmfa.ts';
import { fiveProfiles, jane, keySection, management } from '../support/five-accounts.ts';
import { rotatingWorld } from '../support/rotating-world.ts';
import { randomNumbers } from './support/random.ts';
import { isFull } from './support/scene.ts';

const seed = Number(process.env['AWSMFA_SEED'] ?? Date.now() % 1_000_000);
const lanes = isFull ? [1, 2, 3, 4, 5] : [1, 2];
const killsEach = isFull ? 40 : 2;

/** More calls than a rotation makes with these delays of AWS's, so that some get through. */
const mostCalls = 24;

const test = testIn(rotatingWorld(), {
  config: fiveProfiles,
  credentials: `${keySection('management', jane)}\n${keySection('copy', jane)}`,
});

function start(home: Home, args: readonly string[]) {
  const [command = '', ...words] = [...program, 'rotate', 'management', ...args];
  return spawn(command, words, { env: home.env(), cwd: home.folder, stdio: 'ignore' });
}

/** Kills a rotation at one of its calls, before AWS has done it, after that, or a moment later. */
async function killed(home: Home, dice: () => number): Promise<void> {
  const at = Math.floor(dice() * mostCalls);
  let seen = 0;
  const when = dice() < 0.5 ? 'before' : 'after';
  const isIt = () => seen++ === at;
  const child = start(home, dice() < 0.5 ? ['--delete'] : []);
  const ended = once(child, 'exit');
  const held = home.standIn.holdAny({ when, where: isIt });
  await Promise.race([held.arrived, ended]);
  held.release();
  const delayMs = dice() < 0.5 ? 0 : dice() * 40;
  if (delayMs > 0) await pause(delayMs);
  child.kill('SIGKILL');
  await ended;
}

/** Each profile has a key that AWS accepts, as soon as AWS knows of it everywhere; the user has one more at most. */
async function expectWorking(home: Home): Promise<void> {
  const text = readFileSync(home.path('.aws/credentials'), 'utf8');
  const pairs = [...text.matchAll(/aws_access_key_id = (.+)\naws_secret_access_key = (.+)/g)];
  expect(pairs).toHaveLength(2);
  home.standIn.accessKeys.settle();
  for (const [, id, secret] of pairs)
    expect(await whoAmI(home, { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret })).toBe(
      `arn:aws:iam::${management}:user/jane`,
    );
  expect(home.standIn.accessKeys.all().length).toBeLessThanOrEqual(2);
}

test.concurrent.for(lanes)(
  `whenever a rotation is killed, there is a working key, and the next run ends it (${killsEach} times, seed ${seed}, lane %i)`,
  { timeout: 900_000 },
  async (lane, { home }) => {
    home.standIn.accessKeys.consistency = { newKey: 'rraraa', listings: 1 };
    const dice = randomNumbers(seed + lane);
    for (let kill = 0; kill < killsEach; kill++) {
      await killed(home, dice);
      await expectWorking(home);
    }
    const child = start(home, ['--delete']);
    const [status] = (await once(child, 'exit')) as [number];
    expect(status).toBe(0);
    await expectWorking(home);
    const left = home.standIn.accessKeys.all();
    const text = readFileSync(home.path('.aws/credentials'), 'utf8');
    expect(left.filter(({ key }) => text.includes(key.accessKeyId))).toHaveLength(1);
    expect(left.filter(({ key }) => key.state !== 'inactive')).toHaveLength(1);
  },
);

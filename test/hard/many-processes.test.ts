import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import type { Home } from '../support/awsmfa.ts';
import { accounts, roleNames } from '../support/five-accounts.ts';
import { answer, isFull, lockActivity, question, roleOf, test } from './support/scene.ts';

/** For each of four profiles. */
const each = isFull ? 25 : 3;

const storm = `
  for i in $(seq ${each}); do
    for profile in ${roleNames.join(' ')}; do
      awsmfa credential-process --profile $profile >$OUT/$profile.$i.out 2>$OUT/$profile.$i.err &
    done
  done
  wait`;

/** Whose credentials each process got, as `profile: role`, and how many times. */
async function answersIn(home: Home, outputs: string): Promise<Record<string, number>> {
  const roles = new Map<string, string>();
  const counts: Record<string, number> = {};
  for (const profile of roleNames) {
    for (let i = 1; i <= each; i += 1) {
      const read = (what: string) => readFileSync(join(outputs, `${profile}.${i}.${what}`), 'utf8');
      const [stdout, stderr] = [read('out'), read('err')];
      expect({ profile, i, stderr }).toEqual({ profile, i, stderr: '' });
      const role = roles.get(stdout) ?? (await roleOf(home, { status: 0, stdout, stderr }));
      roles.set(stdout, role);
      const answer = `${profile}: ${role}`;
      counts[answer] = (counts[answer] ?? 0) + 1;
    }
  }
  return counts;
}

const right = Object.fromEntries(
  roleNames.map((profile) => [`${profile}: ${accounts[profile]}:admin`, each]),
);

describe(`${4 * each} processes over four profiles at once`, () => {
  test(
    'are one question, one GetSessionToken, four AssumeRole, and nothing the second time',
    {
      timeout: 120_000,
    },
    async ({ home, outputs }) => {
      const cold = home.programInTerminal(['sh', '-c', storm], { env: { OUT: outputs } });
      await cold.waitFor(question);
      await answer(home, cold);
      await cold.exit;
      expect(await answersIn(home, outputs)).toEqual(right);
      expect(home.calls).toEqual({ GetSessionToken: 1, AssumeRole: 4 });
      expect(cold.raw().match(/MFA code for arn/g)).toHaveLength(1);

      home.standIn.reset();
      const locksBefore = lockActivity(home);
      const warm = home.programInTerminal(['sh', '-c', storm], { env: { OUT: outputs } });
      await warm.exit;
      expect(home.standIn.calls).toEqual([]);
      expect(lockActivity(home)).toBe(locksBefore);
      expect(warm.raw()).toBe('');
      expect(await answersIn(home, outputs)).toEqual(right);
    },
  );
});

import { describe, expect } from 'vitest';
import { testIn } from '../support/awsmfa.ts';
import { fiveAccounts, phone, plainAccounts } from '../support/five-accounts.ts';
import { canMount, mountTmpfs } from '../support/mount.ts';

const test = testIn(fiveAccounts, plainAccounts);
const announced =
  'the session cannot be kept, so a code will be needed again: cannot keep sessions';

describe('a session that cannot be kept', () => {
  test('is announced in the question of each call', async ({ home }) => {
    for (const call of [1, 2]) {
      const run = home.helperOnTerminal('prod', [], { env: { AWSMFA_HOME: '/dev/null/awsmfa' } });
      await run.waitFor(announced);
      await run.enterCode(phone);
      expect(await run.ended).toMatchObject({ status: 0, stderr: '' });
      expect(home.calls.GetSessionToken).toBe(call);
    }
  });

  test('is warned of once, though two of them cannot be kept', async ({ home }) => {
    const env = { AWSMFA_HOME: '/dev/null/awsmfa', AWSMFA_TOKEN_CODE: home.code(phone) };
    const { status, stderr } = await home.run(['export', 'prod'], { env });
    expect(status).toBe(0);
    expect(stderr).toMatch(/^awsmfa: warning: cannot keep sessions in .*ENOTDIR.*\n$/);
  });

  test.skipIf(!canMount)(
    'on a read-only disk is announced too, and `login` asks nobody (needs the right to mount)',
    async ({ home }) => {
      const unmount = mountTmpfs(home.path('disk'), 'size=64k,ro');
      const env = { AWSMFA_HOME: home.path('disk/awsmfa') };
      try {
        const login = home.terminal(['login', 'prod'], { env });
        const { status, stderr } = await login.ended;
        expect(status).toBe(7);
        expect(stderr).toMatch(/^awsmfa: error: cannot keep sessions in .*EROFS/);
        expect(home.standIn.calls).toEqual([]);
        const run = home.helperOnTerminal('prod', [], { env });
        await run.waitFor(/cannot be kept, so a code will be needed again: .*EROFS/);
        await run.enterCode(phone);
        expect((await run.ended).status).toBe(0);
      } finally {
        unmount();
      }
    },
  );
});

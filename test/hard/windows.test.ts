import { afterAll, beforeAll, describe, expect } from 'vitest';
import { testIn } from '../support/awsmfa.ts';
import { hasDesktop, openDesktop, type Desktop } from '../support/desktop.ts';
import {
  adminSession,
  fiveAccounts,
  fiveProfiles,
  jane,
  keySection,
  phone,
} from '../support/five-accounts.ts';
import { whoHas } from '../support/identity.ts';

const test = testIn(fiveAccounts, {
  credentials: keySection('management', jane),
  config: fiveProfiles,
});

let desktop: Desktop;

describe.runIf(hasDesktop)('a window', () => {
  beforeAll(async () => {
    desktop = await openDesktop();
  });
  afterAll(() => desktop.close());

  test('asks where there is a display and no terminal, and takes a code', async ({ home }) => {
    const run = home.helper('prod', [], { env: desktop.env });
    const [window = ''] = await desktop.waitForWindows(1);
    await desktop.type(window, home.code(phone), 'Return');
    expect(await whoHas(home, await run)).toBe(adminSession('prod'));
    expect((await run).stderr).toBe('');
  });
});

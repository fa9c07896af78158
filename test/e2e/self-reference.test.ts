import { chmodSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { type Home, programFile, testIn } from '../support/awsmfa.ts';
import {
  adminOf,
  adminSession,
  fiveAccounts,
  jane,
  keySection,
  otherRoles,
} from '../support/five-accounts.ts';
import { whoHas } from '../support/identity.ts';

const test = testIn(fiveAccounts);

const openRole = `role_arn = ${otherRoles.open}\nrole_session_name = jane\n`;
const openSession = adminSession('dev').replace('admin', 'open');

/** How often awsmfa was started, by the test and by whatever the test started. */
function starts(home: Home): number {
  return home.record.awsmfa().length;
}

/** A program that runs awsmfa for a profile, in a way that its name does not show. */
function writeWrapper(home: Home, name: string, profile: string): string {
  home.write(name, `#!/bin/sh\nexec awsmfa credential-process --profile ${profile}\n`);
  chmodSync(home.path(name), 0o755);
  return home.path(name);
}

describe("awsmfa's own line", () => {
  const lines = (profile: string) => [
    `awsmfa credential-process --profile ${profile}`,
    `awsmfa credential-process --profile=${profile}`,
    `"awsmfa" "credential-process" --no-prompt --profile '${profile}'`,
    `${programFile} credential-process --profile ${profile}`,
    `node ${programFile} credential-process --profile ${profile}`,
    `npx --yes awsmfa credential-process --profile ${profile}`,
    `awsmfa export --format process ${profile}`,
  ];

  test.for(lines('prod'))('is skipped in the requested profile: %s', async (line, { home }) => {
    home.credentials(keySection('base', jane));
    const chain = openRole.replaceAll(/^/gm, 'awsmfa_').replace(/awsmfa_$/, '');
    home.config(
      `[profile prod]\ncredential_process = ${line}\n${chain}awsmfa_source_profile = base\n`,
    );
    expect(await whoHas(home, await home.helper('prod'))).toBe(openSession);
    expect([starts(home), home.record.children()]).toEqual([1, []]);
  });

  test.for(lines('base'))('is followed in a source profile: %s', async (line, { home }) => {
    home.credentials(keySection('base', jane));
    home.config(
      `[profile prod]\n${openRole}source_profile = shared\n[profile shared]\ncredential_process = ${line}\n`,
    );
    expect(await whoHas(home, await home.helper('prod'))).toBe(openSession);
    expect([starts(home), home.record.children()]).toEqual([1, []]);
  });

  test('is followed from one profile to the next', async ({ home }) => {
    home.credentials(keySection('base', jane));
    home.config(`[profile a]
credential_process = awsmfa credential-process --profile b
[profile b]
credential_process = awsmfa credential-process --profile c
[profile c]
${openRole}source_profile = base
`);
    expect(await whoHas(home, await home.helper('a'))).toBe(openSession);
    expect(starts(home)).toBe(1);
  });
});

describe('a profile that runs only awsmfa for itself is refused', () => {
  test('where it says so itself', async ({ home }) => {
    home.config('[profile prod]\ncredential_process = awsmfa credential-process --profile prod\n');
    const { status, stderr } = await home.helper('prod');
    expect([status, starts(home)]).toEqual([3, 1]);
    expect(stderr).toContain(
      `profile "prod" (${home.path('.aws/config')}:2) has a \`credential_process\` that runs awsmfa for this same profile`,
    );
  });

  test('where two profiles say so of each other', async ({ home }) => {
    home.config(`[profile a]
credential_process = awsmfa credential-process --profile b
[profile b]
credential_process = awsmfa credential-process --profile a
`);
    const { status, stderr } = await home.helper('a');
    expect([status, starts(home)]).toEqual([3, 1]);
    expect(stderr).toContain('form a loop');
    expect(stderr).toContain('a → b → a');
  });

  test('where its source profile leads there', async ({ home }) => {
    home.config(`[profile prod]
role_arn = ${adminOf('prod')}
source_profile = shared
[profile shared]
credential_process = awsmfa credential-process --profile prod
`);
    const { status, stderr } = await home.helper('prod');
    expect([status, starts(home)]).toEqual([3, 1]);
    expect(stderr).toContain('prod → shared → prod');
  });

  test('where it is hidden in a program of its own: that is started once', async ({ home }) => {
    const wrapper = writeWrapper(home, 'wrapper', 'prod');
    home.config(
      `[profile prod]\n${openRole}source_profile = base\n[profile base]\ncredential_process = ${wrapper}\n`,
    );
    const { status, stdout, stderr } = await home.helper('prod');
    expect([status, stdout, starts(home)]).toEqual([3, '', 2]);
    expect(stderr).toContain('profile "base" depends on itself');
  });

  test('where two such programs call each other', async ({ home }) => {
    const toB = writeWrapper(home, 'to-b', 'b');
    const toA = writeWrapper(home, 'to-a', 'a');
    home.config(
      `[profile a]\ncredential_process = ${toB}\n[profile b]\ncredential_process = ${toA}\n`,
    );
    const { status, stdout } = await home.helper('a');
    expect([status, stdout, starts(home)]).toEqual([3, '', 3]);
  });
});

test('a program that runs awsmfa for another profile is run like any other', async ({ home }) => {
  home.credentials(keySection('keys', jane));
  const wrapper = writeWrapper(home, 'wrapper', 'keys');
  home.config(
    `[profile prod]\n${openRole}source_profile = base\n[profile base]\ncredential_process = ${wrapper}\n`,
  );
  expect(await whoHas(home, await home.helper('prod'))).toBe(openSession);
  expect(starts(home)).toBe(2);
});

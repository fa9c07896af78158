import { chmodSync } from 'node:fs';
import { describe, expect } from 'vitest';
import type { World } from '../stand-in/world.ts';
import { type Home, testIn } from '../support/awsmfa.ts';
import { adminOf, fiveAccounts, phone } from '../support/five-accounts.ts';
import { installed } from '../support/installed.ts';
import { codeBlocks, document, exchanges, type Exchange } from './markdown.ts';

/** As the README's reader is: a user with one device, who may list it. */
const world: World = {
  ...fiveAccounts,
  users: fiveAccounts.users.map((user) => ({
    ...user,
    mfaDevices: (user.mfaDevices ?? []).filter(({ serial }) => serial === phone),
    listMfaDevices: 'allowed',
  })),
};

const test = testIn(world);
const readme = document('README.md');
const wiring = document('docs/wiring.md');
const [credentials = '', whole = '', inDefault = '', shared = '', second = ''] = codeBlocks(
  wiring,
  'ini',
);
const [login = ''] = codeBlocks(readme, 'console');
const [serial = ''] = codeBlocks(wiring, 'console');
const shellLines = codeBlocks(readme, 'sh').flatMap((block) => block.trim().split('\n'));
const [explain = ''] = codeBlocks(document('docs/troubleshooting.md'), 'console');
const [realAws] = installed('aws');

interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
}

describe('the transcripts', () => {
  const note = realAws === undefined ? ' (skipped: aws is not installed here)' : '';
  test.for([
    ['the serial of the MFA device', serial],
    ['login: one code for two profiles', login],
  ] as const)(`of the documents: %s${note}`, async ([, transcript], { home, skip }) => {
    if (realAws === undefined) skip();
    home.credentials(credentials);
    home.config(whole);
    // Debian's version does not read AWS_ENDPOINT_URL, and wants a region with an endpoint.
    const line = `AWS_DEFAULT_REGION=eu-west-1 exec ${realAws} "$@" --endpoint-url "$AWS_ENDPOINT_URL"`;
    home.write('bin/aws', `#!/bin/sh\n${line}\n`);
    chmodSync(home.path('bin/aws'), 0o755);
    for (const exchange of exchanges(transcript)) await expectAsWritten(home, exchange);
  });

  test('of explain: the plan for a profile of the set-up, line by line', async ({ home }) => {
    home.credentials(credentials);
    home.config(whole);
    const [exchange] = exchanges(explain);
    const env = { AWS_ENDPOINT_URL: undefined };
    const { stdout } = await home.runProgram(['sh', '-c', exchange?.command ?? ''], { env });
    expect(stdout.replaceAll(home.folder, '/home/jane').trimEnd().split('\n')).toEqual(
      exchange?.output,
    );
  });
});

/** Types the command and, where the README shows a question, a code; what appears must be what the README shows. */
async function expectAsWritten(home: Home, { command, question, output }: Exchange): Promise<void> {
  // An interactive shell, to whoever looks for the program that runs awsmfa: it has no script and no command.
  home.write('typed', command);
  const run = home.programInTerminal(['sh', '-c', 'sh -s <typed']);
  for (const line of question.slice(0, -1)) await run.waitFor(line);
  if (question.length > 0) await run.enterCode(phone);
  const { screen, stdout, stderr } = await run.ended;
  const shown = `${screen}\n${stdout}`.trim().split('\n');
  expect(stderr).toBe('');
  expect(shown.map(withoutTime)).toEqual(output.map(withoutTime));
  expect(question.at(-1) ?? `MFA code for ${phone} ›`).toContain(`MFA code for ${phone} ›`);
}

function withoutTime(line: string): string {
  return line.replace(/\d+ h \d+ min, until \d{4}-\d\d-\d\d \d\d:\d\d$/, 'TIME');
}

describe('every way to wire a profile', () => {
  test.for([
    ['with the whole chain', whole, 'prod'],
    ['with the whole chain', whole, 'dev'],
    ['with the key in [default]', inDefault, 'prod'],
    ['with a shared MFA session', shared, 'test'],
    ['with a second profile', second, 'staging'],
  ] as const)('%s leads through one MFA session to a role', async ([, way, profile], { home }) => {
    home.credentials(
      way === inDefault ? credentials.replace('management', 'default') : credentials,
    );
    home.config(way);
    const { stdout } = await home.run(['explain', profile, '--json']);
    const { steps } = JSON.parse(stdout) as { steps: readonly Record<string, unknown>[] };
    expect(steps).toMatchObject([
      { kind: 'GetSessionToken', mfaSerial: phone },
      { kind: 'AssumeRole', roleArn: adminOf(profile) },
    ]);
  });

  test('puts nothing beside `credential_process` that an SDK minds', () => {
    const ways = [whole, inDefault, shared, second];
    const sections = ways.flatMap((block) => block.split('\n\n'));
    const wired = sections.filter((section) => section.includes('credential_process'));
    const names = wired.flatMap((section) => [...section.matchAll(/^(\w+) =/gm)].map(([, n]) => n));
    expect(wired).toHaveLength(5);
    expect(
      names.filter((name) => !/^(credential_process|region|awsmfa_.*)$/.test(name ?? '')),
    ).toEqual([]);
  });
});

test('the two lines of the README put a profile into a shell, and take it out again', async ({
  home,
}) => {
  home.credentials(credentials);
  home.config(whole);
  const [enter = '', leave = ''] = shellLines.filter((line) => line.startsWith('eval'));
  const script = `${enter}; echo "$AWSMFA_PROFILE $AWS_REGION"; ${leave}; env | grep -c ^AWSMFA_PROFILE`;
  const run = home.programInTerminal(['sh', '-c', script]);
  await run.enterCode(phone);
  expect(await run.ended).toMatchObject({ stdout: 'prod eu-west-1\n0\n', stderr: '' });
});

test('the npm commands of the README are there', () => {
  const scripts = Object.keys((JSON.parse(document('package.json')) as Manifest).scripts);
  const named = shellLines.flatMap((line) =>
    [...line.matchAll(/npm run (\w+)/g)].map(([, n]) => n),
  );
  expect(named).toEqual(['demo']);
  expect(scripts).toEqual(expect.arrayContaining([...named, 'test', 'prepare']));
});

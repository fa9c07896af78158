import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { splitCommand } from '../../src/words/split-command.ts';
import type { Ended } from '../support/ended.ts';
import { conformanceFolder, conformanceNote } from '../support/conformance.ts';
import { recordCase } from '../support/conformance-record.ts';
import { credentialsIn, Machine } from './machine.ts';
import { readSuite } from './suites.ts';

type Answer = Readonly<Record<string, unknown>>;

interface Case {
  readonly id: string;
  readonly profile: Readonly<Record<string, string>> | null;
  readonly expectedArgv: readonly string[] | null;
  readonly stdoutJson: Answer | readonly Answer[] | '' | null;
  readonly stderr: string;
  readonly exitCode: number;
  readonly expect: Expected | null;
}

interface Expected {
  readonly access_key?: string;
  readonly secret_key?: string;
  readonly token?: string | null;
  readonly account_id?: string;
  readonly refreshable?: false;
  readonly error?: string;
}

interface Split {
  readonly command: string;
  readonly argv: readonly string[];
}

const suite = readSuite<{
  readonly cases: readonly Case[];
  readonly windowsCommandSplit: { readonly cases: readonly Split[] };
}>('botocore-derived/credential-process.json', { cases: [], windowsCommandSplit: { cases: [] } });

/** What awsmfa says where botocore raises an error. */
const errors: Readonly<Record<string, string>> = {
  'non-zero-exit': 'failed with status 1: Error Message',
  'version-100': '`Version` is not the number 1',
  'version-missing': '`Version` is not the number 1',
  'access-key-missing': '`AccessKeyId` is missing',
  'secret-key-missing': '`SecretAccessKey` is missing',
};
const nothingThere: Readonly<Record<string, string>> = {
  'no-profile': 'there is no profile "p"',
  'no-credential-process': 'profile "p" holds no credentials',
};
const secondRun = 'expired-then-fresh';

let machine: Machine;
beforeEach(() => {
  machine = new Machine();
});
afterEach(() => machine.remove());

describe.skipIf(conformanceFolder === undefined)(`botocore's processes${conformanceNote}`, () => {
  test('are all there', () => {
    expect([suite.cases.length, suite.windowsCommandSplit.cases.length]).toEqual([15, 18]);
  });

  test.for(suite.cases.filter(({ id }) => id !== secondRun))('$id', async (each, { task }) => {
    recordCase(task, { suite: 'processes', name: each.id });
    const ended = await run(each);
    expect(argv()).toEqual(each.expectedArgv ?? undefined);
    if (each.expect?.access_key !== undefined) {
      expect(outcomeOf(ended)).toEqual(outcome(each.expect));
    } else {
      expect(ended).toMatchObject({ status: 3, stdout: '' });
      const words = errors[each.id] ?? nothingThere[each.id] ?? 'an error that is not listed here';
      expect(ended.stderr.replace(/ \(\S+config:\d+\)/, '')).toContain(words);
    }
  });

  test('expired-then-fresh, which needs two runs', async ({ task }) => {
    const difference = 'Credentials that have expired are an error';
    recordCase(task, { suite: 'processes', name: secondRun, difference });
    const each = suite.cases.find(({ id }) => id === secondRun);
    if (each?.expect === undefined) throw new Error(`no case "${secondRun}"`);
    const first = await run(each);
    expect(first.status).toBe(3);
    expect(first.stderr).toContain('the credentials expired at 2016-01-01T00:00:00.000Z');
    const second = await machine.run(['credential-process', '--profile', 'p']);
    expect(outcomeOf(second)).toMatchObject({ access_key: 'foo2', token: 'baz2' });
  });

  test.for(suite.windowsCommandSplit.cases)('split like this: $command', (split, { task }) => {
    const name = JSON.stringify(split.command);
    recordCase(task, { suite: 'windows-splitting', name });
    expect(splitCommand(split.command, 'win32')).toEqual(split.argv);
  });
});

/** A program that writes down its arguments, and answers what the case says, time after time. */
function run({ profile, stdoutJson, stderr, exitCode }: Case): Promise<Ended> {
  const answers = stdoutJson === null ? [] : [stdoutJson].flat();
  answers.forEach((answer, index) => machine.write(`answers/${index + 1}`, textOf(answer)));
  machine.program(
    'my-process',
    `#!/bin/sh
cd '${machine.folder}' || exit 9
printf '%s\\n' "\${0##*/}" "$@" > argv
echo run >> runs
cat "answers/$(wc -l < runs | tr -d ' ')"
printf '%s' '${stderr}' >&2
exit ${exitCode}
`,
  );
  const lines = Object.entries(profile ?? {}).map(([key, value]) => `${key} = ${value}\n`);
  if (profile !== null) machine.write('home/.aws/config', `[profile p]\n${lines.join('')}`);
  return machine.run(['credential-process', '--profile', 'p']);
}

function textOf(answer: Answer | ''): string {
  if (answer === '') return '';
  const tomorrow = new Date(Date.now() + 24 * 3600 * 1000).toISOString();
  return JSON.stringify(answer).replace('<now+24h>', tomorrow);
}

/** The arguments it was started with; undefined where it was not. */
function argv(): readonly string[] | undefined {
  try {
    return readFileSync(machine.path('argv'), 'utf8').trimEnd().split('\n');
  } catch {
    return undefined;
  }
}

function outcomeOf(ended: Ended) {
  const fields = credentialsIn(ended);
  return {
    access_key: fields['AccessKeyId'],
    secret_key: fields['SecretAccessKey'],
    token: fields['SessionToken'] ?? null,
    account_id: fields['AccountId'],
    refreshable: fields['Expiration'] !== undefined,
  };
}

/** A case says nothing of what it does not ask for. */
function outcome({ access_key, secret_key, token = null, account_id, refreshable }: Expected) {
  const anything = expect.anything() as unknown;
  return {
    access_key,
    secret_key,
    token,
    account_id,
    refreshable: refreshable ?? anything,
  };
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addCommands } from '../../src/cli/command-specs.ts';
import type { Given } from '../../src/cli/arguments/given.ts';
import { parseOwnCommand } from '../../src/plan/chain/own-command.ts';
import { commandLineOptions, commandNames, optionsOf } from '../../src/plan/model/command-line.ts';
import { projectRoot } from '../support/bundle.ts';

/** What the command line makes of the words: the profile and the settings, or nothing where it fails with them. */
function onTheCommandLine(words: readonly string[]): unknown {
  let given: Given | undefined;
  const program = new Command('awsmfa').exitOverride().configureOutput({
    writeOut: () => undefined,
    writeErr: () => undefined,
  });
  addCommands(program, (_name, parsed) => {
    given = parsed;
    return Promise.resolve();
  });
  try {
    program.parse(words, { from: 'user' });
    const { settings } = given?.runOptions() ?? { settings: new Map() };
    const profile = given?.profile();
    if (profile === undefined && words[0] === 'credential-process' && !settings.has('role_arn'))
      return undefined;
    return { profile: profile ?? 'default', settings: valuesOf(settings) };
  } catch {
    return undefined;
  }
}

function inALine(words: readonly string[]): unknown {
  const quoted = words.map((word) => `"${word}"`).join(' ');
  const origin = { kind: 'file', file: '/aws/config', line: 1, name: '' } as const;
  try {
    const own = parseOwnCommand({ value: `awsmfa ${quoted}`, origin }, {}, 'linux');
    return own && { profile: own.profile ?? 'default', settings: valuesOf(own.overrides) };
  } catch {
    return undefined;
  }
}

function valuesOf(settings: ReadonlyMap<string, { readonly value: string }>) {
  return Object.fromEntries([...settings].map(([name, { value }]) => [name, value]));
}

const options = optionsOf('credential-process');
const flag = fc.constantFrom(...options.map((option) => option.flag), '--session-tags', '--unset');
const value = fc.constantFrom('base', '15m', '', '-', 'a=b');
const words = fc
  .array(
    fc.oneof(
      flag.map((each) => [each]),
      fc.tuple(flag, value),
      fc.tuple(flag, value).map((pair) => [pair.join('=')]),
      fc.constantFrom(['--profile', 'base'], ['base'], ['--']),
    ),
    { maxLength: 5 },
  )
  .map((groups) => groups.flat());

describe('the options of credential-process', () => {
  test('mean in a credential_process line what they mean on the command line', () => {
    let understood = 0;
    fc.assert(
      fc.property(words, (behind) => {
        const line = ['credential-process', ...behind];
        const expected = onTheCommandLine(line);
        if (expected !== undefined) understood++;
        expect(inALine(line)).toEqual(expected);
      }),
      { numRuns: 2000 },
    );
    expect(understood).toBeGreaterThan(100);
  });

  test.for(options)('each is understood in a line: $flag', ({ flag: name, value: text }) => {
    const given = text === undefined ? [name] : [name, 'base'];
    const line = ['credential-process', '--profile', 'base', ...given];
    expect(inALine(line)).toEqual(onTheCommandLine(line));
    expect(inALine(line)).toBeDefined();
  });
});

describe('the table of options', () => {
  test.for(commandNames)('has what `awsmfa %s --help` shows, and nothing else', (name) => {
    let help = '';
    const program = new Command('awsmfa').exitOverride();
    program.configureOutput({ writeOut: (text) => (help += text) });
    addCommands(program, () => Promise.resolve());
    expect(() => program.parse([name, '--help'], { from: 'user' })).toThrow();
    // It ends with examples: each a line, and what it does.
    expect(help).toMatch(/\n\nExamples:\n( {2}\S.*\n {6}\S.*\n)+$/);
    expect(help.split('\n').filter((line) => line.length > 80)).toEqual([]);
    const shown = [...help.matchAll(/^ {2}(--[a-z-]+)(?: <(\S+)>)?/gm)].map(
      ([, ...parts]) => parts,
    );
    const expected = optionsOf(name).map((option) => [option.flag, option.value]);
    const options = shown.filter(([shownFlag]) => shownFlag !== '--help');
    expect(options.toSorted()).toEqual(expected.toSorted());
  });

  test('has no option that gives no setting and is read nowhere', () => {
    const folder = join(projectRoot, 'src/cli');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    const sources = files.filter((file) => file.endsWith('.ts'));
    const text = sources.map((file) => readFileSync(join(folder, file), 'utf8')).join('');
    const read = [...text.matchAll(/\b(?:has|text)\('(--[a-z-]+)'\)/g)].map(([, name]) => name);
    const plain = commandLineOptions.filter(({ setting }) => setting === undefined);
    expect(plain.map((option) => option.flag).filter((name) => !read.includes(name))).toEqual([]);
  });

  test('has each flag once for a command, with the same value everywhere', () => {
    for (const name of commandNames) {
      const flags = optionsOf(name).map((option) => option.flag);
      expect(flags).toEqual([...new Set(flags)]);
    }
    const values = new Map(commandLineOptions.map((option) => [option.flag, option.value]));
    for (const option of commandLineOptions) expect(option.value).toBe(values.get(option.flag));
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  commandLineOptions,
  commandNames,
  commandOf,
  optionsOf,
} from '../../../src/plan/model/command-line.ts';

const page = join(import.meta.dirname, '../../../docs/reference.md');
const [, general = '', ofSome = ''] = readFileSync(page, 'utf8').split(
  /^Options of .*:$|^## `list`$/m,
);
/** The commands that resolve a profile, and have the options of the first table. */
const resolving = [
  ...['setup', 'credential-process', 'export', 'exec', 'write-profile', 'console', 'login'],
  ...['explain', 'clear'],
];

/** Of each row that begins with an option: `--prompt LIST`, and the commands it names. */
function documented(): readonly string[] {
  const rows = (table: string) => table.split('\n').filter((line) => line.startsWith('| `--'));
  const spans = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text);
  return [
    ...rows(general).flatMap((row) => {
      const name = spans(row.split(' | ')[0]).join('|');
      return resolving.map((command) => `${command} ${name}`);
    }),
    ...rows(ofSome).flatMap((row) => {
      const [name, commands] = row.split(' | ');
      return spans(commands).map((command) => `${command} ${spans(name).join('|')}`);
    }),
  ];
}

test('the reference has every option of every command, with what its value is called', () => {
  const given = commandNames.flatMap((command) =>
    optionsOf(command).map(({ flag, value }) =>
      [command, flag, ...(value === undefined ? [] : [value])].join(' '),
    ),
  );
  expect(given.toSorted()).toEqual(documented().toSorted());
});

test.for(commandLineOptions)('$flag is described in a few words', ({ help }) => {
  expect(help).toMatch(/^[a-z][^\n.]*[\w)]$/i);
});

test('a command is called by its name, `list` by `status` as well, and none by another word', () => {
  expect(commandNames.map((name) => commandOf(name))).toEqual(commandNames);
  expect(commandOf('status')).toBe('list');
  for (const word of ['', 'lists', undefined, 'STATUS']) expect(commandOf(word)).toBeUndefined();
});

test('the help of --prompt names every way to ask, and what is asked where nobody says', () => {
  const { help } = commandLineOptions.find(({ flag }) => flag === '--prompt') ?? {};
  expect(help).toContain(': tty, dialog, pinentry, askpass, ykman, none; default: tty,dialog');
});

import { execFileSync, spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import packageInfo from '../../package.json' with { type: 'json' };
import { commandSpecs } from '../../src/cli/specs/specs.ts';
import { renderManual } from '../../src/cli/manual.ts';
import { commandLineOptions, commandNames } from '../../src/plan/model/command-line.ts';
import { installed } from '../support/installed.ts';

const [groff] = installed('groff');
const [mandoc] = installed('mandoc');

/** As a person reads it, without the hyphens' and quotes' typography. */
function asRead(program: string): string {
  const args = ['-man', '-Tutf8', '-P-cbou', '-rLL=200n'];
  return execFileSync(program, args, { input: renderManual(), encoding: 'utf8' });
}

describe('the manual page', () => {
  test.skipIf(groff === undefined)(
    `is formatted by groff without a warning${groff === undefined ? ' (skipped: groff is not installed here)' : ''}`,
    () => {
      const args = ['-man', '-Tutf8', '-ww', '-z'];
      const { stderr } = spawnSync(groff ?? '', args, { input: renderManual(), encoding: 'utf8' });
      expect(stderr).toBe('');
    },
  );

  test.skipIf(mandoc === undefined)(
    `and by mandoc${mandoc === undefined ? ' (skipped: mandoc is not installed here)' : ''}`,
    () => {
      const { stdout } = spawnSync(mandoc ?? '', ['-T', 'lint', '-W', 'warning'], {
        input: renderManual(),
        encoding: 'utf8',
      });
      // A page made of tables has no date.
      expect(stdout.replace(/^.*missing date.*\n/m, '')).toBe('');
    },
  );

  test.skipIf(groff === undefined)(
    `has every command, every option and every example, as they are typed${groff === undefined ? ' (skipped: groff is not installed here)' : ''}`,
    () => {
      const page = asRead(groff ?? '');
      for (const name of commandNames) expect(page).toContain(`awsmfa ${name} [options]`);
      for (const { flag, value } of commandLineOptions)
        expect(page).toMatch(
          new RegExp(`^ +${[flag, value].join(' ').trim().replace('|', '\\|')}`, 'm'),
        );
      const examples = commandNames.flatMap((name) => commandSpecs[name].examples);
      for (const { command } of examples) expect(page).toContain(` ${command}\n`);
    },
  );

  test('is found by `man` after an install: npm links what is in a list, and not a single name', () => {
    expect((packageInfo as { man?: unknown }).man).toEqual(['./dist/awsmfa.1']);
  });
});

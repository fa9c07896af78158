import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../support/bundle.ts';
import { isComplete, renderTable, suites, type Verdict } from '../support/conformance-table.ts';

const page = join(projectRoot, 'docs/conformance.md');
const decision = join(projectRoot, 'docs/decisions/0004-where-awsmfa-differs.md');

test('gives a reason for every difference that the decision has a section about, and the other way round', () => {
  expect(existsSync(page)).toBe(true);
  const [, table = ''] = readFileSync(page, 'utf8').split('## Differing on purpose');
  const rows = table.split('\n').filter((line) => line.startsWith('| '));
  const reasons = rows.slice(2).map((row) => row.split(' | ').at(-1)?.replace(/ *\|$/, ''));
  const headings = [...readFileSync(decision, 'utf8').matchAll(/^## (.*)$/gm)];
  expect(new Set(reasons)).toEqual(new Set(headings.map(([, heading]) => heading)));
});

test('is complete only with every case of every suite', () => {
  const all = Object.entries(suites).flatMap(([suite, { cases }]) =>
    Array.from({ length: cases }, (_, index) => ({ suite, name: `${index}` }) as Verdict),
  );
  expect(isComplete(all)).toBe(true);
  expect(isComplete(all.slice(1))).toBe(false);
});

test('reads the same whatever order the tests ran in', () => {
  const verdicts: Verdict[] = [
    { suite: 'parser', name: 'b', difference: 'why' },
    { suite: 'parser', name: 'a', difference: 'why' },
    { suite: 'locations', name: 'c' },
  ];
  expect(renderTable(verdicts.toReversed())).toBe(renderTable(verdicts));
});

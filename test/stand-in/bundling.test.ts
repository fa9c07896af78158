import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const here = import.meta.dirname;
const files = readdirSync(here, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'clients.ts',
);

test.each(files)('%s can be bundled with nothing but Node and its neighbours', (file) => {
  const text = readFileSync(join(here, file), 'utf8');
  const imported = [...text.matchAll(/from '([^']+)'/g)].map((match) => match[1]);
  expect(imported.filter((name) => !/^(node:|\.\.?\/)/.test(name ?? ''))).toEqual([]);
  expect(imported.filter((name) => name === './clients.ts')).toEqual([]);
});

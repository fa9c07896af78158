import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bundleFixture } from '../support/bundle.ts';
import { newFolder } from '../support/new-folder.ts';

test('processes that make the same folders at once all succeed', async () => {
  const folder = newFolder();
  const { file: program } = await bundleFixture('folder-maker');
  const makers = Array.from({ length: 3 }, () =>
    spawn(process.execPath, [program, folder, '300'], { stdio: ['ignore', 'pipe', 'inherit'] }),
  );
  const ends = makers.map((maker) => once(maker, 'exit'));
  await Promise.all(makers.map(({ stdout }) => once(stdout, 'data')));
  writeFileSync(join(folder, 'go'), '');
  for (const [code] of await Promise.all(ends)) expect(code).toBe(0);
  expect(readdirSync(folder)).toHaveLength(301);
  rmSync(folder, { recursive: true });
});

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newFolder } from './new-folder.ts';
import { spawnInPty } from './pty.ts';

test('what a program wrote arrives, though nobody had time to read it until the reading stops', async () => {
  const written = join(newFolder(), 'written');
  const run = spawnInPty('sh', ['-c', `echo begun; read go; echo last; >'${written}'; sleep 60`]);
  await run.waitFor('begun');
  run.write('\r');
  while (!existsSync(written));
  run.hangUp();
  await run.exit;
  expect(run.raw()).toContain('last');
});

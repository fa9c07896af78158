import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { StoredSession } from '../../src/session/ports.ts';
import { bundleFixture } from '../support/bundle.ts';
import { folder, openStore, useScratchHome } from './scratch-home.ts';
import { keyA } from './session-store.contract.ts';

useScratchHome();

test('two processes that write the same key at once always leave one whole session', async () => {
  const { file: program } = await bundleFixture('writer');
  const writers = ['A', 'B'].map((letter) =>
    spawn(process.execPath, [program, folder, keyA, letter, '300'], { stdio: 'inherit' }),
  );
  const ends = writers.map((writer) => once(writer, 'exit'));
  const store = openStore(new Date());
  const seen = new Set<string>();
  let reads = 0;
  while (writers.some((writer) => writer.exitCode === null) || reads === 0) {
    const session = store.get(keyA);
    if (session === undefined) expect(seen).toStrictEqual(new Set());
    else seen.add(soleLetter(session));
    reads += session === undefined ? 0 : 1;
    await setImmediate();
  }
  expect((await Promise.all(ends)).map(([code]) => code as number)).toStrictEqual([0, 0]);
  expect([...seen].toSorted()).toStrictEqual(['A', 'B']);
  expect(readdirSync(folder)).toStrictEqual([`${keyA}.json`]);
});

function soleLetter(session: StoredSession): string {
  if ('sealed' in session) return 'sealed';
  const text =
    session.accessKeyId + session.secretAccessKey.reveal() + session.sessionToken.reveal();
  expect(text).toHaveLength(20_060);
  expect(new Set(text).size).toBe(1);
  return text.charAt(0);
}

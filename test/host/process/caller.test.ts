import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bundle, bundleFixture } from '../../support/bundle.ts';

let bundle: Bundle;
let folder: string;
beforeAll(async () => {
  bundle = await bundleFixture('caller');
  folder = mkdtempSync(join(tmpdir(), 'awsmfa-caller-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Runs a program of this name, which starts the fixture as an SDK does; returns what the fixture prints. */
function callerAsSeenBelow(name: string, text: string): unknown {
  const program = join(folder, name);
  writeFileSync(program, text);
  chmodSync(program, 0o755);
  const env = { ...process.env, FIXTURE: `'${process.execPath}' '${bundle.file}'` };
  return JSON.parse(execFileSync(program, { env, encoding: 'utf8' }));
}

const nodeProgram = `#!${process.execPath}
require('node:child_process').spawnSync('/bin/sh', ['-c', process.env.FIXTURE + '; :'], { stdio: 'inherit' });
`;

test('a program that runs awsmfa through a shell is called by its own name, not its interpreter’s', () => {
  expect(callerAsSeenBelow('cdk', nodeProgram)).toBe('cdk');
});

test('a shell script is called by its name', () => {
  expect(callerAsSeenBelow('deploy', '#!/bin/sh\neval "$FIXTURE"; :\n')).toBe('deploy');
});

test('a name that would steer the terminal is spelled out', () => {
  expect(callerAsSeenBelow('evil\u001b[2J', nodeProgram)).toBe(String.raw`evil\x1b[2J`);
});

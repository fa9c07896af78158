import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';

import type { FileKind } from '../../../src/config/dialect/sections.ts';
import { graphOf } from '../../support/config-texts.ts';
import { fuzzRuns } from '../fuzz.ts';

const script = `
import json, sys
from botocore.configloader import load_config, raw_config_parse
def names(kind, header):
    with open(sys.argv[1], 'w', newline='') as f:
        f.write('[' + header + ']\\nk = v\\n')
    read = raw_config_parse(sys.argv[1]) if kind == 'credentials' else load_config(sys.argv[1])['profiles']
    return list(read)
json.dump([names(*each) for each in json.load(sys.stdin)], sys.stdout)
`;

const folder = mkdtempSync(join(tmpdir(), 'awsmfa-headers-'));
afterAll(() => rmSync(folder, { recursive: true }));

function namesToBotocore(headers: readonly (readonly [FileKind, string])[]): unknown {
  const args = ['-c', script, join(folder, 'file')];
  const { stdout } = spawnSync('python3', args, {
    input: JSON.stringify(headers),
    encoding: 'utf8',
    env: { ...process.env, PYTHONUTF8: '1' },
    maxBuffer: 1 << 28,
  });
  return JSON.parse(stdout);
}

function namesHere(kind: FileKind, header: string): readonly string[] {
  const text = `[${header}]\nk = v\n`;
  return (kind === 'config' ? graphOf(text) : graphOf('', text)).names();
}

const hasBotocore = spawnSync('python3', ['-c', 'import botocore']).status === 0;

const name = fc
  .string({ unit: fc.constantFrom(...Array.from('ab \t\'"\\#;=.!ä:[')), maxLength: 10 })
  .map((text) => text.trim());

/** Headers over which botocore and the shared specification do not disagree: see the tests of headers. */
const header = fc.oneof(
  fc.tuple(
    fc.constant<FileKind>('config'),
    fc
      .tuple(fc.constantFrom('profile ', 'profile\t ', 'profil ', ''), name)
      .map((all) => all.join('')),
  ),
  fc.tuple(fc.constant<FileKind>('credentials'), name),
);

describe.skipIf(!hasBotocore)('botocore, where Python has it,', () => {
  test('finds the same names in headers, however they are quoted', () => {
    const usual = header.filter(
      ([, text]) => text.trim() !== '' && !/^\S+\s+(?:""|'')+$/.test(text),
    );
    const headers = fc.sample(usual, { numRuns: fuzzRuns });
    writeFileSync(join(folder, 'file'), '');
    const here = headers.map(([kind, text]) => [kind, text, namesHere(kind, text)]);
    const there = namesToBotocore(headers) as readonly unknown[];
    expect(here).toEqual(headers.map(([kind, text], at) => [kind, text, there[at]]));
  });
});

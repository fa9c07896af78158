import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

import { openProfileGraph, parseProfileGraph } from '../../src/config/graph.ts';
import { parseIni } from '../../src/config/dialect/settings.ts';
import { findMisreadings } from '../../src/config/lint/misreadings.ts';
import { Failure } from '../../src/ground/failure.ts';
import { graphOf } from '../support/config-texts.ts';

const folder = mkdtempSync(join(tmpdir(), 'awsmfa-scale-'));
afterAll(() => rmSync(folder, { recursive: true }));

const tenThousand = Array.from(
  { length: 10_000 },
  (_each, at) =>
    `[profile p${at}]\nrole_arn = arn:aws:iam::123456789012:role/Role${at}\nsource_profile = base\nmfa_serial = arn:aws:iam::123456789012:mfa/user\nregion = eu-west-1 # here\n\n`,
).join('');

describe('a file of 10,000 profiles', () => {
  test('is opened and asked for one profile in at most 30 times what splitting it into lines takes', () => {
    const config = join(folder, 'config');
    writeFileSync(config, tenThousand);
    const files = { config, credentials: join(folder, 'credentials') };
    const split = fastest(() => readFileSync(config, 'utf8').split('\n'));
    const open = fastest(() => openProfileGraph(files).profile('p5000'));
    // Measured: 7 to 10 times; the rest is room for a machine that does something else at one of the two moments.
    expect(open / split).toBeLessThan(30);
  });

  test('costs one run of the parser of settings, on one section', () => {
    const parsed: string[] = [];
    const graph = parseProfileGraph({ config: { path: 'config', text: tenThousand } }, (text) => {
      parsed.push(text);
      return parseIni(text);
    });
    expect(graph.profile('p5000')?.settings.size).toBe(4);
    expect(graph.names()).toHaveLength(10_000);
    expect(parsed).toHaveLength(1);
    expect(parsed[0]?.split('\n')).toHaveLength(4);
  });
});

describe('hostile text of sixteen times the size takes about sixteen times the time, not 256', () => {
  test.each<[what: string, piece: string]>([
    ['comment signs', '#'],
    ['blanks', ' '],
    ['blanks and signs', '[profile a]\nk = v;;;;;;;;;;;;;;;;;;#'],
    ['carriage returns', '\r'],
    ['brackets', '['],
    ['a profile again and again', '[profile a]\n'],
    ['a hidden default again and again', '[default]\n[profile default]\n'],
    ['one value on many lines', '[profile a]\nk = v\n  w\n  w\n  w\n  w\n  w\n  w\n'],
    ['many blocks', '[profile a]\ns3 =\n  x = 1\n  x.y.z = 1\n'],
    ['a chain of includes', ''],
  ])('%s', (_what, piece) => {
    const text = (size: number) =>
      piece === ''
        ? includes(size / 40)
        : `[profile a]\nk = v${piece.repeat(size / (piece.length || 1))}`;
    const small = fastest(() => readWhole(text(50_000)));
    const large = fastest(() => readWhole(text(800_000)));
    // Linear is 16, quadratic is 256; between them is room for a machine that is busy at one of the two moments.
    expect(large / Math.max(small, 0.5)).toBeLessThan(80);
  });
});

function includes(length: number): string {
  return Array.from(
    { length },
    (_each, at) => `[profile a${at === 0 ? '' : at}]\ninclude_profile = a${at + 1}\n`,
  ).join('');
}

function readWhole(text: string): void {
  try {
    const graph = graphOf(text);
    graph.lookThrough(findMisreadings);
    graph.profile('a');
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
  }
}

/** The fastest of several runs, in milliseconds: other work on the machine only ever makes a run slower. */
function fastest(run: () => unknown): number {
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return Math.min(...times);
}

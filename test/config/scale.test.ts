import { expect, test } from 'vitest';
import { parseProfileGraph } from '../../src/config/graph.ts';
import { parseIni } from '../../src/config/dialect/settings.ts';
import { findMisreadings } from '../../src/config/lint/misreadings.ts';
import { Failure } from '../../src/ground/failure.ts';
import { graphOf } from '../support/config-texts.ts';

const profile = (at: number) =>
  `[profile p${at}]\nrole_arn = arn:aws:iam::123456789012:role/Role${at}\nsource_profile = base\nmfa_serial = arn:aws:iam::123456789012:mfa/user\nregion = eu-west-1 # here\n\n`;

const include = (at: number) => `[profile a${at === 0 ? '' : at}]\ninclude_profile = a${at + 1}\n`;

test('one profile of 10,000 costs one run of the parser of settings, on one section', () => {
  const parsed: string[] = [];
  const graph = parseProfileGraph(
    { config: { path: 'config', text: fill(profile, 1_800_000) } },
    (text) => {
      parsed.push(text);
      return parseIni(text);
    },
  );
  expect(graph.profile('p5000')?.settings.size).toBe(4);
  expect(graph.names().length).toBeGreaterThan(10_000);
  expect(parsed).toHaveLength(1);
  expect(parsed[0]?.split('\n')).toHaveLength(4);
});

test.each<[what: string, piece: (at: number) => string]>([
  ['profiles', profile],
  ['comment signs', () => '#'],
  ['blanks', () => ' '],
  ['no-break spaces', () => '\u00a0'],
  ['blanks between signs', () => ' v#'],
  ['blanks and signs', () => '[profile a]\nk = v;;;;;;;;;;;;;;;;;;#'],
  ['carriage returns', () => '\r'],
  ['brackets', () => '['],
  ['a profile again and again', () => '[profile a]\n'],
  ['a hidden default again and again', () => '[default]\n[profile default]\n'],
  ['one value on many lines', () => '[profile a]\nk = v\n  w\n  w\n  w\n  w\n  w\n  w\n'],
  ['many blocks', () => '[profile a]\ns3 =\n  x = 1\n  x.y.z = 1\n'],
  ['a chain of includes', include],
])('reading a file costs work in proportion to its length: %s', (_what, piece) => {
  const start = piece === include ? '' : '[profile a]\nk = v';
  const short = start + fill(piece, 12_500);
  const long = start + fill(piece, 200_000);
  const costs = Array.from({ length: 7 }, () => [cpuTimeOf(short), cpuTimeOf(long)] as const);
  const least = (of: 0 | 1) => Math.min(...costs.map((pair) => pair[of]));
  // Of text 16 times as long, linear is 16 times the work, quadratic 256 times. The collector of garbage adds some.
  expect(least(1) / least(0)).toBeLessThan(80);
});

function fill(piece: (at: number) => string, length: number): string {
  let text = '';
  for (let at = 0; text.length < length; at++) text += piece(at);
  return text;
}

/** What reading costs this process, in microseconds: unlike time on the clock, other programs add nothing to it. */
function cpuTimeOf(text: string): number {
  const before = process.cpuUsage();
  readWhole(text);
  const { user, system } = process.cpuUsage(before);
  return Math.max(user + system, 100);
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

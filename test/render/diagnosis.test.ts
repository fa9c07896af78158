import { describe, expect, test } from 'vitest';
import type { Finding, Sighting } from '../../src/doctor/model/finding.ts';
import type { Surroundings } from '../../src/doctor/model/surroundings.ts';
import { renderDiagnosis, renderDiagnosisJson } from '../../src/render/diagnosis.ts';
import { plain, styleFor } from '../../src/render/screen/style.ts';

const surroundings = {
  home: '/home/jane',
  profiles: [{ name: 'a' }],
  online: undefined,
} as unknown as Surroundings;

function finding(sightings: readonly Sighting[], more: Partial<Finding> = {}): Finding {
  return {
    id: 'odd-thing',
    severity: 'error',
    title: 'A thing is odd',
    why: 'Because of it, other tools do other things.',
    mend: 'Make it even.',
    ...more,
    sightings,
  };
}

function shown(findings: readonly Finding[], style = plain): string {
  return renderDiagnosis({ findings, surroundings }, style);
}

const places = (count: number): readonly Sighting[] =>
  Array.from({ length: count }, (_, index) => ({
    what: `thing ${index + 1}`,
    at: { file: '/home/jane/.aws/config', line: index + 1 },
  }));

describe('a diagnosis for people', () => {
  test('says what is wrong, where, why it matters, and what to do', () => {
    const sightings = [{ what: '"/home/jane/.aws" is odd' }, { what: 'so is', at: { file: '/f' } }];
    expect(shown([finding([...places(1), ...sightings])])).toBe(
      `✗ error: A thing is odd (odd-thing)
  - thing 1 (~/.aws/config:1)
  - "~/.aws" is odd
  - so is (/f)
  Because of it, other tools do other things.
  → Make it even.

1 error
`,
    );
  });

  test('says what to do in each place where it is not the same in all', () => {
    const own = { what: 'the other', mend: ['do this', 'or `that`'] };
    expect(shown([finding([...places(1), own], { severity: 'warning' })])).toBe(
      `! warning: A thing is odd (odd-thing)
  - thing 1 (~/.aws/config:1)
  - the other
    → do this
    → or \`that\`
  Because of it, other tools do other things.

1 warning
`,
    );
    const same = { what: 'one', mend: ['do this', 'or `that`'] };
    const text = shown([finding([same, { ...same, what: 'two' }])]);
    expect(text).toContain('  - one\n  - two\n  Because');
    expect(text).toContain('things.\n  → do this\n  → or `that`\n');
  });

  test('shows three places, and how many more there are', () => {
    expect(shown([finding(places(3))])).not.toContain('more');
    expect(shown([finding(places(4))])).toContain(
      '  - thing 3 (~/.aws/config:3)\n  … and in 1 more place (`awsmfa doctor --json` lists all)\n',
    );
    expect(shown([finding(places(5))])).toContain('  … and in 2 more places (`awsmfa doctor');
    expect(shown([finding(places(5))])).not.toContain('thing 4');
  });

  test('counts errors and warnings', () => {
    const error = finding(places(1));
    const warning = finding(places(1), { severity: 'warning' });
    expect(shown([error, error, warning])).toMatch(/\n\n2 errors, 1 warning\n$/);
    expect(shown([warning, warning])).toMatch(/\n\n2 warnings\n$/);
  });

  test('fits 80 columns, and what goes on is below its beginning', () => {
    const words = 'eleven more words that go beyond the end of a line ';
    const long = finding(
      [{ what: words.repeat(2).trim(), mend: [words.repeat(2).trim()] }, ...places(1)],
      { why: `${words.repeat(2).trim()} as we say.` },
    );
    const lines = shown([long]).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(lines.slice(1, 8)).toEqual([
      '  - eleven more words that go beyond the end of a line eleven more words that go',
      '    beyond the end of a line',
      '    → eleven more words that go beyond the end of a line eleven more words that',
      '      go beyond the end of a line',
      '  - thing 1 (~/.aws/config:1)',
      '  eleven more words that go beyond the end of a line eleven more words that go',
      '  beyond the end of a line as we say.',
    ]);
  });

  test('breaks what goes beyond the last column by a letter', () => {
    const why = `${'x'.repeat(70)} 9 letter`;
    expect(shown([finding([], { why })])).toContain(`  ${'x'.repeat(70)} 9\n  letter\n`);
    expect(shown([finding([], { why: why.slice(1) })])).toContain(' 9 letter\n');
  });

  test('has colours on a terminal, and says the same without', () => {
    const style = styleFor('terminal', {});
    for (const severity of ['error', 'warning'] as const) {
      const findings = [finding(places(1), { severity })];
      const text = shown(findings, style);
      expect(text.replaceAll(/\u001b\[\d+m/g, '')).toBe(shown(findings));
      expect(text).toContain(style.strong('A thing is odd'));
      expect(text).toContain(style.faint('(odd-thing)'));
      expect(text).toContain(
        severity === 'error' ? style.bad('✗ error:') : style.warning('!'.concat(' warning:')),
      );
      expect(text).toContain(style.accent('→'));
    }
  });

  test('shows nothing that steers a terminal', () => {
    const odd = { what: 'a\u001b[2Jb', mend: ['c\u001b[2J'] };
    expect(shown([finding([odd])])).toContain(String.raw`a\x1b[2Jb`);
    expect(shown([finding([odd])])).not.toContain('\u001b');
  });

  test.for<[Partial<Surroundings>, string]>([
    [{}, '✓ nothing is wrong: 1 profile; `--online` asks AWS as well\n'],
    [{ online: [] }, '✓ nothing is wrong: 1 profile, and AWS agrees\n'],
    [{ profiles: [] }, '✓ nothing is wrong: 0 profiles; `--online` asks AWS as well\n'],
  ])('is a line where nothing is wrong: %j', ([more, line]) => {
    const given = { findings: [], surroundings: { ...surroundings, ...more } };
    expect(renderDiagnosis(given, plain)).toBe(line);
  });
});

test('a diagnosis for scripts has every place, with what to do there', () => {
  const own = { what: 'own', at: { file: '/f' }, mend: ['do this'] };
  const findings = [finding([...places(4), own, { what: 'nowhere' }])];
  const text = renderDiagnosisJson({ findings, surroundings });
  expect(text.endsWith('\n}\n')).toBe(true);
  expect(JSON.parse(text)).toEqual({
    version: 1,
    findings: [
      {
        id: 'odd-thing',
        severity: 'error',
        title: 'A thing is odd',
        why: 'Because of it, other tools do other things.',
        sightings: [
          ...places(4).map(({ what, at }) => ({ what, ...at, mend: ['Make it even.'] })),
          { what: 'own', file: '/f', mend: ['do this'] },
          { what: 'nowhere', mend: ['Make it even.'] },
        ],
      },
    ],
  });
});

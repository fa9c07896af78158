import fc from 'fast-check';
import { expect, test } from 'vitest';

import type { Line } from '../../../src/config/dialect/lines.ts';
import { scanLines } from '../../../src/config/dialect/lines.ts';
import { findMisreadings } from '../../../src/config/lint/misreadings.ts';
import { Failure } from '../../../src/ground/failure.ts';
import { graphOf, sourceOf, valuesOf } from '../../support/config-texts.ts';
import type { Section } from '../fuzz.ts';
import { anyFile, anyText, fuzzRuns } from '../fuzz.ts';

const numRuns = fuzzRuns;

test('never fails but with a Failure, whatever the two files hold', () => {
  fc.assert(
    fc.property(anyText, anyText, (config, credentials) => {
      unlessFailure(() => {
        const graph = graphOf(config, credentials);
        graph.lookThrough(findMisreadings);
        for (const name of graph.names()) unlessFailure(() => graph.profile(name));
        graph.ssoSession('a');
        graph.services('a');
      });
    }),
    { numRuns },
  );
});

test('never changes what every object inherits', () => {
  const before = Object.getOwnPropertyNames(Object.prototype);
  fc.assert(
    fc.property(anyText, (body) => {
      unlessFailure(() => {
        const graph = graphOf(
          `[profile __proto__]\npolluted = 1\n__proto__ = x\ns3 =\n  __proto__ = 2\n${body}`,
        );
        expect(graph.profile('__proto__')?.settings.get('polluted')?.value).toBeDefined();
      });
      expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
      expect({}).not.toHaveProperty('polluted');
    }),
    { numRuns },
  );
});

test('never lets a secret into a setting, a warning or an error', () => {
  const secret = fc.constantFrom(
    'canary',
    'canary # c',
    '\n  canary = 1',
    'x\n canary',
    '"canary"',
  );
  fc.assert(
    fc.property(anyText, secret, anyText, (above, value, below) => {
      const seen: unknown[] = [];
      const text = `${above.replaceAll('canary', '')}\n[profile a]\naws_secret_access_key = ${value}\n${below.replaceAll('canary', '')}`;
      try {
        const graph = graphOf(text);
        seen.push(
          graph.lookThrough(findMisreadings),
          graph.names().map((name) => valuesOf(graph.profile(name))),
        );
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        seen.push(error.message, error.hints);
      }
      expect(JSON.stringify(seen)).not.toContain('canary');
    }),
    { numRuns },
  );
});

test('divides every text it reads into lines without a gap', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const lines: Line[] = [];
      unlessFailure(() => {
        scanLines(sourceOf(text), (line) => lines.push(line));
        const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
        expect(mark + lines.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
        expect(lines.map(({ number }) => number)).toEqual(lines.map((_line, at) => at + 1));
      });
    }),
    { numRuns },
  );
});

test('reads the same settings out of every spelling of them', () => {
  fc.assert(
    fc.property(anyFile, ({ sections, text }) => {
      const graph = graphOf(text);
      expect(new Set(graph.names())).toEqual(new Set(sections.map(({ name }) => name)));
      for (const [name, settings] of merged(sections)) {
        const read = [...(graph.profile(name)?.settings ?? [])].map(([key, { value }]) => [
          key,
          value,
        ]);
        expect(new Map(read as [string, string][])).toEqual(settings);
      }
    }),
    { numRuns },
  );
});

function merged(sections: readonly Section[]): Map<string, Map<string, string>> {
  const all = new Map<string, Map<string, string>>();
  for (const { name, settings } of sections) {
    const own = all.get(name) ?? new Map<string, string>();
    for (const { key, value } of settings) own.set(key.toLowerCase(), value);
    all.set(name, own);
  }
  return all;
}

function unlessFailure(run: () => unknown): void {
  try {
    run();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
  }
}

import type { ConfigSection } from '../../src/config/dialect/profile.ts';
import type { ProfileGraph } from '../../src/config/graph.ts';
import { parseProfileGraph } from '../../src/config/graph.ts';
import type { ConfigSource } from '../../src/config/dialect/section-index.ts';
import type { FileKind } from '../../src/config/dialect/sections.ts';
import { Failure } from '../../src/ground/failure.ts';

/** The graph of a config file, and of a credentials file where one is given. */
export function graphOf(config: string, credentials?: string): ProfileGraph {
  return parseProfileGraph({
    config: { path: '/aws/config', text: config },
    credentials:
      credentials === undefined ? undefined : { path: '/aws/credentials', text: credentials },
  });
}

export function sourceOf(text: string, kind: FileKind = 'config'): ConfigSource {
  return { kind, path: `/aws/${kind}`, text };
}

/** A section's settings as plain data, which tests compare. */
export function valuesOf(section: ConfigSection | undefined): Record<string, string> | undefined {
  if (section === undefined) return undefined;
  return Object.fromEntries([...section.settings].map(([key, { value }]) => [key, value]));
}

/** The Failure that running this ends in. Any other error is passed on. */
export function failureOf(run: () => unknown): Failure {
  try {
    run();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('expected a Failure, and nothing was thrown');
}

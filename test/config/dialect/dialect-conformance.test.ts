import { describe, expect, test } from 'vitest';

import type { ProfileGraph } from '../../../src/config/graph.ts';
import { parseProfileGraph } from '../../../src/config/graph.ts';
import type { ConfigFiles } from '../../../src/config/files/locations.ts';
import { locateConfigFiles } from '../../../src/config/files/locations.ts';
import { failureOf, valuesOf } from '../../support/config-texts.ts';
import { conformanceCases, conformanceFolder, conformanceNote } from '../../support/conformance.ts';
import { recordCase } from '../../support/conformance-record.ts';

type Settings = Record<string, Record<string, string>>;

interface ParserCase {
  readonly name: string;
  readonly input: { readonly configFile?: string; readonly credentialsFile?: string };
  readonly output: {
    readonly config?: { readonly profiles: Settings; readonly sso_sessions?: Settings };
    readonly errorContaining?: string;
  };
}

interface LocationCase {
  readonly name: string;
  readonly environment: Record<string, string>;
  readonly platform: string;
  readonly configLocation: string;
  readonly credentialsLocation: string;
}

const parserCases = conformanceCases(
  'smithy-rs/profile-parser-tests.json',
) as readonly ParserCase[];
const locationCases = conformanceCases(
  'smithy-rs/file-location-tests.json',
) as readonly LocationCase[];

describe.skipIf(conformanceFolder === undefined)(`the shared suites${conformanceNote}`, () => {
  test('are all there', () => {
    expect([parserCases.length, locationCases.length]).toEqual([65, 9]);
  });

  test.for(parserCases)(
    'read a file as the SDKs do: $name',
    ({ name, input, output }, { task }) => {
      recordCase(task, { suite: 'parser', name });
      const { config, errorContaining } = output;
      if (errorContaining !== undefined) {
        const failure = failureOf(() => graphOf(input));
        expect(failure.message.toLowerCase()).toContain(errorContaining.toLowerCase());
        return;
      }
      const graph = graphOf(input);
      expect(profilesOf(graph)).toEqual(config?.profiles);
      for (const [name, settings] of Object.entries(config?.sso_sessions ?? {})) {
        expect(valuesOf(graph.ssoSession(name))).toEqual(settings);
      }
    },
  );

  test.for(locationCases)('find the files where the SDKs do: $name', (test, { task }) => {
    recordCase(task, { suite: 'locations', name: test.name });
    const platform = test.platform === 'windows' ? 'win32' : 'linux';
    expect(locateConfigFiles(test.environment, undefined, platform)).toEqual<ConfigFiles>({
      config: test.configLocation,
      credentials: test.credentialsLocation,
    });
  });
});

function graphOf(input: ParserCase['input']): ProfileGraph {
  return parseProfileGraph({
    config: input.configFile === undefined ? undefined : { path: 'config', text: input.configFile },
    credentials:
      input.credentialsFile === undefined
        ? undefined
        : { path: 'credentials', text: input.credentialsFile },
  });
}

function profilesOf(graph: ProfileGraph): Record<string, unknown> {
  return Object.fromEntries(graph.names().map((name) => [name, valuesOf(graph.profile(name))]));
}

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

/** The suite's words for an error, and what awsmfa says instead. */
const errors: Readonly<Record<string, string>> = {
  "Profile definition must end with ']'": 'a header lacks its "]"',
  'Expected a profile definition': 'before the first header',
  'Expected a property definition': 'an indented line follows a header',
  'Expected a property definition, found continuation': 'an indented line follows a header',
  'Property did not have a name': 'a setting has no name',
  'Sub-property did not have a name': 'a setting has no name',
  "Expected an '=' sign defining a property": 'a line has no "="',
  "Expected an '=' sign defining a sub-property": 'a line has no "="',
};

/** Cases in which a name is one that the AWS CLI reads, and the profiles there are. */
const names: Readonly<Record<string, Settings>> = {
  'Profile names support alphanumeric characters and - / . % @ _ : +': {
    'some-thing:long/the_one%only.foo@bar+': {},
    'foo!bar': {},
  },
  'Invalid profile names are ignored.': { 'in valid 2': { name2: 'value2' } },
};
const difference = 'Profiles are called what the AWS CLI calls them';

describe.skipIf(conformanceFolder === undefined)(`the shared suites${conformanceNote}`, () => {
  test('are all there', () => {
    expect([parserCases.length, locationCases.length]).toEqual([65, 9]);
  });

  test.for(parserCases)(
    'read a file as the SDKs do: $name',
    ({ name, input, output }, { task }) => {
      const differing = names[name];
      recordCase(task, { suite: 'parser', name, ...(differing && { difference }) });
      const { config, errorContaining } = output;
      if (errorContaining !== undefined) {
        const failure = failureOf(() => graphOf(input));
        expect(failure.message).toContain(errors[errorContaining]);
        return;
      }
      const graph = graphOf(input);
      expect(profilesOf(graph)).toEqual(differing ?? config?.profiles);
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

import { describe, expect, test } from 'vitest';
import type { ProfileGraph } from '../../src/config/graph.ts';
import type { KeySource, Plan } from '../../src/plan/model/plan.ts';
import { graphOf, failureOf } from '../support/config-texts.ts';
import { conformanceFolder, conformanceNote } from '../support/conformance.ts';
import { recordCase } from '../support/conformance-record.ts';
import { planOf } from '../plan/planning.ts';
import { readSuite } from './suites.ts';

type Settings = Readonly<Record<string, string>>;
type Sections = Readonly<Record<string, Settings>>;
type Link = Readonly<Record<string, string | Settings>>;

interface ChainCase {
  readonly docs: string;
  readonly input: {
    readonly profiles: Sections;
    readonly sso_sessions?: Sections;
    readonly selected_profile: string;
  };
  readonly output: { readonly ProfileChain: readonly Link[] } | { readonly Error: string };
}

const cases = readSuite<readonly ChainCase[]>('smithy-rs/assume-role-tests.json', []);

/** What awsmfa says where the suite has the Rust SDK's words. */
const errors: Readonly<Record<string, string>> = {
  'profile must contain `source_profile`': 'has a role but no `source_profile`',
  'profile contained both source_profile and credential_source':
    'has both `source_profile` and `credential_source`',
  'profile missing aws_secret_access_key': '`aws_secret_access_key` is missing',
  'profile missing aws_access_key_id': '`aws_access_key_id` is missing',
  'profile `B` did not contain credential information':
    'profile "B" (/aws/config:4) holds no credentials',
  'profile `A` did not contain credential information':
    'profile "A" (/aws/config:1) holds no credentials',
  'could not find source profile B referenced from A': '`source_profile = B`, which does not exist',
  'No profiles were defined': 'there is no profile "A"',
  'profile formed an infinite loop': 'form a loop',
  '`role_arn` was missing': 'lacks `role_arn`',
  'if `sso_role_name` is set, then `sso_account_id` must also be set': 'lacks `sso_account_id`',
  'if `sso_account_id` is set, then `sso_role_name` must also be set': 'lacks `sso_role_name`',
  '`sso_region` can only be specified in the [sso-session] config when a session name is given':
    'holds a `sso_region` of its own beside `sso_session`',
  'sso-session named `oops` (referenced by profile `A`) was not found':
    'names the sso-session "oops", which does not exist',
};

/** A profile that yields a token for services of another kind, and no AWS credentials. */
const tokenOnly = 'SSO token profile selected';

describe.skipIf(conformanceFolder === undefined)(`profile chains${conformanceNote}`, () => {
  test('are all there', () => {
    expect(cases).toHaveLength(28);
  });

  test.for(cases.filter(({ docs }) => docs !== tokenOnly))('$docs', (chain, { task }) => {
    recordCase(task, { suite: 'profile-chains', name: chain.docs });
    const { output } = chain;
    if ('Error' in output) {
      const words = errors[output.Error] ?? output.Error;
      expect(failureOf(() => plan(chain))).toMatchObject({
        kind: 'configuration',
        message: expect.stringContaining(words) as string,
      });
    } else {
      expect(linksOf(plan(chain), graph(chain))).toEqual(output.ProfileChain);
    }
  });

  test.for(cases.filter(({ docs }) => docs === tokenOnly))('$docs', (chain, { task }) => {
    const difference = 'An Identity Center profile is there for credentials';
    recordCase(task, { suite: 'profile-chains', name: chain.docs, difference });
    expect(failureOf(() => plan(chain)).message).toContain('lacks `sso_role_name`');
  });
});

function plan(chain: ChainCase): Plan {
  return planOf(graph(chain), { profile: chain.input.selected_profile });
}

function graph({ input }: ChainCase): ProfileGraph {
  const { profiles, sso_sessions: sessions = {} } = input;
  const config = [...sections('profile', profiles), ...sections('sso-session', sessions)];
  return graphOf(config.join(''));
}

function sections(type: string, all: Sections): readonly string[] {
  return Object.entries(all).map(([name, settings]) => {
    const lines = Object.entries(settings).map(([key, value]) => `${key} = ${value}\n`);
    return `[${type} ${name}]\n${lines.join('')}`;
  });
}

/** The plan in the suite's words; only what the suite has words for. */
function linksOf({ source, steps }: Plan, from: ProfileGraph): readonly Link[] {
  const roles = steps.map((step): Link => {
    if (step.kind !== 'AssumeRole') throw new Error('the suite knows no MFA');
    const named = from.profile(step.profile)?.settings.has('role_session_name');
    return {
      AssumeRole: {
        role_arn: step.roleArn,
        ...(step.externalId && { external_id: step.externalId }),
        ...(named && { role_session_name: step.roleSessionName }),
      },
    };
  });
  return [baseLink(source, from), ...roles];
}

function baseLink(source: KeySource, from: ProfileGraph): Link {
  const holder = source.profile ?? '';
  switch (source.kind) {
    case 'static':
      return {
        AccessKey: {
          access_key_id: source.accessKeyId,
          secret_access_key: from.secret(holder, 'aws_secret_access_key')?.reveal() ?? '',
          ...(source.accountId && { account_id: source.accountId }),
        },
      };
    case 'ec2':
      return { NamedSource: 'Ec2InstanceMetadata' };
    case 'web-identity':
      return {
        WebIdentityToken: {
          role_arn: source.roleArn,
          web_identity_token_file: source.tokenFile,
          ...(from.profile(holder)?.settings.has('role_session_name') && {
            role_session_name: source.roleSessionName,
          }),
        },
      };
    case 'sso':
      return {
        Sso: {
          sso_account_id: source.accountId,
          sso_region: source.region,
          sso_role_name: source.roleName,
          sso_start_url: source.startUrl,
        },
      };
    case 'environment':
    case 'process':
    case 'container':
    case 'login':
    case 'keychain':
      throw new Error(`the suite knows no ${source.kind}`);
  }
}

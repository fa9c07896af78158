import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Plan, UnkeyedRole } from '../../src/plan/model/plan.ts';
import { keyed } from '../../src/plan/session-key.ts';
import { graphOf } from '../support/config-texts.ts';
import { asOptions, machineOf, planOf, type Asked } from './planning.ts';

const role = 'arn:aws:iam::222222222222:role/admin';
const phone = 'arn:aws:iam::111111111111:mfa/jane';

const config = `[profile base]
aws_access_key_id = AKIABASE
aws_secret_access_key = s
[profile app]
role_arn = ${role}
source_profile = base
mfa_serial = ${phone}
external_id = id
`;

interface Change {
  /** What is replaced in the config, and by what. */
  readonly edit?: readonly [from: string, to: string];
  readonly asked?: Asked;
}

function plan({ edit: [from, to] = ['', ''], asked = {} }: Change = {}): Plan {
  return planOf(graphOf(config.replace(from, to)), asked);
}

function keys(change?: Change): readonly string[] {
  return plan(change).steps.map(({ key }) => key);
}

type Inputs = Omit<UnkeyedRole, 'kind' | 'profile' | 'origins'>;

const text = fc.string({ maxLength: 2 });
const texts = fc.array(text, { maxLength: 2 });
/** Whatever a role may be assumed with: the compiler misses none. */
const inputs: { readonly [Name in keyof Inputs]-?: fc.Arbitrary<unknown> } = {
  roleArn: text,
  roleSessionName: text,
  durationSeconds: fc.nat(3),
  externalId: text,
  sourceIdentity: text,
  tags: fc.dictionary(text, text, { maxKeys: 2, noNullPrototype: true }),
  transitiveTagKeys: texts,
  policy: text,
  policyArns: texts,
  mfaSerial: text,
  onlyForLongTermKey: fc.constant(true),
};
const inputNames = Object.keys(inputs) as (keyof Inputs)[];
const anyInputs = fc.record(inputs, {
  requiredKeys: ['roleArn', 'roleSessionName', 'durationSeconds'],
}) as fc.Arbitrary<Inputs>;

function keysOf(roles: readonly Inputs[]): readonly string[] {
  const { source, sts } = plan();
  const steps = roles.map(
    (role) => ({ kind: 'AssumeRole', profile: 'app', origins: {}, ...role }) as const,
  );
  return keyed(source, sts, steps).map(({ key }) => key);
}

const addToRole = (line: string): Change => ({
  edit: ['external_id = id', `external_id = id\n${line}`],
});

describe('the key of a session', () => {
  test.for<[string, Change]>([
    ['the access key', { edit: ['AKIABASE', 'AKIAOTHER'] }],
    ['the MFA device', { edit: ['mfa/jane', 'mfa/janes-tablet'] }],
    ['the endpoint', { asked: { env: { AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:1' } } }],
    ['the partition', { edit: [config, config.replaceAll('arn:aws:', 'arn:aws-cn:')] }],
  ])('changes with %s, the MFA session’s and all after it', ([, change]) => {
    const [mfa, hop] = keys();
    const [otherMfa, otherHop] = keys(change);
    expect(otherMfa).not.toBe(mfa);
    expect(otherHop).not.toBe(hop);
  });

  test('of a role changes with each of its inputs, and with it those of the roles after it alone', () => {
    const roles = fc.array(anyInputs, { maxLength: 2 });
    const name = fc.constantFrom(...inputNames);
    fc.assert(
      fc.property(
        roles,
        anyInputs,
        roles,
        name,
        anyInputs,
        (before, role, after, changed, other) => {
          const { [changed]: was, ...rest } = role;
          const edited = {
            ...rest,
            ...(changed in other && { [changed]: other[changed] }),
          } as Inputs;
          const keys = keysOf([...before, role, ...after]);
          const newKeys = keysOf([...before, edited, ...after]);
          const isSame = isDeepStrictEqual(was, other[changed]);
          const kept = isSame ? keys.length : before.length;
          expect(keys.map((key, index) => key === newKeys[index])).toEqual(
            keys.map((_, index) => index < kept),
          );
        },
      ),
    );
  });

  test.for<[string, Change]>([
    ['the region', { asked: { overrides: asOptions({ region: 'ap-south-1' }) } }],
    ['the MFA session’s own duration', addToRole('awsmfa_session_duration = 1h')],
    ['FIPS', addToRole('use_fips_endpoint = true')],
    ['an endpoint of another service', { asked: { env: { AWS_ENDPOINT_URL_IAM: 'http://h:1' } } }],
    ['a setting that no call takes', addToRole('output = json')],
    [
      'a setting given explicitly that says the same',
      { asked: { overrides: asOptions({ external_id: 'id' }) } },
    ],
    ['a duration that is cut to the same hour', addToRole('duration_seconds = 7200')],
    ['the prefix of a setting', { edit: ['external_id', 'awsmfa_external_id'] }],
    ['the name of the source profile', { edit: [config, config.replaceAll('base', 'root')] }],
  ])('does not change with %s', ([, change]) => {
    expect(keys(change)).toEqual(keys());
  });

  test('of a role changes with the local user, where nothing else names the session', () => {
    const edit = [phone, 'GAHT12345678'] as const;
    const [janes, joes] = ['jane', 'joe'].map((userName) =>
      keys({ edit, asked: { machine: machineOf({ userName: () => userName }) } }),
    );
    expect(janes?.[0]).toBe(joes?.[0]);
    expect(janes?.[1]).not.toBe(joes?.[1]);
  });

  test('of the MFA session is that of every profile with the same key and device', () => {
    const graph = graphOf(`${config}[profile second]
role_arn = arn:aws:iam::333333333333:role/admin
source_profile = base
mfa_serial = ${phone}
region = sa-east-1
`);
    const [first, second] = ['app', 'second'].map((profile) => planOf(graph, { profile }));
    expect(first?.steps[0]?.key).toBe(second?.steps[0]?.key);
    expect(first?.steps[1]?.key).not.toBe(second?.steps[1]?.key);
  });

  test('is the same wherever the access key stands, and whatever account it is said to be of', () => {
    const env = { AWS_ACCESS_KEY_ID: 'AKIABASE', AWS_SECRET_ACCESS_KEY: 's' };
    const ofEnvironment: Change = {
      edit: ['source_profile = base', 'credential_source = Environment'],
      asked: { env },
    };
    expect(keys({ edit: ['_key = s', '_key = s\naws_account_id = 111111111111'] })).toEqual(keys());
    expect(keys(ofEnvironment)).toEqual(keys());
  });

  test('differs between a code that opens a session and one that goes with the role', () => {
    const direct = plan({ asked: { overrides: asOptions({ mfa_strategy: 'direct' }) } });
    expect(direct.steps).toHaveLength(1);
    expect(keys()).not.toContain(direct.steps[0]?.key);
  });

  test('is no secret, and not made of one', () => {
    expect(keys()).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/), expect.anything()]);
    expect(keys({ edit: ['aws_secret_access_key = s', 'aws_secret_access_key = t'] })).toEqual(
      keys(),
    );
  });
});

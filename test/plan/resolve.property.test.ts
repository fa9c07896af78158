import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Failure } from '../../src/ground/failure.ts';
import type { SettingName } from '../../src/plan/model/request.ts';
import { fuzzRuns } from '../config/fuzz.ts';
import { graphOf } from '../support/config-texts.ts';
import { asOptions, planOf } from './planning.ts';

const name = fc.constantFrom('app', 'b', 'c', 'default');
const role = fc.constantFrom(
  'arn:aws:iam::222222222222:role/a',
  'arn:aws-cn:iam::333333333333:role/path/b',
  'no-arn',
  '',
);
const ownLine = fc
  .tuple(name, fc.constantFrom('', ' --role-arn arn:aws:iam::222222222222:role/x'), name)
  .map(
    ([of, more, from]) =>
      `awsmfa credential-process --profile ${of}${more} --source-profile ${from}`,
  );
const odd = fc.constantFrom('', 'x', '0', '7200', '__proto__', 'eu central', 'https://h', '[1]');

/** Settings that lead a chain on, end it, or break it; each with what it may hold. */
const setting = fc
  .oneof(
    fc.tuple(fc.constantFrom('source_profile', 'awsmfa_source_profile', 'include_profile'), name),
    fc.tuple(fc.constantFrom('role_arn', 'awsmfa_role_arn'), role),
    fc.tuple(fc.constant('credential_source'), fc.constantFrom('Environment', 'EcsContainer', 'X')),
    fc.tuple(
      fc.constant('credential_process'),
      fc.oneof(
        ownLine,
        fc.constantFrom('awsmfa', 'helper', 'awsmfa credential-process --role-arn r'),
      ),
    ),
    fc.tuple(fc.constantFrom('aws_access_key_id', 'aws_session_token'), fc.constant('ASIA1')),
    fc.tuple(fc.constant('aws_secret_access_key'), fc.constant('canary')),
    fc.tuple(
      fc.constantFrom(
        'mfa_serial',
        'duration_seconds',
        'region',
        'session_tags',
        'policy',
        'services',
      ),
      odd,
    ),
    fc.tuple(
      fc.constantFrom('sso_session', 'sso_account_id', 'web_identity_token_file', 'login_session'),
      odd,
    ),
    fc.tuple(
      fc.constantFrom('aws_account_id', 'role_name', 'endpoint_url', 'awsmfa_mfa_strategy'),
      odd,
    ),
  )
  .map(([key, value]) => `${key} = ${value}`);

const config = fc
  .array(fc.tuple(name, fc.array(setting, { maxLength: 6 })), { maxLength: 5 })
  .map((sections) =>
    sections.map(([of, settings]) => [`[profile ${of}]`, ...settings, ''].join('\n')).join('\n'),
  );

/** One that adds up in itself, with something more in the requested profile. */
const sound = setting.map((more) =>
  [
    '[profile keys]\naws_access_key_id = AKIA1\naws_secret_access_key = canary',
    '[profile app]\nawsmfa_role_arn = arn:aws:iam::222222222222:role/a',
    `awsmfa_source_profile = keys\n${more}\n`,
  ].join('\n'),
);

const env = fc.record(
  {
    AWS_ACCESS_KEY_ID: fc.constantFrom('', 'AKIA1'),
    AWS_SECRET_ACCESS_KEY: fc.constantFrom('', 'canary'),
    AWS_MFA_SERIAL: odd,
    AWS_REGION: odd,
    AWS_ENDPOINT_URL: odd,
    AWS_WEB_IDENTITY_TOKEN_FILE: odd,
    AWS_CONTAINER_CREDENTIALS_FULL_URI: odd,
  },
  { requiredKeys: [] },
);

const overrides = fc.dictionary(
  fc.constantFrom<SettingName>('role_arn', 'source_profile', 'duration_seconds', 'mfa_strategy'),
  fc.oneof(name, role, odd),
  { maxKeys: 2 },
);

const anything = fc.tuple(config, overrides, fc.option(name, { nil: undefined }));
const asked = fc.oneof(anything, fc.tuple(sound, fc.constant({}), fc.constant('app')));

test('every profile of every config comes to a plan without secrets, or to a failure', () => {
  let plans = 0;
  fc.assert(
    fc.property(asked, env, ([text, given, profile], variables) => {
      try {
        const overriding = { profile, env: variables, overrides: asOptions(given) };
        const plan = planOf(graphOf(text), overriding);
        expect(JSON.stringify(plan)).not.toContain('canary');
        plans++;
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        expect([error.message, ...error.hints].join()).not.toContain('canary');
      }
    }),
    { numRuns: fuzzRuns },
  );
  // About one in seven is a plan; the others say what is wrong.
  expect(plans).toBeGreaterThan(fuzzRuns / 50);
});

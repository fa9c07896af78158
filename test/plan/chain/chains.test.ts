import { describe, expect, test } from 'vitest';
import type { Plan } from '../../../src/plan/model/plan.ts';
import { failureOf, graphOf } from '../../support/config-texts.ts';
import { asOptions, planOf, type Asked } from '../planning.ts';

const role = (name: string) => `arn:aws:iam::222222222222:role/${name}`;
const key = '[profile base]\naws_access_key_id = AKIABASE\naws_secret_access_key = s\n';

/** The base and the roles of a plan, in the order of the calls: `AKIABASE > admin`. */
function chainOf({ source, steps }: Plan): string {
  const base = 'accessKeyId' in source ? source.accessKeyId : source.kind;
  const roles = steps.map((step) => (step.kind === 'AssumeRole' ? step.roleArn : 'MFA'));
  return [base, ...roles.map((arn) => arn.slice(arn.lastIndexOf('/') + 1))].join(' > ');
}

function chain(config: string, asked: Asked = {}, credentials?: string): string {
  return chainOf(planOf(graphOf(config, credentials), asked));
}

describe('a chain', () => {
  test('is found under names that no SDK reads, beside awsmfa’s own line', () => {
    const config = `${key}[profile app]
credential_process = awsmfa credential-process --profile app
awsmfa_role_arn = ${role('admin')}
awsmfa_source_profile = base
`;
    expect(chain(config)).toBe('AKIABASE > admin');
  });

  test('prefers a setting with the prefix to the plain one', () => {
    const config = `${key}[profile other]
aws_access_key_id = AKIAOTHER
aws_secret_access_key = s
[profile app]
role_arn = ${role('plain')}
awsmfa_role_arn = ${role('prefixed')}
source_profile = other
awsmfa_source_profile = base
`;
    expect(chain(config)).toBe('AKIABASE > prefixed');
  });

  test('is not hidden by settings that are empty', () => {
    const config = `${key}[profile app]
role_arn = ${role('plain')}
awsmfa_role_arn =
source_profile = base
awsmfa_source_profile =
`;
    expect(chain(config)).toBe('AKIABASE > plain');
    expect(chain(config, { overrides: asOptions({ role_arn: '' }) })).toBe('AKIABASE > plain');
    const sourceless = `[profile app]\nrole_arn = ${role('plain')}\n`;
    const overrides = asOptions({ role_arn: '' });
    expect(failureOf(() => chain(sourceless, { overrides })).message).toContain('has a role but');
  });

  test('takes what is given explicitly for the requested profile alone', () => {
    const config = `${key}[profile middle]
role_arn = ${role('middle')}
source_profile = base
[profile app]
role_arn = ${role('admin')}
source_profile = middle
`;
    const overrides = asOptions({ role_arn: role('by-hand') });
    expect(chain(config, { overrides })).toBe('AKIABASE > middle > by-hand');
  });

  test('makes a role of an account and the name of a role, in the partition of the chain', () => {
    const config = `${key}[profile app]
aws_account_id = 222222222222
role_name = team/admin
source_profile = base
`;
    const arnOf = (asked: Asked) => {
      const [step] = planOf(graphOf(config), asked).steps;
      return step?.kind === 'AssumeRole' ? step.roleArn : undefined;
    };
    expect(arnOf({})).toBe('arn:aws:iam::222222222222:role/team/admin');
    const env = { AWS_REGION: 'us-gov-east-1' };
    expect(arnOf({ env })).toBe('arn:aws-us-gov:iam::222222222222:role/team/admin');
  });

  test('does not make a role of an account alone, which says whose keys these are', () => {
    const config = `${key}aws_account_id = 222222222222\n`;
    expect(planOf(graphOf(config), { profile: 'base' })).toMatchObject({
      source: { accountId: '222222222222' },
      steps: [],
    });
  });

  test('needs no profile for a role on the command line: the environment’s keys are its base', () => {
    const env = { AWS_ACCESS_KEY_ID: 'AKIAENV', AWS_SECRET_ACCESS_KEY: 's' };
    const asked = { profile: undefined, env, overrides: asOptions({ role_arn: role('admin') }) };
    expect(chain('', asked)).toBe('AKIAENV > admin');
  });

  test('takes no profile for the environment, whatever that is called', () => {
    const config = `${key}[profile environment]
role_arn = ${role('middle')}
source_profile = base
`;
    const overrides = asOptions({ role_arn: role('admin'), source_profile: 'environment' });
    expect(chain(config, { profile: undefined, overrides })).toBe('AKIABASE > middle > admin');
  });

  test('takes a role on the command line on top of what the profile holds', () => {
    const overrides = asOptions({ role_arn: role('admin') });
    expect(chain(key, { profile: 'base', overrides })).toBe('AKIABASE > admin');
  });

  test('ends at the environment’s keys where its base profile holds none', () => {
    const env = { AWS_ACCESS_KEY_ID: 'AKIAENV', AWS_SECRET_ACCESS_KEY: 's' };
    const config = `[profile base]\nregion = eu-west-1
[profile app]\nrole_arn = ${role('admin')}\nsource_profile = base\n`;
    expect(chain(config, { env })).toBe('AKIAENV > admin');
  });

  test('prefers the credentials file’s keys to a process, and a process to the config file’s', () => {
    const process = 'credential_process = helper\n';
    const credentials = '[app]\naws_access_key_id = AKIAFILE\naws_secret_access_key = s\n';
    expect(chain(`[profile app]\n${process}`, {}, credentials)).toBe('AKIAFILE');
    expect(chain(`${key}${process}`, { profile: 'base' })).toBe('process');
  });
});

describe('awsmfa’s own credential_process line', () => {
  test('is followed in a source profile, and brings its options along', () => {
    const own = `awsmfa credential-process --profile base --role-arn ${role('middle')} --duration 15m`;
    const config = `${key}[profile mfa]
credential_process = ${own}
[profile app]
role_arn = ${role('admin')}
source_profile = mfa
`;
    expect(chain(config)).toBe('AKIABASE > middle > admin');
    expect(planOf(graphOf(config), {}).steps[0]?.durationSeconds).toBe(900);
  });

  const second = `${key}[profile prod]
role_arn = ${role('admin')}
source_profile = base
[profile second]
credential_process = awsmfa credential-process --profile prod --duration 15m
`;

  test('hands on what was given explicitly to the profile that is asked in its place', () => {
    const overrides = asOptions({ external_id: 'agreed', duration_seconds: '30m' });
    const plan = planOf(graphOf(second), { profile: 'second', overrides });
    expect(chainOf(plan)).toBe('AKIABASE > admin');
    expect(plan.steps).toMatchObject([{ externalId: 'agreed', durationSeconds: 1800 }]);
  });

  test('hands on nothing where a role given explicitly took it up, or from a source profile', () => {
    const overrides = asOptions({ role_arn: role('top'), external_id: 'agreed' });
    const plan = planOf(graphOf(second), { profile: 'second', overrides });
    expect(chainOf(plan)).toBe('AKIABASE > admin > top');
    expect(plan.steps[0]).not.toHaveProperty('externalId');
    const app = `[profile app]\nrole_arn = ${role('app')}\nsource_profile = second\n`;
    const above = planOf(graphOf(`${second}${app}`), {
      overrides: asOptions({ external_id: 'x' }),
    });
    expect(above.steps).toMatchObject([{ durationSeconds: 900 }, { externalId: 'x' }]);
    expect(above.steps[0]).not.toHaveProperty('externalId');
  });

  const itself = `${key}[profile mfa]
credential_process = awsmfa credential-process --profile mfa --role-arn ${role('own')} --source-profile base
[profile app]
role_arn = ${role('app')}
source_profile = mfa
`;

  test('may ask for its own profile with a chain of its own, once', () => {
    expect(chain(itself)).toBe('AKIABASE > own > app');
    expect(chain(itself, { profile: 'mfa' })).toBe('AKIABASE > own');
    const overrides = asOptions({ role_arn: role('own'), source_profile: 'base' });
    expect(chain(itself, { profile: 'mfa', overrides })).toBe('AKIABASE > own');
  });

  test('may ask for a role on the keys that stand beside it, once', () => {
    const line = `credential_process = awsmfa credential-process --profile base --role-arn ${role('own')}\n`;
    expect(chain(`${key}${line}`, { profile: 'base' })).toBe('AKIABASE > own');
    const overrides = asOptions({ role_arn: role('own') });
    expect(chain(`${key}${line}`, { profile: 'base', overrides })).toBe('AKIABASE > own');
  });

  test('is not followed for ever where what is given explicitly says otherwise', () => {
    const line = 'credential_process = awsmfa credential-process --profile base --duration 15m\n';
    const overrides = asOptions({ duration_seconds: '30m' });
    expect(chain(`${key}${line}`, { profile: 'base', overrides })).toBe('AKIABASE');
  });

  test('may ask for roles without a profile twice along a chain', () => {
    const own = (name: string, from: string) =>
      `credential_process = awsmfa credential-process --role-arn ${role(name)} --source-profile ${from}\n`;
    const config = `${key}[profile mfa]\n${own('middle', 'base')}[profile app]\n${own('top', 'mfa')}`;
    expect(chain(config)).toBe('AKIABASE > middle > top');
  });

  test('may ask for a role without a profile', () => {
    const own = (options: string) =>
      `${key}[profile app]\ncredential_process = awsmfa credential-process --role-arn ${role('own')}${options}\n`;
    expect(chain(own(' --source-profile base'))).toBe('AKIABASE > own');
    const env = { AWS_ACCESS_KEY_ID: 'AKIAENV', AWS_SECRET_ACCESS_KEY: 's' };
    expect(chain(own(''), { env })).toBe('AKIAENV > own');
  });
});

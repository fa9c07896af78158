import { expect, test } from 'vitest';
import { renderExplanationJson, type Explanation } from '../../src/render/explain.ts';
import { planOf, type Asked } from '../plan/planning.ts';
import { now, session } from '../session/scene.ts';
import { graphOf } from '../support/config-texts.ts';

const phone = 'arn:aws:iam::111111111111:mfa/jane';

function explained(config: string, given: Partial<Explanation> = {}, asked: Asked = {}) {
  const { notes, ...plan } = planOf(graphOf(config), asked);
  const explanation: Explanation = {
    ...{ plan, notes, now, cached: [], outcome: 'prompt', code: { from: 'prompt' }, warnings: [] },
    ...given,
  };
  const text = renderExplanationJson(explanation);
  expect(text.endsWith('\n}\n')).toBe(true);
  return { text, json: JSON.parse(text) as Record<string, unknown>, plan };
}

const config = `[profile app]
aws_access_key_id = AKIABASE
aws_secret_access_key = s
mfa_serial = ${phone}
region = eu-west-1
awsmfa_prompt = tty
mfa_process = print-code --secret
`;

test('the plan is given to scripts as it is, each origin as a text, and the sessions without their keys', () => {
  const warnings = [{ file: '/aws/config', line: 3, text: 'odd', kind: 'key-case' as const }];
  const given = { cached: [session('ASIACACHED', 30)], notes: ['a note'], warnings };
  const env = { AWS_USE_FIPS_ENDPOINT: 'true' };
  const { json, text, plan } = explained(config, given, { env });
  expect(json).toEqual({
    profile: 'app',
    region: 'eu-west-1',
    origins: { region: '/aws/config:5' },
    source: {
      kind: 'static',
      profile: 'app',
      accessKeyId: 'AKIABASE',
      temporary: false,
      origins: { accessKeyId: '/aws/config:2' },
    },
    sts: {
      partition: 'aws',
      region: 'eu-west-1',
      fips: true,
      dualStack: false,
      globalEndpoint: false,
      origins: { fips: 'AWS_USE_FIPS_ENDPOINT' },
    },
    codes: {
      prompt: ['tty'],
      from: 'prompt',
      origins: { mfaProcess: '/aws/config:7', prompt: '/aws/config:6' },
    },
    steps: [
      {
        kind: 'GetSessionToken',
        profile: 'app',
        mfaSerial: phone,
        durationSeconds: 43200,
        key: plan.steps[0]?.key,
        origins: { mfaSerial: '/aws/config:4' },
        cached: { expiration: '2026-03-01T08:30:00Z', issuedAt: '2026-03-01T07:30:00Z' },
      },
    ],
    outcome: 'prompt',
    notes: ['a note'],
    warnings,
  });
  for (const secret of ['ASIACACHED', '--secret']) expect(text).not.toContain(secret);
});

test('a step without a session in the cache has `null`', () => {
  expect(explained(config).json['steps']).toEqual([expect.objectContaining({ cached: null })]);
});

test('the line of a program is left out, which may hold a secret', () => {
  const line = '[profile app]\ncredential_process = helper --pin 1\n';
  const { json } = explained(line, { outcome: 'no call' });
  expect(json['source']).toEqual({
    kind: 'process',
    profile: 'app',
    origins: { command: '/aws/config:2' },
  });
});

test('endpoints are given without a password', () => {
  const env = {
    AWS_ENDPOINT_URL_STS: 'https://me:hunter2@sts.example/',
    AWS_ENDPOINT_URL_IAM: 'http://me:hunter2@iam.example/',
  };
  const { json, text } = explained(config, {}, { env });
  expect(json['sts']).toMatchObject({
    endpoint: expect.stringMatching(/^https:\/\/sts\.example/) as unknown,
    iamEndpoint: expect.stringMatching(/^http:\/\/iam\.example/) as unknown,
  });
  expect(text).not.toContain('hunter2');
});

test('where an endpoint stands is given as it is, even in a folder that is called as a URL', () => {
  const file = '/srv/http://me:x@host/config';
  const { plan } = explained(config);
  const origins = { endpoint: { kind: 'file', file, line: 1, name: 'endpoint_url' } } as const;
  const { text } = explained(config, { plan: { ...plan, origins } });
  expect(text).toContain(`"${file}:1"`);
});

test('what looks like an endpoint elsewhere is given as it is', () => {
  const odd = 'HTTPS://me:x@host';
  const role = `[profile r]\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = app\nexternal_id = ${odd}\n`;
  const { json } = explained(config + role, {}, { profile: 'r' });
  expect(JSON.stringify(json)).toContain(odd);
});

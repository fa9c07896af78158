import { describe, expect, test } from 'vitest';
import { renderExplanation, type Explanation } from '../../src/render/explain.ts';
import { planOf, type Asked } from '../plan/planning.ts';
import { now, session } from '../session/scene.ts';
import { graphOf } from '../support/config-texts.ts';

const phone = 'arn:aws:iam::111111111111:mfa/jane';
const base = `[profile base]
aws_access_key_id = AKIABASE
aws_secret_access_key = s
mfa_serial = ${phone}
`;
const app = `[profile app]
role_arn = arn:aws:iam::222222222222:role/admin
source_profile = base
`;

/** As for a plan whose sessions are all still to come. */
function explained(config: string, given: Partial<Explanation> = {}, asked: Asked = {}): string {
  const { notes, ...plan } = planOf(graphOf(config), asked);
  const explanation: Explanation = {
    ...{ plan, notes, now, cached: [], outcome: 'prompt', code: { from: 'prompt' }, warnings: [] },
    ...given,
  };
  return renderExplanation(explanation);
}

/** The lines that begin with a name, without it. */
function rows(text: string, name: string): readonly string[] {
  const lines = text.split('\n').filter((line) => line.startsWith(`  ${name.padEnd(15)} `));
  return lines.map((line) => line.slice(18));
}

describe('an explanation', () => {
  test('has the base, each call, where each input stands, and what would happen now', () => {
    expect(explained(base + app)).toBe(`profile "app"
  base            access key AKIABASE of profile "base"  (/aws/config:2)
  region          none
  sts             region us-east-1, partition aws
1. sts:GetSessionToken for profile "base"
  mfa serial      ${phone}  (/aws/config:4)
  duration        12 h  (default)
  code            the terminal, else a window  (default)
  cache           nothing
2. sts:AssumeRole for profile "app"
  role            arn:aws:iam::222222222222:role/admin  (/aws/config:6)
  session name    jane  (default)
  duration        1 h  (default)
  cache           nothing
now: an MFA code is asked for
`);
  });

  test('shows every input that a role has', () => {
    const text = explained(
      `${base}${app}external_id = id
source_identity = jane
session_tags = team=platform
transitive_session_tags = team, cost
policy = {}
policy_arns = a, b
awsmfa_mfa_strategy = direct
duration_seconds = 2h
`,
    );
    expect(text.slice(text.indexOf('1. '), text.indexOf('now: '))).toBe(
      `1. sts:AssumeRole for profile "app"
  role            arn:aws:iam::222222222222:role/admin  (/aws/config:6)
  session name    jane  (default)
  duration        2 h  (/aws/config:15)
  mfa strategy    direct  (/aws/config:14)
  mfa serial      ${phone}  (/aws/config:4)
  external id     id  (/aws/config:8)
  source identity jane  (/aws/config:9)
  session tags    {"team":"platform"}  (/aws/config:10)
  transitive tags team, cost  (/aws/config:11)
  policy          {}  (/aws/config:12)
  policy ARNs     a, b  (/aws/config:13)
  code            the terminal, else a window  (default)
  cache           nothing
`,
    );
  });

  test('says where a name and a duration were chosen', () => {
    const text = explained(`${base}awsmfa_session_duration = 36h\n${app}role_session_name = me\n`);
    expect(rows(text, 'duration')).toEqual(['36 h  (/aws/config:5)', '1 h  (default)']);
    expect(rows(text, 'session name')).toEqual(['me  (/aws/config:9)']);
  });

  test('shows how an MFA session is kept, and the strategy that somebody chose', () => {
    const text = explained(
      `${base}awsmfa_store = keychain\nawsmfa_mfa_strategy = session\n`,
      {},
      {
        profile: 'base',
      },
    );
    expect(rows(text, 'mfa strategy')).toEqual(['session  (/aws/config:6)']);
    expect(rows(text, 'store')).toEqual(['sealed with a key from the keychain  (/aws/config:5)']);
  });

  test.for([
    ['tty', 'the terminal'],
    ['dialog', 'a window'],
    ['pinentry', '`pinentry`'],
    ['askpass', 'the askpass program'],
    ['ykman', '`ykman`'],
    ['none', 'nobody'],
  ])('calls the way to ask `%s` %s', ([name, way]) => {
    const text = explained(`${base}awsmfa_prompt = ${name}\n`, {}, { profile: 'base' });
    expect(rows(text, 'code')).toEqual([`${way}  (/aws/config:5)`]);
  });

  test('names the program of an `mfa_process` only by where it stands', () => {
    const text = explained(`${base}mfa_process = print-code --secret\n`, {}, { profile: 'base' });
    expect(rows(text, 'code')).toEqual(['the `mfa_process`  (/aws/config:5)']);
    expect(text).not.toContain('--secret');
  });

  test('tells how STS is reached, and who says so, once each', () => {
    const env = { AWS_USE_FIPS_ENDPOINT: 'true', AWS_STS_REGIONAL_ENDPOINTS: 'legacy' };
    const settings = 'region = eu-west-1\nuse_dualstack_endpoint = true\n';
    const text = explained(`${base}${app}${settings}`, {}, { env });
    expect(rows(text, 'region')).toEqual(['eu-west-1  (/aws/config:8)']);
    expect(rows(text, 'sts')).toEqual([
      'region eu-west-1, partition aws, FIPS, dual stack, legacy  (AWS_USE_FIPS_ENDPOINT, /aws/config:9, AWS_STS_REGIONAL_ENDPOINTS)',
    ]);
    const same = { AWS_ENDPOINT_URL: 'http://me:hunter2@127.0.0.1:1' };
    expect(rows(explained(base + app, {}, { env: same }), 'sts')).toEqual([
      'http://127.0.0.1:1, partition aws  (AWS_ENDPOINT_URL)',
    ]);
    const iamAlone = { AWS_ENDPOINT_URL_IAM: 'http://127.0.0.1:1' };
    expect(rows(explained(base + app, {}, { env: iamAlone }), 'sts')).toEqual([
      'region us-east-1, partition aws',
    ]);
  });

  test('says of a program’s key what is only known when it has answered', () => {
    const config = `[profile vault]\ncredential_process = op --pin 1\nmfa_serial = ${phone}\n`;
    const text = explained(config, { outcome: 'depends on the base' }, { profile: 'vault' });
    expect(text).toContain(
      '\n1. sts:GetSessionToken for profile "vault", if the key is a long-term one\n',
    );
    expect(text).toMatch(
      /\nnow: the program is run, and if its key is a long-term one, an MFA code is asked for\n$/,
    );
    expect(text).not.toContain('--pin');
    const role = `${app.replace('= base', '= vault')}duration_seconds = 2h\nawsmfa_mfa_strategy = direct\n`;
    expect(explained(config + role)).toContain('\n1. sts:AssumeRole for profile "app"\n');
  });
});

describe('what is cached', () => {
  const cachedRow = (left: number, ofMinutes: number) =>
    rows(
      explained(base, { cached: [session('ASIA', left, ofMinutes)] }, { profile: 'base' }),
      'cache',
    );

  test('is shown by when it expires', () => {
    expect(cachedRow(90, 720)).toEqual(['expires in 1 h 30 min']);
  });

  test('may have been opened for longer or shorter than would be asked for now', () => {
    expect(cachedRow(30, 60)).toEqual(['expires in 30 min, opened for 1 h']);
    expect(cachedRow(90, 720 + 1 / 6)).toEqual(['expires in 1 h 30 min']);
  });
});

describe('what would happen now is said in a line:', () => {
  test.for<[Partial<Explanation>, string]>([
    [{ outcome: 'no call' }, 'the base credentials are handed out as they are'],
    [{ outcome: 'cached' }, 'the cached session is handed out, without a call or a code'],
    [{ outcome: 'silent' }, 'STS is called, without a code'],
    [{ code: { from: 'AWSMFA_TOKEN_CODE' } }, 'the MFA code of `AWSMFA_TOKEN_CODE` is used'],
    [{ code: { from: 'mfa_process' } }, 'the `mfa_process` is run for an MFA code'],
    [{ code: { from: 'prompt' } }, 'an MFA code is asked for'],
    [{ code: { from: 'nobody', because: 'it is late' } }, 'an MFA code is needed, but it is late'],
  ])('%j', ([given, line]) => {
    expect(explained(base + app, given)).toMatch(new RegExp(`\\nnow: ${line}\\n$`));
  });

  test('after what there is to note, and to warn of', () => {
    const warnings = [
      { file: '/aws/config', line: 3, text: 'odd\u001b[2J', kind: 'key-case' as const },
    ];
    const text = explained(base + app, { notes: ['first', 'second'], warnings });
    expect(text.slice(text.indexOf('note: '))).toBe(
      [
        'note: first',
        'note: second',
        String.raw`warning: /aws/config:3: odd\x1b[2J`,
        'now: an MFA code is asked for',
        '',
      ].join('\n'),
    );
  });

  test('and no name steers the terminal', () => {
    const text = explained(
      `[profile a\u001b]\ncredential_process = x\n`,
      {},
      {
        profile: 'a\u001b',
      },
    );
    expect(text).not.toContain('\u001b');
  });
});

test('keys that their file calls expired are said to fail, unless a session of theirs is left', () => {
  const saml =
    '[profile app]\naws_access_key_id = ASIA\naws_secret_access_key = s\naws_session_token = t\nexpiration = 2020-01-01T00:00:00Z\n';
  expect(explained(saml, { outcome: 'no call' })).toMatch(
    /\nnow: it fails: the session keys of profile "app" expired at .*config:5\)\n$/,
  );
  expect(explained(saml, { outcome: 'cached' })).toContain('the cached session is handed out');
});

import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { renderListJson } from '../../../src/render/list/json.ts';
import { renderList, type Canvas } from '../../../src/render/list/text.ts';
import { glyphsFor } from '../../../src/render/screen/glyphs.ts';
import { styleFor } from '../../../src/render/screen/style.ts';
import {
  adminOf,
  fiveProfiles,
  jane,
  janesOtherKey,
  keySection,
  otherRoles,
  phone,
} from '../../support/five-accounts.ts';
import { now, overview, session } from './scene.ts';

const config = `${fiveProfiles}
[profile second]
role_arn = ${otherRoles.second}
source_profile = prod
mfa_serial = ${phone}
[profile mfa]
mfa_serial = ${phone}
credential_process = awsmfa credential-process --profile management --mfa-serial ${phone}
[profile 本番]
role_arn = ${adminOf('prod')}
source_profile = management
mfa_serial = ${phone}
[profile long]
role_arn = ${otherRoles.long}
source_profile = management
mfa_serial = ${phone}
awsmfa_mfa_strategy = direct
[profile vault]
credential_process = vault read aws
mfa_serial = ${phone}
[profile a-reader-of-everything-in-the-account-of-our-partners]
role_arn = ${otherRoles.partner}/and/a/path/that/goes/on
source_profile = management
mfa_serial = ${phone}
[profile with-a-program]
role_arn = ${adminOf('test')}
source_profile = keychain
mfa_serial = ${phone}
mfa_process = ykman oath accounts code --single aws
[profile unattended]
role_arn = ${adminOf('staging')}
source_profile = keychain
mfa_serial = ${phone}
awsmfa_prompt = none
[profile keychain]
awsmfa_access_key_id = AKIAJANEJANEJANEJAN3
[default]
region = eu-west-1
[profile circle]
role_arn = ${adminOf('prod')}
source_profile = 'orphan of mine'
[profile 'orphan of mine']
role_arn = ${adminOf('prod')}
source_profile = nobody
[profile half]
aws_access_key_id = ${jane.accessKeyId}
[profile security-key]
role_arn = ${adminOf('prod')}
source_profile = management
mfa_serial = arn:aws:iam::111111111111:u2f/user/jane/key-1
`.replace("source_profile = 'orphan of mine'", 'source_profile = circle');

const credentials = keySection('management', jane) + keySection('legacy', janesOtherKey);

const asleep = overview(config, credentials, {}, now);
const awake = overview(
  config,
  credentials,
  {
    mfa: session('ASIAMFA', 11 * 60 + 58, 720),
    prod: session('ASIAPROD', 42),
    dev: session('ASIADEV', 7),
    long: session('ASIALONG', 5),
  },
  now,
);

const canvas: Canvas = {
  columns: 80,
  style: styleFor('other', {}),
  glyphs: glyphsFor({ LANG: 'en_GB.UTF-8' }, 'linux'),
};

describe('the picture', () => {
  test('shows the chains as trees, what is left, and what a use would come to', async () => {
    await expect(renderList(awake, canvas)).toMatchFileSnapshot('screens/awake.txt');
  });

  test('is the same before the first code, with what is on every keyboard', async () => {
    const glyphs = glyphsFor({ LANG: 'C' }, 'linux');
    const text = renderList(asleep, { ...canvas, glyphs });
    await expect(text).toMatchFileSnapshot('screens/asleep.txt');
  });

  test('has colours on a terminal, and says the same without', async () => {
    const text = renderList(awake, { ...canvas, style: styleFor('terminal', {}) });
    await expect(text).toMatchFileSnapshot('screens/coloured.txt');
    expect(text.replaceAll(/\u001b\[\d+m/g, '')).toBe(renderList(awake, canvas));
  });

  test.each([40, 60, 80, 200])('fits %d columns', (columns) => {
    const lines = renderList(awake, { ...canvas, columns }).split('\n');
    expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(columns);
  });

  test.each([
    ['a build server, where nobody is asked', { CI: 'true' }, 'needs code'],
    ['a code in the environment', { AWSMFA_TOKEN_CODE: '123456' }, 'has code'],
  ])('knows of %s', (_, env, word) => {
    const text = renderList(overview(config, credentials, {}, now, env), canvas);
    expect(text).toMatch(new RegExp(`─ dev .* ${word}$`, 'm'));
    expect(text).not.toMatch(/ asks$/m);
  });

  test('says how long session keys of another tool last, where it has noted that', () => {
    const end = new Date(now.getTime() + 25 * 60_000).toISOString();
    const keys = `[saml]\naws_access_key_id = ASIA\naws_secret_access_key = s\naws_session_token = t\nx_security_token_expires = ${end}\n`;
    expect(renderList(overview('', keys, {}, now), canvas)).toMatch(/ saml .* 25 min /);
  });

  test('leaves nothing out that there is room for', () => {
    expect(renderList(awake, { ...canvas, columns: 200 })).not.toContain('…');
  });

  test('has no headings where there is nothing below them', () => {
    const role = `[profile a]\nrole_arn = ${adminOf('prod')}\nsource_profile = b\n`;
    const broken = renderList(overview(role, '', {}, now), canvas);
    expect(broken).toMatch(/^broken\n.* a /);
    const key = keySection('b', jane);
    expect(renderList(overview('', key, {}, now), canvas)).not.toContain('broken');
  });

  test('shows an ARN that is no role’s as it is, behind its account', () => {
    const odd = 'arn:aws:iam::222222222222:user/role/x';
    const config = `[profile a]\nrole_arn = ${odd}\nsource_profile = b\n`;
    const text = renderList(overview(config, keySection('b', jane), {}, now), canvas);
    expect(text).toContain(' 222222222222 user/role/x ');
  });

  test('has nothing left of a session that has expired', () => {
    const expired = { mfa: session('ASIAMFA', -1, 720) };
    const text = renderList(overview(config, credentials, expired, now), canvas);
    expect(text).toBe(renderList(asleep, canvas));
  });

  test('shows nothing that steers a terminal', () => {
    const text = renderList(
      overview(
        '[profile a\u001b[31m]\nrole_arn = arn:\u001b[31m\nsource_profile = b',
        keySection('b', jane),
        {},
        now,
      ),
      canvas,
    );
    expect(text).toContain(String.raw`\x1b`);
    expect(text).not.toContain('\u001b');
  });
});

test('the JSON says the same for scripts', async () => {
  await expect(renderListJson(awake)).toMatchFileSnapshot('screens/awake.json');
});

test.each([
  [{ LANG: 'de_DE.utf8' }, 'linux', '├─ '],
  [{ LANG: 'C', LC_ALL: 'C.UTF-8' }, 'linux', '├─ '],
  [{ LANG: 'C', LC_CTYPE: 'C.UTF-8' }, 'linux', '├─ '],
  [{ LANG: 'de_DE.utf8', LC_ALL: 'C' }, 'linux', '|- '],
  [{ LANG: 'de_DE.utf8', TERM: 'dumb' }, 'linux', '|- '],
  [{}, 'darwin', '|- '],
  [{}, 'win32', '├─ '],
] as const)('%j on %s draws with "%s"', (env, platform, fork) => {
  expect(glyphsFor(env, platform).fork).toBe(fork);
});

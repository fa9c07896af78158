import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { diagnose } from '../../src/doctor/diagnose.ts';
import { findingKinds } from '../../src/doctor/kinds.ts';
import type { Finding } from '../../src/doctor/model/finding.ts';
import { renderDiagnosis, renderDiagnosisJson } from '../../src/render/diagnosis.ts';
import { plain, styleFor } from '../../src/render/screen/style.ts';
import { adminOf } from '../support/five-accounts.ts';
import { examineHome, type HomeSetup, rightConfig } from './healthy-home.ts';

/** A folder for screens as they should be. */
const golden = join(import.meta.dirname, 'screens');

async function diagnosisOf(setup: HomeSetup) {
  const { surroundings } = await examineHome(setup);
  return { findings: diagnose(surroundings), surroundings };
}

const inTrouble: HomeSetup = {
  config: rightConfig.replace('awsmfa_source_profile', 'source_profile'),
  moreConfig: [1, 2, 3, 4, 5]
    .map((n) => `[profile dev${n}]\nrole_arn = ${adminOf('dev')}\nsource_profile = managment\n`)
    .join(''),
  env: { AWS_PROFILE: 'prod', AWS_ACCESS_KEY_ID: 'ASIA', AWS_SECRET_ACCESS_KEY: 's' },
  arrange: (home) => chmodSync(join(home.folder, '.aws/credentials'), 0o644),
};

describe('the screen of doctor', () => {
  test('says of each finding what is wrong, where, why, and what to do', async () => {
    const screen = renderDiagnosis(await diagnosisOf(inTrouble), plain);
    await expect(screen).toMatchFileSnapshot(join(golden, 'in-trouble.txt'));
  });

  test('is a line where nothing is wrong', async () => {
    expect(renderDiagnosis(await diagnosisOf({}), plain)).toBe(
      '✓ nothing is wrong: 2 profiles; `--online` asks AWS as well\n',
    );
  });

  test('fits 80 columns, whatever is found', async () => {
    const { surroundings } = await examineHome();
    const findings = findingKinds.map(({ find: _find, ...kind }): Finding => {
      const what =
        '名前 名前 名前 名前 名前 名前 名前 名前 名前 名前 名前 名前 名前 名前 名前 名前 名前 x';
      return { ...kind, sightings: [{ what, at: { file: '/aws/config', line: 1 } }] };
    });
    const lines = renderDiagnosis({ findings, surroundings }, plain).split('\n');
    expect(lines.filter((line) => stringWidth(line) > 80)).toEqual([]);
    expect(lines.length).toBeGreaterThan(findings.length * 4);
  });

  test('has colours on a terminal, and the same words', async () => {
    const diagnosis = await diagnosisOf(inTrouble);
    const coloured = renderDiagnosis(diagnosis, styleFor('terminal', {}));
    expect(coloured).toContain('\u001b[31m✗ error:\u001b[39m');
    expect(coloured.replaceAll(/\u001b\[\d+m/g, '')).toBe(renderDiagnosis(diagnosis, plain));
  });

  test('spells out what would steer the terminal', async () => {
    const diagnosis = await diagnosisOf({ env: { AWS_PROFILE: '\u001b[2J' } });
    expect(renderDiagnosis(diagnosis, plain)).toContain('`AWS_PROFILE` names "\\x1b[2J"');
  });
});

test('the JSON of doctor has every place, with what to do there', async () => {
  const report = JSON.parse(renderDiagnosisJson(await diagnosisOf(inTrouble))) as {
    readonly findings: readonly { readonly id: string }[];
  };
  expect(Object.keys(report)).toEqual(['version', 'findings']);
  const [first] = report.findings.filter(({ id }) => id === 'chain-beside-process');
  expect(first).toEqual({
    id: 'chain-beside-process',
    severity: 'error',
    title: "a chain that SDKs follow is beside awsmfa's line",
    why: expect.stringMatching(/^With `role_arn` some SDKs/) as string,
    sightings: [
      {
        what: 'profile "prod" has `source_profile` beside its line',
        file: expect.stringMatching(/config$/) as string,
        line: 7,
        mend: ['run `awsmfa setup prod`'],
      },
    ],
  });
  const [broken] = report.findings.filter(({ id }) => id === 'broken-profile');
  expect(broken).toMatchObject({
    sightings: Array.from({ length: 5 }, () => ({ mend: ['did you mean "management"?'] })),
  });
});

test('no secret is on the screen or in the JSON, wherever somebody has put one', async () => {
  const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
  const code = '493817';
  const diagnosis = await diagnosisOf({
    moreConfig: `awsmfa_mfa_serial = ${code}
awsmfa_external_idd = ${secret}
[profile a]
credential_process = KEY=${secret} /opt/none --key ${secret}
[profile b]
mfa_serial = ${secret}
role_arn = ${secret}
source_profile = management
[profile c]
aws_access_key_id = ${secret}
aws_secret_access_key = ${secret}
[profile d]
region = eu-west-1
  aws_secret_access_key = ${secret}
mfa_process = /opt/none ${secret}
`,
    env: { AWS_SECRET_ACCESS_KEY: secret, AWS_SESSION_TOKEN: secret, AWSMFA_TOKEN_CODE: code },
    arrange: (home) =>
      home.write('.config/fish/fish_variables', `SETUVAR AWS_SECRET_ACCESS_KEY:${secret}\n`),
  });
  const text = renderDiagnosis(diagnosis, plain) + renderDiagnosisJson(diagnosis);
  expect(diagnosis.findings.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['broken-profile', 'odd-serial', 'odd-role-arn', 'line-needs-shell']),
  );
  expect(text).not.toContain(secret);
  expect(text).not.toContain(code);
});

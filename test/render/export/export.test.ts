import { describe, expect, test } from 'vitest';
import { Failure } from '../../../src/ground/failure.ts';
import {
  exportFormats,
  describeEvaluation,
  renderExport,
  renderFailedExport,
  renderUnset,
  type ExportFormat,
} from '../../../src/render/export/export.ts';
import { exportedNames } from '../../../src/render/values/variables.ts';
import { renderProcessJson } from '../../../src/render/values/process-json.ts';
import { unnamedProfile } from '../../../src/words/profile-name.ts';
import { inputFull, prod, session } from './samples.ts';

const shellFormats: readonly ExportFormat[] = [
  'env',
  'env-no-export',
  'powershell',
  'windows-cmd',
  'fish',
  'nushell',
  'csh',
];

describe('renderExport', () => {
  test.each(exportFormats)('--format %s ends with a newline', (format) => {
    expect(renderExport(format, prod).stdout).toMatch(/[^\n]\n$/);
  });

  test('--format process is what credential-process prints', () => {
    expect(renderExport('process', prod)).toEqual({ stdout: renderProcessJson(session) });
  });

  test("--format json is a flat object of the protocol's fields, Region and Profile", () => {
    const { stdout } = renderExport('json', prod);
    expect(JSON.parse(stdout)).toEqual({
      Version: 1,
      AccessKeyId: session.accessKeyId,
      SecretAccessKey: session.secretAccessKey.reveal(),
      SessionToken: session.sessionToken.reveal(),
      Expiration: '2026-11-20T22:00:00Z',
      AccountId: '123456789012',
      Region: 'eu-west-1',
      Profile: 'prod',
    });
    expect(stdout.split('\n')).toHaveLength(11);
  });

  test('--format json has no profile where there is none', () => {
    const { stdout } = renderExport('json', { ...prod, profile: unnamedProfile });
    expect(JSON.parse(stdout)).not.toHaveProperty('Profile');
  });

  test('--format json carries any value', () => {
    const { stdout } = renderExport('json', inputFull('\0\n\ud800"'));
    expect(JSON.parse(stdout)).toHaveProperty('Region', '\0\n\ud800"');
  });

  test('knows every format of `aws configure export-credentials` by its name there', () => {
    const cli = ['process', 'env', 'env-no-export', 'powershell', 'windows-cmd', 'fish'];
    expect(exportFormats).toEqual(expect.arrayContaining(cli));
  });

  test.each([...shellFormats, 'dotenv', 'github'] as const)(
    '--format %s refuses a NUL, naming the variable and not the value',
    (format) => {
      const error = failureOf(() => renderExport(format, { ...prod, region: 'canary\0' }));
      expect(error.kind).toBe('usage');
      expect(error.message).toBe(`the format "${format}" cannot carry the value of "AWS_REGION"`);
      expect(error.hints).toEqual(['use `--format json`, which carries any value']);
    },
  );

  test.each(shellFormats)('--format %s refuses half a surrogate pair', (format) => {
    expect(failureOf(() => renderExport(format, { ...prod, profile: '\ud83d' })).message).toBe(
      `the format "${format}" cannot carry the value of "AWSMFA_PROFILE"`,
    );
  });
});

describe('renderFailedExport and describeEvaluation', () => {
  const documents = exportFormats.filter((format) => !shellFormats.includes(format));

  test.each(shellFormats)(
    'give --format %s one failing statement and a way to run it',
    (format) => {
      expect(renderFailedExport(format)).toMatch(/^[^\n]+\n$/);
      expect(renderFailedExport(format)).not.toMatch(/^exit/);
      expect(describeEvaluation(format)).toMatch(/^for this shell .*`.*awsmfa export …/);
    },
  );

  test.each(documents)('have nothing for --format %s, which is no shell', (format) => {
    expect(renderFailedExport(format)).toBe('');
    expect(describeEvaluation(format)).toBeUndefined();
  });
});

describe('renderUnset', () => {
  test.each(exportFormats.filter((format) => !shellFormats.includes(format)))(
    'refuses --format %s, which is no shell',
    (format) => {
      const error = failureOf(() => renderUnset(format));
      expect(error.kind).toBe('usage');
      expect(error.message).toBe(`the format "${format}" has no way to unset a variable`);
      expect(error.hints).toEqual(["use `--unset` with a shell's format, such as `--format env`"]);
    },
  );

  test('has a line for each variable where a shell has a statement for each', () => {
    expect(renderUnset('csh').split('\n')).toEqual([
      ...exportedNames.map((name) => `unsetenv ${name};`),
      '',
    ]);
  });

  test('names in one statement all that a POSIX shell must forget', () => {
    expect(renderUnset('env')).toBe(
      'unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_SECURITY_TOKEN ' +
        'AWS_CREDENTIAL_EXPIRATION AWS_REGION AWS_DEFAULT_REGION AWSMFA_EXPORTED_REGION ' +
        'AWSMFA_PROFILE\n',
    );
  });
});

function failureOf(action: () => unknown): Failure {
  try {
    action();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

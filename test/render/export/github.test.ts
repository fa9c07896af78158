import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderExport } from '../../../src/render/export/export.ts';
import { renderGithubMasks } from '../../../src/render/export/github.ts';
import { Secret } from '../../../src/ground/secret.ts';
import { anyValue } from './fuzz.ts';
import { refusal } from './refusal.ts';
import {
  accessKey,
  base,
  environmentFull,
  hostileValues,
  inputFull,
  prod,
  session,
} from './samples.ts';

describe('--format github', () => {
  test('masks the keys on stdout, and shows nothing else there', () => {
    expect(renderExport('github', prod).stdout).toBe(
      '::add-mask::ASIAIOSFODNN7EXAMPLE\n' +
        '::add-mask::wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY\n' +
        '::add-mask::IQoJb3JpZ2luX2VjEXAMPLE//token+==\n',
    );
  });

  test('escapes what would end a workflow command', () => {
    const credentials = { ...accessKey, secretAccessKey: new Secret('50%\r\nb') };
    expect(renderGithubMasks(credentials)).toContain('::add-mask::50%25%0D%0Ab\n');
  });

  test('ends each value with a line that it does not hold', () => {
    const { githubEnv } = renderExport('github', { ...base, region: 'x awsmfa_end' });
    expect(githubEnv).toContain('AWS_REGION<<awsmfa_end_\nx awsmfa_end\nawsmfa_end_\n');
    expect(githubEnv).toContain('AWSMFA_PROFILE<<awsmfa_end\nbase\nawsmfa_end\n');
  });

  test('gives the later steps of the job every variable of the export', () => {
    expect(readAsRunner(renderExport('github', prod).githubEnv)).toEqual({
      AWS_ACCESS_KEY_ID: session.accessKeyId,
      AWS_SECRET_ACCESS_KEY: session.secretAccessKey.reveal(),
      AWS_SESSION_TOKEN: session.sessionToken.reveal(),
      AWS_CREDENTIAL_EXPIRATION: '2026-11-20T22:00:00Z',
      AWS_REGION: 'eu-west-1',
      AWS_DEFAULT_REGION: 'eu-west-1',
      AWSMFA_EXPORTED_REGION: 'eu-west-1',
      AWSMFA_PROFILE: 'prod',
      AWS_SECURITY_TOKEN: '',
    });
  });

  test('empties what an earlier step may have left of a session, and never AWS_PROFILE', () => {
    const { githubEnv } = renderExport('github', base);
    expect(readAsRunner(githubEnv)).toEqual({
      AWS_ACCESS_KEY_ID: accessKey.accessKeyId,
      AWS_SECRET_ACCESS_KEY: accessKey.secretAccessKey.reveal(),
      AWSMFA_PROFILE: 'base',
      AWS_SESSION_TOKEN: '',
      AWS_SECURITY_TOKEN: '',
      AWS_CREDENTIAL_EXPIRATION: '',
    });
  });

  test.each([
    ...hostileValues.filter((value) => !value.includes('\r')),
    'awsmfa_end',
    'a\nawsmfa_end\nNODE_OPTIONS=--require=./evil.js\nB<<awsmfa_end_\n',
  ])('lets %j set no variable of its own', (value) => {
    const { githubEnv } = renderExport('github', inputFull(value));
    expect(readAsRunner(githubEnv)).toEqual({ ...environmentFull(value), AWS_SECURITY_TOKEN: '' });
  });

  test('carries any text without a carriage return', () => {
    const value = anyValue.map((text) => text.replaceAll('\r', '') || 'x');
    fc.assert(
      fc.property(value, (text) => {
        const { githubEnv } = renderExport('github', inputFull(text));
        expect(readAsRunner(githubEnv)).toMatchObject(environmentFull(text));
      }),
    );
  });

  test('refuses a carriage return, which the runner on Windows treats as part of the line end', () => {
    expect(() => renderExport('github', { ...prod, region: 'eu-west-1\r' })).toThrow(
      refusal('github', 'the value of "AWS_REGION"'),
    );
  });
});

/** The file GITHUB_ENV as the Actions runner reads it: `NAME=value`, or `NAME<<DELIMITER` up to a line that is it. */
function readAsRunner(text = ''): Record<string, string> {
  const lines = text.split('\n');
  if (lines.pop() !== '') throw new Error('the file does not end with a newline');
  const variables: Record<string, string> = {};
  while (lines.length > 0) {
    const [name, value] = readVariable(lines.shift() ?? '', lines);
    variables[name] = value;
  }
  return variables;
}

function readVariable(line: string, rest: string[]): [string, string] {
  const equals = line.indexOf('=');
  const heredoc = line.indexOf('<<');
  if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
    return [line.slice(0, equals), line.slice(equals + 1)];
  }
  if (heredoc < 0) throw new Error(`invalid format: ${line}`);
  return [line.slice(0, heredoc), readHeredoc(line.slice(heredoc + 2), rest)];
}

function readHeredoc(delimiter: string, rest: string[]): string {
  const end = rest.indexOf(delimiter);
  if (end < 0) throw new Error(`matching delimiter not found: ${delimiter}`);
  const [...value] = rest.splice(0, end + 1).slice(0, -1);
  return value.join('\n');
}

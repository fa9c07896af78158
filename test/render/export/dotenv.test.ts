import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, test } from 'vitest';
import { renderExport } from '../../../src/render/export/export.ts';
import { readEntries } from './entries.ts';
import { refusal } from './refusal.ts';
import { base, environmentFull, inputFull, ordinaryValues, prod } from './samples.ts';

describe('--format dotenv', () => {
  test('writes bare values, the only ones that all readers of such files agree on', () => {
    expect(renderExport('dotenv', prod).stdout).toBe(
      [
        'AWS_ACCESS_KEY_ID=ASIAIOSFODNN7EXAMPLE',
        'AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
        'AWS_SESSION_TOKEN=IQoJb3JpZ2luX2VjEXAMPLE//token+==',
        'AWS_CREDENTIAL_EXPIRATION=2026-11-20T22:00:00Z',
        'AWS_REGION=eu-west-1',
        'AWS_DEFAULT_REGION=eu-west-1',
        'AWSMFA_EXPORTED_REGION=eu-west-1',
        'AWSMFA_PROFILE=prod',
        'AWS_SECURITY_TOKEN=',
        '',
      ].join('\n'),
    );
  });

  test('empties what may not be mixed in, and never AWS_PROFILE, on which the AWS CLI fails when empty', () => {
    const { stdout } = renderExport('dotenv', base);
    expect(stdout).toContain(
      'AWS_SESSION_TOKEN=\nAWS_SECURITY_TOKEN=\nAWS_CREDENTIAL_EXPIRATION=\n',
    );
    expect(stdout).not.toMatch(/^AWS_PROFILE/m);
  });

  test.each([...ordinaryValues, '100%'])(
    '%j means the same to Node, Docker and a shell',
    (value) => {
      const { stdout } = renderExport('dotenv', inputFull(value));
      for (const read of [parseEnv, readAsDocker, readAsShell]) {
        expect(read(stdout)).toMatchObject(environmentFull(value));
      }
    },
  );

  test.each(['a b', "it's", '"a"', 'a#b', '$HOME', 'a\nB=c', '\\', '`a`', '~', 'é', 'a;b'])(
    'refuses %j, which they would not agree on',
    (value) => {
      expect(() => renderExport('dotenv', { ...prod, region: value })).toThrow(
        refusal('dotenv', 'the value of "AWS_REGION"'),
      );
    },
  );
});

/** `docker run --env-file`: all after the first `=` is the value, quotes included. */
function readAsDocker(text: string): Record<string, string> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return readEntries(lines);
}

/** `set -a; . ./.env`, as many scripts have it. */
function readAsShell(text: string): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'awsmfa-dotenv-'));
  try {
    writeFileSync(join(folder, '.env'), text);
    const script = 'set -a; . ./.env; exec node -p "JSON.stringify(process.env)"';
    const { stdout } = spawnSync('sh', ['-c', script], { cwd: folder, encoding: 'utf8' });
    return JSON.parse(stdout) as Record<string, string>;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

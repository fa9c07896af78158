import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openProfileGraph } from '../../../src/config/graph.ts';
import { choosingVariable } from '../../../src/plan/model/request.ts';
import { failureOf, graphOf } from '../../support/config-texts.ts';
import { planOf } from '../planning.ts';

const role = 'role_arn = arn:aws:iam::222222222222:role/admin';
const folder = mkdtempSync(join(tmpdir(), 'awsmfa-missing-'));
afterAll(() => rmSync(folder, { recursive: true }));

const said = (run: () => unknown) => {
  const { message, hints } = failureOf(run);
  return [message, ...hints];
};

describe('a profile that is not there', () => {
  test('is said to be under the header that AWS reads otherwise', () => {
    expect(said(() => planOf(graphOf('[app]\nregion = x\n'), {}))).toEqual([
      'there is no profile "app"',
      'write `[profile app]` in place of `[app]` (/aws/config:1)',
    ]);
    const config = `[profile app]\n${role}\nsource_profile = base\n`;
    expect(said(() => planOf(graphOf(config, '[profile base]\n'), {}))).toEqual([
      'profile "app" (/aws/config:3) has `source_profile = base`, which does not exist',
      'write `[base]` in place of `[profile base]` (/aws/credentials:1)',
    ]);
    const line = 'credential_process = awsmfa credential-process --profile base';
    expect(said(() => planOf(graphOf(`[profile app]\n${line}\n[base]\n`), {})).at(-1)).toBe(
      'write `[profile base]` in place of `[base]` (/aws/config:3)',
    );
  });

  test('names the variable that chose it, where none was named', () => {
    const env = { AWS_DEFAULT_PROFILE: 'app' };
    const chosenBy = choosingVariable(undefined, env);
    expect(said(() => planOf(graphOf(''), { chosenBy, env }))[0]).toBe(
      'there is no profile "app" (AWS_DEFAULT_PROFILE)',
    );
    expect(choosingVariable('app', env)).toBeUndefined();
    expect(choosingVariable(undefined, {})).toBeUndefined();
    expect(choosingVariable('', { AWS_PROFILE: 'a', AWS_DEFAULT_PROFILE: 'b' })).toEqual({
      kind: 'environment',
      name: 'AWS_PROFILE',
    });
  });

  test('names the variables that name missing files', () => {
    const config = join(folder, 'config');
    const credentials = join(folder, 'credentials');
    const graph = openProfileGraph({ config, credentials });
    const env = { AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: credentials };
    expect(said(() => planOf(graph, { env }))).toEqual([
      'there is no profile "app"',
      `create "${config}", which \`AWS_CONFIG_FILE\` names, or unset the variable`,
      `create "${credentials}", which \`AWS_SHARED_CREDENTIALS_FILE\` names, or unset the variable`,
      'run `awsmfa setup`, which makes a first profile',
    ]);
    expect(said(() => planOf(graph, {}))).toHaveLength(2);
    expect(said(() => planOf(graphOf(''), { env }))).toHaveLength(2);
  });

  test('names a missing file where the profile is there without its key, too', () => {
    const config = join(folder, 'present');
    writeFileSync(config, '[profile app]\nregion = x\n');
    const credentials = join(folder, 'credentials');
    const graph = openProfileGraph({ config, credentials });
    const env = { AWS_SHARED_CREDENTIALS_FILE: credentials };
    expect(said(() => planOf(graph, { env }))[1]).toBe(
      `create "${credentials}", which \`AWS_SHARED_CREDENTIALS_FILE\` names, or unset the variable`,
    );
  });

  test('and is the default may be made up for by the environment', () => {
    expect(said(() => planOf(graphOf(''), { profile: 'default' })).at(-1)).toBe(
      'or set `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`',
    );
  });
});

describe('a role without a source', () => {
  test('is told of the other part of its profile', () => {
    const config = `[profile app]\n${role}\n[app]\nsource_profile = base\n`;
    expect(said(() => planOf(graphOf(config), {}))[1]).toBe(
      'write `[profile app]` in place of `[app]` (/aws/config:3)',
    );
  });
});

test('a profile without credentials is told of the part of it that has some', () => {
  const config = '[profile app]\nregion = x\n';
  expect(said(() => planOf(graphOf(config, '[profile app]\n'), {}))[1]).toBe(
    'write `[app]` in place of `[profile app]` (/aws/credentials:1)',
  );
});

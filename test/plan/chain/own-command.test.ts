import { describe, expect, test } from 'vitest';
import { parseOwnCommand } from '../../../src/plan/chain/own-command.ts';
import { failureOf } from '../../support/config-texts.ts';

function read(
  line: string,
  env: Readonly<Record<string, string>> = {},
  platform: NodeJS.Platform = 'linux',
) {
  const origin = {
    kind: 'file',
    file: '/aws/config',
    line: 7,
    name: 'credential_process',
  } as const;
  const own = parseOwnCommand({ value: line, origin }, env, platform);
  if (own === undefined) return 'another program';
  const settings = [...own.overrides].map(([name, { value }]) => [name, value]);
  return { profile: own.profile, ...(Object.fromEntries(settings) as Record<string, string>) };
}

const asked = 'credential-process --profile base';

describe('a line runs awsmfa itself', () => {
  test.for([
    `awsmfa ${asked}`,
    `./node_modules/.bin/awsmfa ${asked}`,
    `"/opt/my tools/awsmfa" ${asked}`,
    `/usr/bin/node /usr/lib/awsmfa/bin/awsmfa.cjs ${asked}`,
    `winpty awsmfa ${asked}`,
    `winpty node awsmfa.cjs ${asked}`,
    `npx awsmfa ${asked}`,
    `npx -y awsmfa@0.1.0 ${asked}`,
    `npx --yes --quiet -- awsmfa ${asked}`,
    `npx -p awsmfa awsmfa ${asked}`,
    `npx --package=awsmfa@latest -- awsmfa ${asked}`,
    `npx --package awsmfa -- awsmfa ${asked}`,
    `bunx awsmfa ${asked}`,
    `pnpx awsmfa ${asked}`,
    `npm exec -- awsmfa ${asked}`,
    `npm exec --yes --package=awsmfa -- awsmfa ${asked}`,
    `npm exec awsmfa -- ${asked}`,
  ])('%s', (line) => {
    expect(read(line)).toEqual({ profile: 'base' });
  });

  test('on Windows, behind a path and its ending', () => {
    const line = String.raw`C:\Tools\node.EXE C:\Tools\awsmfa.cmd ${asked}`;
    expect(read(line, {}, 'win32')).toEqual({ profile: 'base' });
  });
});

describe('a line runs another program', () => {
  test.for([
    `env AWS_CONFIG_FILE=/elsewhere/config awsmfa ${asked}`,
    `env awsmfa ${asked}`,
    `env -i HOME=/elsewhere awsmfa ${asked}`,
    `AWSMFA_ROLE_ARN=r awsmfa ${asked}`,
    `awsmfa-other ${asked}`,
    `my-awsmfa ${asked}`,
    `/opt/awsmfa/bin/other ${asked}`,
    `sh -c "awsmfa ${asked}"`,
    `node --require ./patch.js awsmfa ${asked}`,
    `node ${asked}`,
    'node',
    `npx awsmfa-other ${asked}`,
    `npx --package awsmfa@npm:other awsmfa ${asked}`,
    `npx -p other awsmfa ${asked}`,
    `npx -c "awsmfa ${asked}"`,
    `npx --registry=http://127.0.0.1 awsmfa ${asked}`,
    'npx',
    `npm run awsmfa ${asked}`,
    `npm exec awsmfa ${asked}`,
    `npm exec other -- ${asked}`,
    `sudo awsmfa ${asked}`,
    `npm run -- awsmfa ${asked}`,
    'npm exec awsmfa credential-process -- --profile base',
    `npx my-y awsmfa ${asked}`,
    `npx -yx awsmfa ${asked}`,
    `npx my--package=awsmfa awsmfa ${asked}`,
    `aws.exemfa ${asked}`,
    'awsmfa "credential-process',
    '',
  ])('%s', (line) => {
    expect(read(line)).toBe('another program');
  });
});

describe('the words behind awsmfa', () => {
  const arn = 'arn:aws:iam::222222222222:role/own';

  test.for([
    [`credential-process --profile=base --role-arn ${arn}`, { profile: 'base', role_arn: arn }],
    [
      'credential-process --duration 15m --duration 30m --profile base',
      { profile: 'base', duration_seconds: '30m' },
    ],
    [
      'credential-process --external-id --debug --profile base',
      { profile: 'base', external_id: '--debug' },
    ],
    [
      'credential-process --external-id a=b --profile base',
      { profile: 'base', external_id: 'a=b' },
    ],
    [
      'credential-process --external-id=a=b --profile base',
      { profile: 'base', external_id: 'a=b' },
    ],
    [
      'credential-process --no-prompt --refresh --no-cache --debug --profile base',
      { profile: 'base' },
    ],
    ['credential-process --token-code 123456 --profile base', { profile: 'base' }],
    ['export --format process base', { profile: 'base' }],
    ['export base --format=json --profile base', { profile: 'base' }],
    ['export --format process -- base', { profile: 'base' }],
    ['export --format process', { profile: 'default' }],
    ['export --format json team-a', { profile: 'team-a' }],
  ] as const)('are read as on the command line: %s', ([words, expected]) => {
    expect(read(`awsmfa ${words}`)).toEqual(expected);
  });

  test('may name no profile where they name a role, which is assumed with the keys there are', () => {
    const env = { AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: 's' };
    const line = `awsmfa credential-process --role-arn ${arn}`;
    expect(read(line, env)).toEqual({ profile: undefined, role_arn: arn });
    expect(read(line)).toEqual({ profile: 'default', role_arn: arn });
    expect(read('awsmfa export --format process', { AWS_PROFILE: 'mine' })).toEqual({
      profile: 'mine',
    });
  });

  test.for([
    ['login --profile base', 'runs awsmfa, but neither `credential-process` nor `export`'],
    ['--identity-profile base', 'runs awsmfa, but neither `credential-process` nor `export`'],
    ['', 'runs awsmfa, but neither `credential-process` nor `export`'],
    [
      `${asked} --session-tags team=a`,
      'has the option "--session-tags", which awsmfa does not have there',
    ],
    [`${asked} --format json`, 'has the option "--format", which awsmfa does not have there'],
    [`${asked} --help`, 'has the option "--help", which awsmfa does not have there'],
    [`${asked} --no-prompt=1`, 'has the option "--no-prompt", which awsmfa does not have there'],
    [`${asked} -x`, 'has the option "-x", which awsmfa does not have there'],
    [`--debug ${asked}`, 'runs awsmfa, but neither `credential-process` nor `export`'],
    ['credential-process base', 'has a word that belongs to no option'],
    [`${asked} -`, 'has a word that belongs to no option'],
    [`${asked} -- more`, 'has a word that belongs to no option'],
    ['credential-process --debug', 'names no profile'],
    ['credential-process --profile', 'gives the option "--profile" no value'],
    ['credential-process --profile=', 'gives the option "--profile" no value'],
    ['export base', 'runs `awsmfa export` without `--format process`'],
    ['export --format processes base', 'runs `awsmfa export` without `--format process`'],
    ['export --format myjson base', 'runs `awsmfa export` without `--format process`'],
    ['export --format env base', 'runs `awsmfa export` without `--format process`'],
    ['export --format process --unset', 'runs `awsmfa export` without `--format process`'],
    ['export --format process base other', 'does not name one profile'],
    ['export --format process base --profile other', 'does not name one profile'],
    ['export --format process ""', 'does not name one profile'],
  ] as const)('fail where awsmfa would fail with them: %s', ([words, what]) => {
    const failure = failureOf(() => read(`awsmfa ${words}`));
    expect(failure).toMatchObject({
      kind: 'configuration',
      message: `the \`credential_process\` line (/aws/config:7) ${what}`,
    });
    expect(failure.hints).toEqual([
      'write `credential_process = awsmfa credential-process --profile NAME`',
      ...(what.startsWith('runs awsmfa')
        ? ['if it is meant for another program called awsmfa, call that by another name']
        : []),
    ]);
  });
});

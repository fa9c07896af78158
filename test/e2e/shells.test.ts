import { existsSync, readFileSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { exportFormats } from '../../src/render/export/export.ts';
import { exportedNames } from '../../src/render/values/variables.ts';
import { type Home, testIn } from '../support/awsmfa.ts';
import { fiveAccounts, fiveProfiles, jane, keySection, phone } from '../support/five-accounts.ts';
import { whoHas } from '../support/identity.ts';
import { installed } from '../support/installed.ts';

const test = testIn(fiveAccounts);

/**
 * What somebody may write into a config file in the hope that a shell runs it; a continued value holds a line break.
 */
const hostile = [
  `x'y"z\`touch canary\`$(touch canary)\${HOME}\\'\\\\!!*?[a]{b,c}~<canary>canary`,
  `x;touch canary;&&touch canary||touch canary|touch canary%PATH%^=é漢\u{1f600}`,
].join('\n');
const hostileName = `a/b.c%PATH%@d:e+f-g_h`;
const inFile = hostile.replaceAll('\n', '\n  ');

const hostileConfig = `[profile ${hostileName}]
region = eu-${inFile}
aws_access_key_id = ASIA${inFile}
aws_secret_access_key = secret-${inFile}
aws_session_token = token-${inFile}
`;

const expected = {
  AWS_ACCESS_KEY_ID: `ASIA${hostile}`,
  AWS_SECRET_ACCESS_KEY: `secret-${hostile}`,
  AWS_SESSION_TOKEN: `token-${hostile}`,
  AWS_REGION: `eu-${hostile}`,
  AWS_DEFAULT_REGION: `eu-${hostile}`,
  AWSMFA_PROFILE: hostileName,
};

/** Each shell in the way its users would run it, with what evaluates an export. */
const shells = [
  { program: 'bash', options: ['--norc', '--noprofile'], evaluating: evaluated },
  { program: 'dash', options: [], evaluating: evaluated },
  { program: 'zsh', options: ['-f'], evaluating: evaluated },
  { program: 'fish', options: ['--no-config'], evaluating: (line: string) => `${line} | source` },
] as const;

function evaluated(line: string): string {
  return `eval "$(${line})"`;
}

describe.each(shells)('$program', ({ program, options, evaluating }) => {
  const isThere = installed(program).length > 0;

  /** The shell's environment after these lines, where SHELL names another shell. */
  async function environmentAfter(home: Home, lines: readonly string[]) {
    const script = [...lines, 'exec env -0'].join('\n');
    const ended = await home.runProgram([program, ...options, '-c', script], {
      env: {
        SHELL: program === 'fish' ? '/bin/bash' : '/usr/bin/fish',
        AWS_PROFILE: 'before',
        AWS_SECURITY_TOKEN: 'before',
      },
      stdout: 'holds credentials',
    });
    expect(ended).toMatchObject({ status: 0, stderr: '' });
    return Object.fromEntries(
      ended.stdout.split('\0').map((entry) => /^([^=]*)=?([^]*)$/.exec(entry)?.slice(1) ?? []),
    ) as Partial<Record<string, string>>;
  }

  test.skipIf(!isThere)(
    'runs nothing that is in a config file, and gets every value byte for byte (skipped where it is not installed)',
    async ({ home }) => {
      home.config(hostileConfig);
      const environment = await environmentAfter(home, [
        evaluating(`awsmfa export '${hostileName}'`),
      ]);
      expect(environment).toMatchObject(expected);
      for (const name of ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE', 'AWS_SECURITY_TOKEN'])
        expect(environment).not.toHaveProperty(name);
      expect(existsSync(home.path('canary'))).toBe(false);
    },
  );

  test.skipIf(!isThere)('forgets it all by `--unset`', async ({ home }) => {
    home.config(hostileConfig);
    const lines = [
      evaluating(`awsmfa export '${hostileName}'`),
      evaluating('awsmfa export --unset'),
    ];
    const environment = await environmentAfter(home, lines);
    for (const name of exportedNames) expect(environment).not.toHaveProperty(name);
  });
});

describe('every format', () => {
  test.for(exportFormats)('%s comes out of the program', async (format, { home }) => {
    home.credentials(keySection('management', jane));
    home.config(fiveProfiles);
    const env = { GITHUB_ENV: home.path('github-env') };
    const args = ['export', 'prod', '--format', format, '--token-code', home.code(phone)];
    const ended = await home.run(args, { env });
    expect(ended).toMatchObject({ status: 0, stderr: '' });
    const places = format === 'github' ? readFileSync(env.GITHUB_ENV, 'utf8') : ended.stdout;
    for (const secret of home.standIn.issuedSecrets.slice(-2)) expect(places).toContain(secret);
  });

  test.for([
    ['is not set', undefined, 3],
    ['cannot be written', '/dev/null/github-env', 7],
  ] as const)(
    'and `github` spends no code where GITHUB_ENV %s',
    async ([, GITHUB_ENV, status], { home }) => {
      home.credentials(keySection('management', jane));
      home.config(fiveProfiles);
      const args = ['export', 'prod', '--format', 'github', '--token-code', home.code(phone)];
      const ended = await home.run(args, { env: { GITHUB_ENV } });
      expect(ended).toMatchObject({ status, stdout: '' });
      expect(ended.stderr).toContain('GITHUB_ENV');
      expect(home.standIn.calls).toEqual([]);
    },
  );

  test('and `process` is what credential-process prints', async ({ home }) => {
    home.credentials(keySection('management', jane));
    home.config(fiveProfiles);
    const exported = await home.run([
      'export',
      'prod',
      '--format',
      'process',
      '--token-code',
      home.code(phone),
    ]);
    await whoHas(home, exported);
    expect(await home.helper('prod')).toEqual(exported);
  });
});

import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { type Home, testIn, type Variables } from '../support/awsmfa.ts';
import { projectRoot } from '../support/bundle.ts';
import {
  adminSession,
  fiveAccounts,
  jane,
  phone,
  wiredAccounts,
} from '../support/five-accounts.ts';
import { whoAmI } from '../support/identity.ts';
import { installed } from '../support/installed.ts';
import { newFolder } from '../support/new-folder.ts';
import { codeBlocks, document, exchanges } from './markdown.ts';

const folder = 'docs/use';
const pages = readdirSync(join(projectRoot, folder)).map((name) => ({
  name,
  // A block with this in front of it is shown only.
  text: document(`${folder}/${name}`).replace(/^<!-- not run: .* -->\n\n```.*?^```$/gms, ''),
}));
const runnable = ['console', 'sh', 'ini', 'python', 'js', 'yaml'];
const inPlace = ['terraform', 'cdk', 'serverless', 'docker'];
const [aws] = installed('aws');
const [python] = installed('python3').filter(hasBoto3);

const test = testIn(fiveAccounts, wiredAccounts);

interface Try {
  readonly what: string;
  readonly command: readonly string[];
  readonly env?: Variables;
  /** Default: the home. */
  readonly cwd?: string;
  /** What it writes; undefined where that is not told. */
  readonly stdout?: string;
}

describe('the pages by use', () => {
  test.for(pages)('$name shows nothing that is neither run nor marked', ({ text }) => {
    const languages = [...text.matchAll(/^```(\w*)\n.*?^```$/gms)].map(([, language]) => language);
    expect(languages.filter((language) => !runnable.includes(language ?? ''))).toEqual([]);
  });

  const note = [aws ? '' : ' aws', python ? '' : ' boto3'].join('');
  const skipped = note === '' ? '' : ` (skipped:${note} is not installed here)`;

  test(`say what works, once the code was given${skipped}`, async ({ home }) => {
    await home.run(['login', 'prod', '--token-code', home.code(phone)]);
    putProgramsInPlace(home);
    const tries = pages.flatMap(({ text }) => [
      ...codeBlocks(text, 'console').flatMap(ofConsole),
      ...codeBlocks(text, 'sh').map(ofShell),
      ...codeBlocks(text, 'js').map(ofNode),
      ...(python === undefined ? [] : codeBlocks(text, 'python').map(ofPython)),
    ]);
    const usable = aws === undefined ? tries.filter(({ what }) => !/^aws/m.test(what)) : tries;
    const ended = await Promise.all(usable.map((one) => tryOut(one, home)));
    expect(ended).toEqual(
      usable.map(({ what, stdout }) => ({
        ...{ what, status: 0, stderr: '' },
        stdout: stdout ?? (expect.any(String) as string),
      })),
    );
  });

  test('say what works in a job, with a code', async ({ home }) => {
    for (const { name, text } of pages) {
      for (const block of codeBlocks(text, 'yaml')) {
        expect(await runJob(block, home), name).toBe(adminSession('prod'));
      }
    }
  });

  test('show profiles that lead to the role they name', async ({ home }) => {
    const blocks = pages.flatMap(({ text }) => codeBlocks(text, 'ini'));
    expect(blocks).not.toEqual([]);
    for (const block of blocks) {
      home.config(`[profile management]\nmfa_serial = ${phone}\n\n${block}`);
      const { stdout } = await home.run(['explain', 'prod', '--json']);
      expect(JSON.parse(stdout)).toMatchObject({
        steps: [{ kind: 'GetSessionToken' }, { kind: 'AssumeRole' }],
        warnings: [],
      });
    }
  });
});

function hasBoto3(program: string): boolean {
  return spawnSync(program, ['-c', 'import boto3']).status === 0;
}

function ofConsole(block: string): readonly Try[] {
  return exchanges(block).map(({ command, output }) => ({
    what: command,
    command: ['bash', '-ec', command],
    stdout: output.map((line) => `${line}\n`).join(''),
  }));
}

function ofShell(block: string): Try {
  return { what: block, command: ['bash', '-ec', block] };
}

function ofNode(block: string): Try {
  // The package that people install has this one in it, and others.
  const code = block.replace('/credential-providers', '/credential-provider-ini');
  return {
    what: block,
    command: [process.execPath, '--no-warnings', '--input-type=module', '--eval', code],
    cwd: projectRoot,
    stdout: `${adminSession('prod')}\n`,
  };
}

/** Older versions know no `AWS_ENDPOINT_URL`. */
const withEndpoint = `import boto3, os, sys
client = boto3.Session.client
boto3.Session.client = lambda *a, **k: client(*a, **k, endpoint_url=os.environ["AWS_ENDPOINT_URL"])
exec(sys.argv[1])`;

function ofPython(block: string): Try {
  return {
    what: block,
    command: [python ?? '', '-c', withEndpoint, block],
    stdout: `${adminSession('prod')}\n`,
  };
}

/** Programs that need a network or a daemon: each is satisfied with credentials. The AWS CLI is led to the stand-in. */
function putProgramsInPlace(home: Home): void {
  for (const name of inPlace)
    program(
      home,
      name,
      'test -n "$AWS_SESSION_TOKEN$AWS_PROFILE" || awsmfa login prod --no-prompt >/dev/null',
    );
  program(
    home,
    'aws',
    `AWS_DEFAULT_REGION=eu-west-1 exec ${aws ?? 'true'} "$@" --endpoint-url "$AWS_ENDPOINT_URL"`,
  );
}

function program(home: Home, name: string, script: string): void {
  home.write(`bin/${name}`, `#!/bin/sh\n${script}\n`);
  chmodSync(home.path(`bin/${name}`), 0o755);
}

/** In a copy of the home, so that none sees what another has changed. */
async function tryOut({ what, command, cwd, env = {} }: Try, home: Home) {
  const own = newFolder();
  cpSync(home.path('.aws'), join(own, '.aws'), { recursive: true });
  const place = {
    env: { HOME: own, ...env },
    cwd: cwd ?? own,
    stdout: 'holds credentials',
  } as const;
  const { status, stdout, stderr } = await home.runProgram(command, place);
  return { what, status, stderr, stdout };
}

/** Runs the lines of a job one after another; resolves to whose credentials its `aws` gets. */
async function runJob(yaml: string, home: Home): Promise<string> {
  const own = newFolder();
  const variables = yaml.matchAll(/^ +([A-Z_]+): (?!\$)(.+)$/gm);
  const env = {
    ...(Object.fromEntries([...variables].map(([, name, value]) => [name, value])) as Variables),
    ...{ HOME: own, CI: 'true', GITHUB_ENV: join(own, 'github-env') },
    ...{ AWS_ACCESS_KEY_ID: jane.accessKeyId, AWS_SECRET_ACCESS_KEY: jane.secretAccessKey },
    AWSMFA_TOKEN_CODE: home.code(phone),
  };
  program(home, 'aws', 'echo "$AWS_ACCESS_KEY_ID $AWS_SECRET_ACCESS_KEY $AWS_SESSION_TOKEN"');
  const steps = [...yaml.matchAll(/^ +- (?:run: )?((?:awsmfa|eval|aws) .*)$/gm)];
  const script = steps.map(([, line = '']) => `${line}\n${readGithubEnv}`).join('\n');
  const place = { env, cwd: own, stdout: 'holds credentials' } as const;
  const { stdout, stderr } = await home.runProgram(['bash', '-ec', script], place);
  expect(stderr).toBe('');
  const fields = stdout.trim().split('\n').at(-1)?.split(' ') ?? [];
  const names = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'] as const;
  return whoAmI(home, Object.fromEntries(names.map((name, index) => [name, fields[index]])));
}

/** As the runner of GitHub does between two steps. */
const readGithubEnv = String.raw`
[ ! -e "$GITHUB_ENV" ] || eval "$(awk '/<<awsmfa_end$/ { sub(/<<.*/, ""); name = $0; getline; print "export " name "=\047" $0 "\047" }' "$GITHUB_ENV")"`;

import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { parseOwnCommand } from '../../src/plan/chain/own-command.ts';
import { processLine } from '../../src/setup/process-line.ts';
import { splitCommand } from '../../src/words/split-command.ts';
import { graphOf } from '../support/config-texts.ts';
import { installed } from '../support/installed.ts';

const programs = [
  ['/usr/bin/node', '/usr/local/bin/awsmfa'],
  ['/opt/my tools/node', '/opt/my tools/#1 ;x/awsmfa'],
  [`/a"b/node`, `/it's $HOME \`x\` \\y/awsmfa`],
  ['/home/jürgen/(1)/node', '/home/jürgen/a&b|c>d/awsmfa'],
];
const profiles = ['prod', 'my prod', `it's "x"`, '-dash', 'größe', '$(x)', 'a#b', '%A%'];

describe.each(programs)('the line that starts %s %s', (...program) => {
  test.each(profiles)(
    'is read alike for profile %s by botocore, by sh, and from the file',
    (profile) => {
      const line = processLine(program, profile, 'linux');
      const words = [...program, 'credential-process', '--profile', profile];
      expect(splitCommand(line, 'linux')).toEqual(words);
      const { stdout } = spawnSync('sh', ['-c', `printf '%s\\0' ${line}`], { encoding: 'utf8' });
      expect(stdout.split('\0').slice(0, -1)).toEqual(words);
      const graph = graphOf(`[profile x]\ncredential_process = ${line}\n`);
      const setting = graph.profile('x')?.settings.get('credential_process');
      expect(setting?.value).toBe(line);
      expect(
        parseOwnCommand({ value: line, origin: { kind: 'default' } }, {}, 'linux')?.profile,
      ).toBe(profile);
    },
  );
});

test('the line of Windows is read as it is written there', () => {
  const program = [
    String.raw`C:\Program Files\nodejs\node.exe`,
    String.raw`C:\Users\jane\npm\awsmfa\bin\awsmfa.cjs`,
  ];
  const line = processLine(program, 'my prod', 'win32');
  expect(line).toBe(
    String.raw`"C:\Program Files\nodejs\node.exe" C:\Users\jane\npm\awsmfa\bin\awsmfa.cjs credential-process --profile "my prod"`,
  );
  expect(splitCommand(line, 'win32')).toEqual([
    ...program,
    'credential-process',
    '--profile',
    'my prod',
  ]);
});

const [python] = installed('python3');
test.skipIf(python === undefined)('shlex of Python reads it as ours does', () => {
  const lines = programs.flatMap((program) =>
    profiles.map((profile) => processLine(program, profile, 'linux')),
  );
  const script =
    'import json, shlex, sys; print(json.dumps([shlex.split(x) for x in json.load(sys.stdin)]))';
  const { stdout } = spawnSync(python ?? '', ['-c', script], {
    encoding: 'utf8',
    input: JSON.stringify(lines),
  });
  expect(JSON.parse(stdout)).toEqual(lines.map((line) => splitCommand(line, 'linux')));
});

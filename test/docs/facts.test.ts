import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exitStatus } from '../../src/ground/failure.ts';
import { commandOf } from '../../src/plan/model/command-line.ts';
import { promptNames } from '../../src/plan/model/plan.ts';
import { chainSettings, ownSettings } from '../../src/plan/model/request.ts';
import { exportFormats } from '../../src/render/export/export.ts';
import { programFile } from '../support/awsmfa.ts';
import { projectRoot } from '../support/bundle.ts';
import { codeBlocks, codeSpans, document, tableRows } from './markdown.ts';

const readme = document('README.md');
const reference = document('docs/reference.md');
const documents = ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md', ...inDocs()];

function inDocs(): readonly string[] {
  const files = readdirSync(join(projectRoot, 'docs'), { recursive: true, encoding: 'utf8' });
  return files.filter((file) => file.endsWith('.md')).map((file) => `docs/${file}`);
}

function help(...command: readonly string[]): string {
  return execFileSync(process.execPath, [programFile, ...command, '--help'], {
    encoding: 'utf8',
    env: {},
  });
}

/** The commands that the program has, in the order of its help. */
const commands = [...help().matchAll(/^ {2}([a-z][a-z-]+) {2,}/gm)].map(([, name = '']) => name);

const options = new Map(
  commands.map((command) => [
    command,
    [...help(command).matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, name = '']) => name),
  ]),
);

/** The programs' lines of a document that run awsmfa: `awsmfa login prod`. */
function runsOf(text: string): readonly string[] {
  const blocks = ['console', 'sh', 'ini'].flatMap((language) => codeBlocks(text, language));
  const code = [...codeSpans(text), ...blocks.flatMap((block) => block.split('\n'))];
  const typed = code.filter((line) => /^(\$ |eval|awsmfa |credential_process)/.test(line));
  return typed.flatMap((line) =>
    [...line.matchAll(/\bawsmfa (?!\w+:)([^|)]*)/g)].map(([, rest = '']) => rest),
  );
}

describe('what the documents say of the command line', () => {
  test.each(documents)('%s names only commands and options that there are', (name) => {
    for (const run of runsOf(document(name))) {
      const [first = '', ...rest] = run.split(/[\s[\]"]+/);
      const command = commandOf(first) ?? first;
      const words = rest.includes('--') ? rest.slice(0, rest.indexOf('--')) : rest;
      const known = options.get(command) ?? ['--version', '--help'];
      expect([...commands, '--version', '--help'], run).toContain(command);
      for (const word of words.filter((one) => one.startsWith('--')))
        expect(known, run).toContain(word);
    }
  });

  test('the README has every command, and no other', () => {
    const named = tableRows(readme, 'command').map(
      ([usage]) => /`awsmfa ([\w-]+)/.exec(usage ?? '')?.[1],
    );
    expect(named).toEqual(commands);
  });

  test.each(commands)('the reference has every option of %s, and no other', (command) => {
    const [everywhere, some] = reference.split('Options of some:');
    const real = (options.get(command) ?? []).filter((option) => option !== '--help');
    const common = real.includes('--role-arn') ? tableRows(everywhere ?? '', 'option') : [];
    const special = tableRows(some ?? '', 'option').filter(([, of]) =>
      of?.includes(`\`${command}\``),
    );
    const named = [...common, ...special].map(
      ([option]) => /--[a-z-]+/.exec(option ?? '')?.[0] ?? '',
    );
    expect(named.toSorted()).toEqual(real.toSorted());
  });

  test('the exit statuses are those of the program', () => {
    const rows = tableRows(reference, 'status').map(([status, means = '']) => {
      return (means.split(':')[0] ?? '').split(', ').map((kind) => [kind, Number(status)]);
    });
    const named = Object.fromEntries(rows.flat()) as Record<string, number>;
    expect(named).toEqual({ done: 0, 'a bug in awsmfa': 1, ...exitStatus });
  });
});

describe('what the documents say of settings and variables', () => {
  test('the reference has every setting of a chain, and no other', () => {
    const list = /wins:\n\n(.+)\n/.exec(reference)?.[1] ?? '';
    expect(codeSpans(list)).toEqual([...chainSettings]);
  });

  test("the reference has every setting of awsmfa's own", () => {
    const named = tableRows(reference, 'setting').flatMap(([setting = '']) => codeSpans(setting));
    expect(named).toEqual(expect.arrayContaining(ownSettings.map((name) => `awsmfa_${name}`)));
  });

  test('the reference has every way to ask for a code, and no other', () => {
    const named = tableRows(reference, 'name').flatMap(([name = '']) => codeSpans(name));
    expect(named).toEqual([...promptNames]);
  });

  test('the reference has every format of `export`', () => {
    const named = tableRows(reference, 'format').flatMap(([format = '']) => codeSpans(format));
    expect(named.toSorted()).toEqual([...exportFormats].toSorted());
  });

  test('the program knows every variable of the reference', () => {
    const named = tableRows(reference, 'variable').flatMap(([variable = '']) =>
      codeSpans(variable),
    );
    // The STS and IAM endpoints, the settings and the proxies are read under names that are put together.
    const composed = /^(AWS_ENDPOINT_URL_\w+|AWSMFA_(ROLE_ARN|MFA_SERIAL|PROMPT)|NO_PROXY)$/;
    const unknown = named.filter((name) => !composed.test(name) && !source.includes(`'${name}'`));
    expect(unknown.filter((name) => !source.includes(`\`${name}\``))).toEqual([]);
  });

  test('the messages that the troubleshooting page quotes are messages of the program', () => {
    const symptoms = tableRows(document('docs/troubleshooting.md'), 'symptom').flatMap(
      ([symptom = '']) => codeSpans(symptom),
    );
    const quoted = symptoms.filter((text) => text.includes(' ') && !text.includes('not found'));
    expect(quoted.length).toBeGreaterThan(5);
    const parts = quoted.flatMap((text) => text.split('…'));
    expect(parts.filter((text) => !messages.includes(text))).toEqual([]);
  });
});

const sources = readdirSync(join(projectRoot, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file, text: readFileSync(join(projectRoot, 'src', file), 'utf8') }));
const source = sources.map(({ text }) => text).join('\n');

/** The source with the escapes of its template strings undone. */
const messages = source.replaceAll('\\`', '`');

describe('links', () => {
  test.each(documents)(
    'every link of %s leads to a file, and every anchor to a heading',
    (name) => {
      const links = [...document(name).matchAll(/\]\((?!https?:)([^)]+)\)/g)].map(
        ([, to = '']) => to,
      );
      for (const link of links) {
        const [path = '', anchor] = link.split('#');
        const target = path === '' ? name : join(dirname(name), path);
        expect(existsSync(join(projectRoot, target)), link).toBe(true);
        if (anchor !== undefined) expect(anchorsOf(document(target)), link).toContain(anchor);
      }
    },
  );

  test.each(['CONTRIBUTING.md', 'docs/architecture.md'])('every path in %s is there', (name) => {
    const paths = codeSpans(document(name)).filter((span) => /^(?:src|test|docs)\/\S+$/.test(span));
    expect(paths.filter((path) => !existsSync(join(projectRoot, path)))).toEqual([]);
  });

  test('every file that a comment in the source names is there', () => {
    const missing = sources.flatMap(({ file, text }) => {
      const comments = (text.match(/^ *(?:\/\*\*|\*|\/\/) .*$/gm) ?? []).join('\n');
      const named = comments.match(/(?<![\w./-])(?:\.\.\/)*[\w-]+(?:\/[\w-]+)*\.ts\b/g) ?? [];
      const places = ['src', join('src', dirname(file)), '.'];
      const isThere = (path: string) =>
        places.some((place) => existsSync(join(projectRoot, place, path)));
      return named.filter((path) => !isThere(path)).map((path) => `${file}: ${path}`);
    });
    expect(missing).toEqual([]);
  });

  test('every decision is in the list of decisions', () => {
    const decisions = inDocs().filter((file) => /decisions\/\d{4}-/.test(file));
    const list = document('docs/decisions/README.md');
    const missing = decisions.filter((file) => !list.includes(`(${file.replace(/.*\//, '')})`));
    expect(missing).toEqual([]);
  });
});

function anchorsOf(text: string): readonly string[] {
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => heading);
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
}

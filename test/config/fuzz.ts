import fc from 'fast-check';

/** AWSMFA_FUZZ_RUNS asks for more. */
export const fuzzRuns = Number(process.env['AWSMFA_FUZZ_RUNS'] ?? 1000);

/** What readers of such files trip over. */
const pieces = Array.from('[]=#; \t\n\r"\'\\@.a1\u00a0\u2028\uFEFF').concat(
  '\n',
  '\n',
  '\r\n',
  '\n  ',
  ' = ',
  '[profile a]\n',
  '[default]\n',
  '[profile default]\n',
  '\n[a]\n',
  '[sso-session a]\n',
  '[services a]\n',
  '__proto__',
  'constructor',
  'polluted',
  'true',
  'null',
  'k[] = v\n',
  'k = v\n',
  's3 =\n  x = 1\n',
  'include_profile = a\n',
  'aws_secret_access_key = canary\n',
);

/** Lines that make a file which reads well, in most orders. */
const lines = [
  '',
  '# canary',
  '[profile a]',
  '[default]',
  '[profile default] ; c',
  '[ a ]',
  '[sso-session a]',
  '[services a]',
  '[in valid]',
  '[__proto__]',
  'k = v # c',
  'K=w',
  'in valid = v',
  'k[] = v',
  '__proto__ = null',
  's3 =',
  'include_profile = a',
  'include_profile = default',
  'aws_secret_access_key = canary',
  'aws_security_token = canary',
  '  x = canary',
];

/** Anything, most of it close to a configuration file. */
export const anyText = fc.oneof(
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 2, arbitrary: joined(pieces, fc.constant('')) },
  { weight: 4, arbitrary: joined(lines, fc.constantFrom('\n', '\r\n', '\n\n')) },
);

function joined(parts: readonly string[], between: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(fc.array(fc.constantFrom(...parts), { maxLength: 30 }), between)
    .map(([all, separator]) => all.join(separator));
}

/** The name of a setting. */
export const anyKey = fc.oneof(
  fc.constantFrom('a', 'b', 'default', '__proto__', 'constructor', 'toString', '1', 'a.b', 'null'),
  fc.stringMatching(/^[\w\-/.%@:+]{1,8}$/),
);

/** The name of a section, which may need quotes. */
export const anyName = fc.oneof(
  { weight: 3, arbitrary: anyKey },
  {
    weight: 1,
    arbitrary: fc.string({
      unit: fc.constantFrom(...Array.from('ab "\'\\#;=.!ä\u00a0')),
      minLength: 1,
      maxLength: 6,
    }),
  },
);

/** A value that the dialect can carry. */
export const anyValue = fc
  .string({
    unit: fc.constantFrom(...Array.from('ab1 \t#;="\'[]\\@.$%\u00a0\u2028\u{1F602}')),
    maxLength: 12,
  })
  .map((text) => text.replace(/\s+(?=[#;])/g, '').replace(/^[\s#;]+|\s+$/g, ''));

const newline = fc.constantFrom('\n', '\r\n');
const blanks = fc.constantFrom('', ' ', '\t', '  ', '\u00a0', '\v');
const noise = fc.constantFrom('', '\n', '# c\n', '; [x]\n', ' \t\n', '  # k = v\n', '\r\n');
const comment = fc.constantFrom('', '', ' # c', '\t; c = d', '   ');

interface Setting {
  readonly key: string;
  readonly value: string;
}

export interface Section {
  readonly name: string;
  readonly settings: readonly Setting[];
}

/** Profiles, and a config file that says just this in one of many spellings. */
export const anyFile: fc.Arbitrary<{
  readonly sections: readonly Section[];
  readonly text: string;
}> = fc
  .array(fc.record({ name: anyName, settings: anySettings() }), { maxLength: 5 })
  .chain((sections) =>
    fc
      .tuple(fc.constantFrom('', '\uFEFF'), ...sections.map(spelledSection))
      .map(([mark, ...texts]) => ({ sections, text: mark + texts.join('') })),
  );

function anySettings(): fc.Arbitrary<Setting[]> {
  return fc.array(fc.record({ key: anyKey, value: anyValue }), { maxLength: 5 });
}

function spelledSection({ name, settings }: Section): fc.Arbitrary<string> {
  const header = fc
    .tuple(
      noise,
      blanks,
      fc.constantFrom(' ', '\t', '  '),
      spelledName(name),
      blanks,
      comment,
      newline,
    )
    .map(
      ([above, left, between, spelled, right, behind, end]) =>
        `${above}[${left}profile${between}${spelled}${right}]${behind}${end}`,
    );
  return fc.tuple(header, ...settings.map(spelledSetting)).map((lines) => lines.join(''));
}

/** As it is, in quotes of either kind, or escaped character by character. */
function spelledName(name: string): fc.Arbitrary<string> {
  const quoted = [
    `'${name.replaceAll("'", `'"'"'`)}'`,
    `"${name.replace(/["\\]/g, '\\$&')}"`,
    ...(name === name.trim() ? [name.replace(/[^]/gu, '\\$&')] : []),
  ];
  return /[\s'"\\]/.test(name) ? fc.constantFrom(...quoted) : fc.constantFrom(name, ...quoted);
}

function spelledSetting({ key, value }: Setting): fc.Arbitrary<string> {
  // Below a key without a value, an indented line would be a setting of its block.
  return fc
    .tuple(noise, blanks, blanks, comment, newline)
    .map(
      ([above, left, right, behind, end]) =>
        `${above}${key}${left}=${right}${value}${behind}${end}`,
    );
}

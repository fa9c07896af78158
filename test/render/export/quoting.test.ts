import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csh } from '../../../src/render/export/shells/csh.ts';
import { fish } from '../../../src/render/export/shells/fish.ts';
import { nushell } from '../../../src/render/export/shells/nushell.ts';
import { powershell } from '../../../src/render/export/shells/powershell.ts';
import { windowsCmd } from '../../../src/render/export/shells/windows-cmd.ts';
import { anyValue } from './fuzz.ts';
import { hostileValues, ordinaryValues } from './samples.ts';

// The rules of the shells that few machines have, each read back by a reader that follows the shell's own manual.

describe('powershell', () => {
  test('writes what is not printable ASCII as a code, whatever code page the console reads with', () => {
    expect(set(powershell, 'it’s đ')).toBe("$Env:V = 'it' + [char]8217 + 's ' + [char]273 + ''");
  });

  test('doubles the only quote that is left', () => {
    expect(set(powershell, "a'b''c")).toBe("$Env:V = 'a''b''''c'");
  });

  test('keeps a value with line breaks on one line, since Invoke-Expression runs line by line', () => {
    expect(set(powershell, 'a\r\nb')).toBe("$Env:V = 'a' + [char]13 + '' + [char]10 + 'b'");
  });

  test('reads back as it was by the rules for verbatim strings', () => {
    expectAllToReadBack((value) => readPowershell(set(powershell, value)));
  });

  test('unsets with $null, which is no error where there is nothing', () => {
    expect(powershell.unset(['A', 'B'])).toEqual(['$Env:A = $null', '$Env:B = $null']);
  });
});

describe('nushell', () => {
  test('puts every variable into one record', () => {
    expect(nushell.set([variable('a'), { name: 'W', value: 'b' }])).toEqual([
      'load-env {',
      '  V: "a"',
      '  W: "b"',
      '}',
    ]);
  });

  test('escapes quotes, backslashes and control characters, and needs nothing for $ and parentheses', () => {
    expect(setNushell('"\\\n\u001b$x $(y)')).toBe('"\\"\\\\\\u{a}\\u{1b}$x $(y)"');
  });

  test('reads back as it was by the rules for double quotes', () => {
    expectAllToReadBack((value) => readNushell(setNushell(value)));
  });

  test('unsets without an error for what is not there', () => {
    expect(nushell.unset(['A', 'B'])).toEqual(['hide-env -i A B']);
  });
});

describe('fish', () => {
  test('escapes the two characters that mean something between its quotes', () => {
    expect(set(fish, String.raw`a'b\\c $x`)).toContain(String.raw`'a\'b\\\\c $x'`);
  });

  test('unsets without an error for what is not there', () => {
    expect(fish.unset(['A', 'B'])).toEqual(['set -e -g A; or true', 'set -e -g B; or true']);
  });
});

describe('csh', () => {
  test('takes what means something between its quotes out of them', () => {
    expect(set(csh, String.raw`a'b!c\d`)).toContain(String.raw`'a'\''b'\!'c'\\'d'`);
  });
});

describe('windows-cmd', () => {
  test('puts name and value within the quotes, where blanks and operators are text', () => {
    expect(set(windowsCmd, ' a&b|c<d>(e) ')).toBe('set "V= a&b|c<d>(e) "');
  });

  test.each(['100%', '%PATH%', 'a"b', 'a!b', 'a^b', 'a\nb', 'a\rb', 'a\tb', 'é', '\0', '\u007f'])(
    'cannot carry %j',
    (value) => {
      expect(windowsCmd.carries(value)).toBe(false);
    },
  );

  test.each(['abc+/EXAMPLE==', 'team-a/prod.eu_1:x@y+z', 'a b', "it's", '\\', ''])(
    'can carry %j',
    (value) => {
      expect(windowsCmd.carries(value)).toBe(true);
    },
  );

  test('unsets by setting to nothing', () => {
    expect(windowsCmd.unset(['A', 'B'])).toEqual(['set "A="', 'set "B="']);
  });
});

function variable(value: string) {
  return { name: 'V', value };
}

function set(shell: typeof powershell, value: string): string {
  return shell.set([variable(value)]).join('\n');
}

function setNushell(value: string): string {
  const [, entry] = nushell.set([variable(value)]);
  return (entry ?? '').replace('  V: ', '');
}

function expectAllToReadBack(writeAndRead: (value: string) => string): void {
  for (const value of [...hostileValues, ...ordinaryValues])
    expect(writeAndRead(value)).toBe(value);
  fc.assert(fc.property(anyValue, (value) => writeAndRead(value) === value));
}

/** A sum of `[char]`s and verbatim strings, in which only the quote is special; all of it printable ASCII. */
function readPowershell(statement: string): string {
  const whole = /^\$Env:V = (?<sum>(?:'(?:[ -&(-~]|'')*'|\[char\]\d+| \+ )+)$/;
  const sum = whole.exec(statement)?.groups?.['sum'] ?? '';
  const terms = sum.matchAll(/'(?<text>(?:[^']|'')*)'|\[char\](?<code>\d+)/g);
  return Array.from(terms, ({ groups }) =>
    groups?.['code']
      ? String.fromCharCode(Number(groups['code']))
      : (groups?.['text'] ?? '').replaceAll("''", "'"),
  ).join('');
}

/** Of Nushell's escapes those that mean a character of their own, and `\u{…}`. */
function readNushell(literal: string): string {
  const body = /^"(?<body>(?:[^"\\\n]|\\["\\]|\\u\{[0-9a-f]+\})*)"$/.exec(literal)?.groups?.[
    'body'
  ];
  return (body ?? 'not a string').replaceAll(/\\(?:u\{([0-9a-f]+)\}|(.))/g, (_, code, itself) =>
    typeof code === 'string' ? String.fromCodePoint(parseInt(code, 16)) : String(itself),
  );
}

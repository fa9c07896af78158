import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listed, printable, quoted, withoutUser, withTilde } from '../../src/words/text.ts';

describe('printable', () => {
  test.each([
    ['\u001b[31mred\u001b[0m', String.raw`\x1b[31mred\x1b[0m`],
    ['\u001b]0;title\u0007', String.raw`\x1b]0;title\x07`],
    ['\u009b2J', String.raw`\x9b2J`],
    ['a\nb\r\tc', String.raw`a\nb\r\tc`],
    ['\0\b\u007f', String.raw`\x00\x08\x7f`],
    ['user\u202egnp.exe', String.raw`user\u202egnp.exe`],
    ['\u2066a\u2069', String.raw`\u2066a\u2069`],
    ['pro\u200bd\ufeff', String.raw`pro\u200bd\ufeff`],
    ['a\u2028b\u2029', String.raw`a\u2028b\u2029`],
    ['soft\u00adhyphen', String.raw`soft\xadhyphen`],
    ['sign\u0600', String.raw`sign\u0600`],
    ['note\ufff9', String.raw`note\ufff9`],
    ['filler\u3164', String.raw`filler\u3164`],
    ['tag\u{e0041}', String.raw`tag\u{e0041}`],
    ['\ud800', String.raw`\ud800`],
  ])('spells out what is not for the eye: %j', (text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  test.each(['plain', 'ünïcödé 日本語 🔐', 'C:\\Users\\me', `it's "quoted"`, 'مرحبا', ''])(
    'leaves %j as it is',
    (text) => {
      expect(printable(text)).toBe(text);
    },
  );

  test('lets nothing through that a terminal acts upon, and is done after one pass', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const shown = printable(text);
        expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(printable(shown)).toBe(shown);
      }),
    );
  });
});

describe('quoted', () => {
  test('escapes the quotes within, and what is not for the eye', () => {
    expect(quoted('a "b"\u001b')).toBe(String.raw`"a \"b\"\x1b"`);
  });
});

test.each([
  ['http://jane:secret@proxy.example:8080/a', 'http://proxy.example:8080/a'],
  ['HTTP+unix.2-a://jane@proxy', 'HTTP+unix.2-a://proxy'],
  ['http://a:b@c:d@proxy', 'http://proxy'],
  ['http://a\nb@proxy', 'http://proxy'],
  ['jane:secret@proxy:8080', 'proxy:8080'],
  ['1http://jane@proxy', 'proxy'],
  ['http://proxy/a', 'http://proxy/a'],
  ['(http://jane@proxy', 'proxy'],
])('%j without its user is %j', (url, shown) => {
  expect(withoutUser(url)).toBe(shown);
});

test.each([
  ['/home/jane/.aws/config', '/home/jane', '~/.aws/config'],
  ['cp /home/jane/a /home/jane/b', '/home/jane', 'cp ~/a ~/b'],
  ['/home/janet/a', '/home/jane', '/home/janet/a'],
  ['/home/jane', '/home/jane', '/home/jane'],
  ['/etc/aws/config', '/', '/etc/aws/config'],
  ['//server/share', '/', '//server/share'],
  ['undefined/a', undefined, 'undefined/a'],
])('%j of somebody whose home is %s is shown as %s', (text, home, shown) => {
  expect(withTilde(text, home)).toBe(shown);
});

test.for([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b'], 'a and b'],
  [['a', 'b', 'c'], 'a, b and c'],
] as const)('%j is listed as "%s"', ([items, text]) => {
  expect(listed(items)).toBe(text);
});

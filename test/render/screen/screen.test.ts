import { describe, expect, test } from 'vitest';
import { renderDiff } from '../../../src/render/screen/diff.ts';
import { fitTwo, shorten } from '../../../src/render/screen/shorten.ts';
import { plain, styleFor } from '../../../src/render/screen/style.ts';
import { alignColumns, padTo, widthOf } from '../../../src/render/screen/table.ts';
import { wrap } from '../../../src/render/screen/wrap.ts';

describe('a text is made to fit', () => {
  test.for([
    ['exact', 5, 'exact'],
    ['longer', 5, 'long…'],
    ['本番環境', 8, '本番環境'],
    ['本番環境', 7, '本番環…'],
    ['本番環境', 6, '本番…'],
    ['本番環境', 5, '本番…'],
    ['👩‍👩‍👧x', 2, '…'],
    ['', 0, ''],
  ] as const)('"%s" in %d columns is "%s"', ([text, columns, shown]) => {
    expect(shorten(text, columns, '…')).toBe(shown);
  });

  test('by an ellipsis as wide as it is', () => {
    expect(shorten('longer', 5, '...')).toBe('lo...');
  });

  test.for([
    [10, 10, 30, [10, 10]],
    [20, 20, 30, [15, 15]],
    [20, 20, 31, [16, 15]],
    [5, 40, 30, [5, 25]],
    [40, 5, 30, [25, 5]],
    [40, 40, 30, [15, 15]],
  ] as const)('%d and %d columns in a room of %d are %j', ([first, second, room, widths]) => {
    expect(fitTwo(first, second, room)).toEqual(widths);
  });

  test('and the widest of several is known by its columns', () => {
    expect(widthOf(['a', '本番', 'abc'])).toBe(4);
    expect(widthOf([])).toBe(0);
  });

  test('or made as wide as a column, which it may be wider than', () => {
    expect([padTo('本', 4), padTo('long', 2)]).toEqual(['本  ', 'long']);
  });

  test('or in lines, of which a longer word has its own', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrap('one two', 6)).toEqual(['one', 'two']);
    expect(wrap('incomprehensible it is', 5)).toEqual(['incomprehensible', 'it is']);
    expect(wrap('本番 本番', 8)).toEqual(['本番', '本番']);
    expect(wrap('', 5)).toEqual(['']);
  });
});

test('rows of unequal length line up as far as they go', () => {
  expect(alignColumns([['a'], ['b', 'c', 'd'], ['ee', '']])).toEqual(['a', 'b   c  d', 'ee']);
});

test('each look is a colour of its own on a terminal', () => {
  const style = styleFor('terminal', {});
  const looks = ['strong', 'faint', 'good', 'warning', 'bad', 'accent'] as const;
  const codes = looks.map((look) => /^\u001b\[(\d+)mx\u001b\[\d+m$/.exec(style[look]('x'))?.[1]);
  expect(codes).toEqual(['1', '2', '32', '33', '31', '36']);
  expect(looks.map((look) => style[look](''))).toEqual(looks.map(() => ''));
  expect(looks.map((look) => plain[look]('x'))).toEqual(looks.map(() => 'x'));
});

describe('a change to a file', () => {
  const change = (before: string, after: string, style = plain) =>
    renderDiff('/aws/config', { before, after }, style);

  test('is shown with two lines around it, and a mark between its parts', () => {
    const before = ['[a]', 'b', 'c', 'd', '', 'f', 'g', 'h', 'i', 'j', 'k'].join('\n');
    const after = before.replace('[a]', '[profile a]').replace('\nj', '\njj');
    expect(change(`${before}\n`, `${after}\n`)).toBe(`
/aws/config
- [a]
+ [profile a]
  b
  c
…
  h
  i
- j
+ jj
  k
`);
  });

  test('says nothing of a newline that is missing at the end', () => {
    expect(change('a', 'b')).toBe('\n/aws/config\n- a\n+ b\n');
  });

  test('has colours on a terminal', () => {
    const style = styleFor('terminal', {});
    expect(change('a\nb\n', 'a\nc\n', style)).toBe(
      `\n${style.strong('/aws/config')}\n${style.faint('  a')}\n${style.bad('- b')}\n${style.good('+ c')}\n`,
    );
  });

  test.for([
    ['aws_secret_access_key = s1'],
    ['aws_secret_access_key=s1'],
    ['  My_PassPhrase = s1 s2'],
    ['aws_session_token =\ts1'],
    ['db_password = s1'],
  ] as const)('shows no secret: %s', ([line]) => {
    for (const text of [
      change('', `${line}\n`),
      change(`${line}\n`, ''),
      change(line, `${line}\nx`),
    ]) {
      expect(text).toContain('[secret]');
      expect(text).not.toMatch(/s[12]/);
    }
  });

  test('shows no secret that was there without its name, and steers no terminal', () => {
    const key = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
    expect(change(`x = ${key}\n`, '')).not.toContain(key);
    expect(change('', 'a = \u001b[2J\n')).toContain(String.raw`+ a = \x1b[2J`);
  });

  test('shows a long value of a set-up, which is no secret, as it is', () => {
    const id = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
    expect(change('', `external_id = ${id}\n`)).toContain(`+ external_id = ${id}\n`);
    expect(change('', 'a = token = x\n')).toContain('+ a = token = x\n');
  });

  test('shows what is added as it is, and a name that has no value', () => {
    const process = 'credential_process = awsmfa credential-process --profile a';
    expect(change('', `${process}\n`)).toContain(`+ ${process}\n`);
    expect(change('', 'aws_session_token =\n')).toContain('+ aws_session_token =\n');
  });
});

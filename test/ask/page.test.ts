import { describe, expect, test } from 'vitest';
import { openPage, wipeSequence } from '../../src/ask/page.ts';
import { showScreen } from '../support/screen.ts';

describe('wiping', () => {
  test.each([
    ['one row', 'code › ', '\r\u001b[J'],
    ['a row and the next, to which Return led', 'code › 123\n', '\r\u001b[1A\u001b[J'],
    ['a row that is full to the last column', '1234567890\n', '\r\u001b[1A\u001b[J'],
    ['a row with one character more', '12345678901\n', '\r\u001b[2A\u001b[J'],
    ['empty rows', '\r\n\r\n', '\r\u001b[2A\u001b[J'],
    ['carriage returns, which take no room', '1234567890\r\n', '\r\u001b[1A\u001b[J'],
  ])('goes up over %s', (_name, shown, sequence) => {
    expect(wipeSequence(shown, 10)).toBe(sequence);
  });
});

/** A page on a terminal of ten columns, and all that was written to it or echoed by it. */
function pageOn(cursor: 'movable' | 'fixed') {
  let raw = 'before\r\n';
  const terminal = { write: (text: string) => void (raw += text), columns: () => 10 };
  const page = openPage(terminal, cursor);
  const enter = (line: string) => {
    raw += line.replace('\n', '\r\n');
    page.typed(line);
  };
  return { page, enter, screen: () => showScreen(raw, 10, 24).text, raw: () => raw };
}

describe('a page', () => {
  test('is wiped with all the lines that were typed, and nothing above it is', () => {
    const { page, enter, screen } = pageOn('movable');
    page.write('a question of several rows › ');
    enter('12345678901234567890\n');
    page.write('wrong › ');
    enter('123456\n');
    page.wipe();
    expect(screen()).toBe('before');
  });

  test('counts nothing for keys that do not echo, and goes on in a row of its own', () => {
    const { page, screen } = pageOn('movable');
    page.write('code › ');
    for (const key of ['1', '2', '\r']) page.typed(key);
    page.write('wrong › ');
    expect(screen()).toBe('before\ncode ›\nwrong ›');
    page.wipe();
    expect(screen()).toBe('before');
  });

  test.each([
    ['', '\r\n'],
    ['123456\n', ''],
  ])('stays where the cursor cannot be moved, which ends up at the start of a row', (line, end) => {
    const { page, enter, raw } = pageOn('fixed');
    page.write('code › ');
    enter(line);
    const before = raw();
    page.wipe();
    expect(raw()).toBe(before + end);
  });
});

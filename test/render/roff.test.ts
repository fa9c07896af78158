import { expect, test } from 'vitest';
import {
  example,
  header,
  indented,
  item,
  paragraphs,
  section,
  subsection,
} from '../../src/render/roff.ts';

test('every part of a page is a macro of man(7), with its text below', () => {
  expect(header('awsmfa', 'awsmfa 1.0')).toBe('.TH "AWSMFA" 1 "" "awsmfa 1.0" "User Commands"');
  expect(section('NAME', 'a', 'b')).toBe('.SH "NAME"\na\nb');
  expect(subsection('Use', 'a', 'b')).toBe('.SS "Use"\na\nb');
  expect(paragraphs('one', 'two')).toBe('one\n.PP\ntwo');
  expect(item('term', 'meaning')).toBe('.TP\nterm\nmeaning');
  expect(example('awsmfa list', 'shows all')).toBe('.TP\n\\fBawsmfa list\\fR\nshows all');
  expect(indented('a', 'b')).toBe('.RS\na\nb\n.RE');
});

test('what is in backticks is bold', () => {
  expect(paragraphs('run `awsmfa list`, or `status`')).toBe(
    'run \\fBawsmfa list\\fR, or \\fBstatus\\fR',
  );
});

test('what can be copied is copied as it was typed', () => {
  expect(paragraphs(String.raw`a\b --x 'y' ^ ~ it’s …`)).toBe(
    String.raw`a\eb \-\-x \(aqy\(aq \(ha \(ti it\(cqs ...`,
  );
  expect(example('echo `x` "y"', 'z')).toBe('.TP\n\\fBecho \\(gax\\(ga "y"\\fR\nz');
  expect(section('a "b" - c')).toBe(String.raw`.SH "a \(dqb\(dq \- c"`);
});

test('no text is taken for a request, at the beginning of whichever line', () => {
  expect(paragraphs(".dot\n'quote\nno.dot")).toBe('\\&.dot\n\\(aqquote\nno.dot');
});

import { commentStart, dropBlanks, indents, skipBlanks } from './blanks.ts';
import type { LinePlace } from './line-errors.ts';
import {
  continuationOfNothing,
  continuationOutsideOfSections,
  indentedHeader,
  moreAfterHeader,
  noEqualsSign,
  noName,
  outsideOfSections,
  unclosedHeader,
} from './line-errors.ts';

/** The text of one configuration file, and the path to name in messages. */
export interface ConfigText {
  readonly path: string;
  readonly text: string;
}

/** Where a line lies in the text, as offsets. The byte order mark belongs to no line. */
interface LineSpan {
  /** From 1. */
  readonly number: number;
  readonly start: number;
  /** The line without the blanks around it. */
  readonly textStart: number;
  readonly textEnd: number;
  /** After the newline. */
  readonly end: number;
}

export interface InsignificantLine extends LineSpan {
  readonly kind: 'blank' | 'comment';
}

/** `[profile NAME]`: the offsets of the text between the brackets, without the blanks around it. */
export interface SectionLine extends LineSpan {
  readonly kind: 'section';
  readonly nameStart: number;
  readonly nameEnd: number;
}

/** More of the value above it: the line's text, whatever is in it. */
export interface ContinuationLine extends LineSpan {
  readonly kind: 'continuation';
}

/**
 * `key = value`, or the same indented below a `key =` without a value (`nested`). The key begins at
 * `textStart`; a comment is not part of the value; an empty value lies right after the `=`.
 */
export interface PropertyLine extends LineSpan {
  readonly kind: 'property' | 'nested';
  readonly keyEnd: number;
  readonly valueStart: number;
  readonly valueEnd: number;
}

export type Line = InsignificantLine | SectionLine | ContinuationLine | PropertyLine;

/** A stretch of whole lines. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
  /** The number of its first line. */
  readonly number: number;
}

/** What the line above was, which decides what an indented line belongs to. */
type Context = 'file' | 'section' | 'property' | 'block';

const HASH = 35;
const SEMICOLON = 59;
const LEFT_BRACKET = 91;
const byteOrderMark = '\uFEFF';

/**
 * Tells what each line of AWS's config dialect is: the one place that knows, for the reader and for the
 * editor.
 *
 * A range has to begin at a section's header. Time is linear in the text, whatever is in it.
 *
 * @throws Failure of kind `configuration`, with file and line, where the dialect calls a line an error.
 */
export function scanLines(
  source: ConfigText,
  visit: (line: Line) => void,
  range: LineRange = wholeOf(source.text),
): void {
  let context: Context = 'file';
  let { start, number } = range;
  while (start < range.end) {
    const newline = source.text.indexOf('\n', start);
    const end = newline === -1 ? source.text.length : newline + 1;
    const line = classify(source, context, spanOf(source.text, number, start, end));
    context = contextAfter(line, context);
    visit(line);
    start = end;
    number++;
  }
}

function wholeOf(text: string): LineRange {
  return { start: text.startsWith(byteOrderMark) ? 1 : 0, end: text.length, number: 1 };
}

function spanOf(text: string, number: number, start: number, end: number): LineSpan {
  const textStart = skipBlanks(text, start, end);
  const textEnd = dropBlanks(text, textStart, end);
  return { number, start, textStart, textEnd, end };
}

function contextAfter(line: Line, context: Context): Context {
  if (line.kind === 'section') return 'section';
  if (line.kind !== 'property') return context;
  return line.valueStart === line.valueEnd ? 'block' : 'property';
}

function classify(source: ConfigText, context: Context, span: LineSpan): Line {
  const { textStart } = span;
  if (textStart === span.textEnd) return { kind: 'blank', ...span };
  const first = source.text.charCodeAt(textStart);
  // The shared specification knows comments at the first column only, but botocore (and so the AWS CLI), Go and
  // JavaScript skip indented ones as well.
  if (isCommentSign(first)) return { kind: 'comment', ...span };
  if (indents(source.text.charCodeAt(span.start))) return indentedLine(source, context, span);
  if (first === LEFT_BRACKET) return sectionLine(source, span);
  if (context === 'file') throw outsideOfSections(placeOf(source, span));
  return propertyLine(source, 'property', span);
}

function indentedLine(source: ConfigText, context: Context, span: LineSpan): Line {
  if (looksLikeHeader(source.text, span)) throw indentedHeader(placeOf(source, span));
  switch (context) {
    case 'file':
      throw continuationOutsideOfSections(placeOf(source, span));
    case 'section':
      throw continuationOfNothing(placeOf(source, span));
    case 'property':
      return { kind: 'continuation', ...span };
    case 'block':
      return propertyLine(source, 'nested', span);
  }
}

/** A list of JSON, as in a policy over several lines, does not. */
function looksLikeHeader(text: string, { textStart, textEnd }: LineSpan): boolean {
  return /^\[\s*[^\s\]{},"'][^\]{},]*\]\s*(?:[#;]|$)/.test(text.slice(textStart, textEnd));
}

function sectionLine(source: ConfigText, span: LineSpan): SectionLine {
  const { text } = source;
  const { number, start, textStart, textEnd, end } = span;
  const length = text.slice(textStart, textEnd).indexOf(']');
  if (length === -1) throw unclosedHeader(placeOf(source, span));
  const close = textStart + length;
  const more = skipBlanks(text, close + 1, textEnd);
  if (more < textEnd && !isCommentSign(text.charCodeAt(more))) {
    throw moreAfterHeader(placeOf(source, span));
  }
  const nameStart = skipBlanks(text, textStart + 1, close);
  const nameEnd = dropBlanks(text, nameStart, close);
  return { kind: 'section', number, start, textStart, textEnd, end, nameStart, nameEnd };
}

function propertyLine(
  source: ConfigText,
  kind: PropertyLine['kind'],
  span: LineSpan,
): PropertyLine {
  const { text } = source;
  // Spelled out, here and above: with spreads, reading a large file takes half as long again.
  const { number, start, textStart, textEnd, end } = span;
  const content = text.slice(textStart, textEnd);
  const equals = textStart + content.indexOf('=');
  const bodyEnd = textStart + commentStart(content);
  if (equals < textStart || equals >= bodyEnd) throw noEqualsSign(placeOf(source, span));
  if (equals === textStart) throw noName(placeOf(source, span));
  const keyEnd = dropBlanks(text, textStart, equals);
  const valueEnd = dropBlanks(text, equals + 1, bodyEnd);
  const valueStart = Math.min(skipBlanks(text, equals + 1, bodyEnd), valueEnd);
  return { kind, number, start, textStart, textEnd, end, keyEnd, valueStart, valueEnd };
}

function placeOf({ path }: ConfigText, { number }: LineSpan): LinePlace {
  return { path, number };
}

function isCommentSign(code: number): boolean {
  return code === HASH || code === SEMICOLON;
}

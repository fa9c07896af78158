import type { Misreading } from './misreading.ts';
import type { Line, PropertyLine } from '../dialect/lines.ts';
import { misreadingsOfHeader } from './misread-headers.ts';
import type { ConfigSource } from '../dialect/section-index.ts';
import { isCommonName } from '../dialect/sections.ts';

/** What to warn about in a line by itself. */
export function misreadingsOf(source: ConfigSource, line: Line): readonly Misreading[] {
  switch (line.kind) {
    case 'section':
      return misreadingsOfHeader(source, line);
    case 'property':
      return propertyChecks.flatMap((check) => check(source.text, line) ?? []);
    case 'continuation':
      return [continuation];
    case 'comment':
      return line.textStart > line.start ? [indentedComment] : [];
    case 'nested':
      return [commentAfterValue].flatMap((check) => check(source.text, line) ?? []);
    case 'blank':
      return [];
  }
}

type PropertyCheck = (text: string, line: PropertyLine) => Misreading | undefined;

const propertyChecks: readonly PropertyCheck[] = [
  invalidKey,
  keyCase,
  reservedKey,
  commentAfterValue,
  quotedValue,
];

const continuation: Misreading = {
  kind: 'continuation',
  text: 'an indented line continues the value above it: the JavaScript SDK reads it as a separate setting, or drops it',
};

const indentedComment: Misreading = {
  kind: 'indented-comment',
  text: 'an indented comment is part of the value above it, or an error, to the Java and Rust SDKs',
};

function invalidKey(text: string, line: PropertyLine): Misreading | undefined {
  const key = keyOf(text, line);
  if (isCommonName(key)) return undefined;
  return {
    kind: 'invalid-key',
    text: `"${key}" is not a valid name for a setting, so it is skipped`,
  };
}

function keyCase(text: string, line: PropertyLine): Misreading | undefined {
  const key = keyOf(text, line);
  if (key === key.toLowerCase()) return undefined;
  return {
    kind: 'key-case',
    text: `"${key}" is not in lower case: the JavaScript SDK does not find it`,
  };
}

function reservedKey(text: string, line: PropertyLine): Misreading | undefined {
  const key = keyOf(text, line);
  if (key !== '__proto__') return undefined;
  return { kind: 'reserved-name', text: `the JavaScript SDK drops a setting "${key}"` };
}

function commentAfterValue(_text: string, line: PropertyLine): Misreading | undefined {
  if (line.valueEnd === line.textEnd) return undefined;
  return {
    kind: 'comment-after-value',
    text: 'a comment follows the value: the AWS CLI reads it as part of the value',
  };
}

function quotedValue(text: string, line: PropertyLine): Misreading | undefined {
  const first = text[line.valueStart];
  const isQuoted = (first === '"' || first === "'") && text[line.valueEnd - 1] === first;
  if (!isQuoted || line.valueEnd - line.valueStart < 2) return undefined;
  return {
    kind: 'quoted-value',
    text: 'the quotes are part of the value: the Go SDK, and so Terraform, removes them',
  };
}

function keyOf(text: string, line: PropertyLine): string {
  return text.slice(line.textStart, line.keyEnd);
}

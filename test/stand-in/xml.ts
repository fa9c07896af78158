/** What an element holds: text, members of a list, or further elements. Undefined elements are left out. */
export type XmlValue = string | number | readonly XmlFields[] | XmlFields;

export interface XmlFields {
  readonly [name: string]: XmlValue | undefined;
}

/** A successful answer of the AWS Query protocol. */
export function renderResult(
  action: string,
  namespace: string,
  result: XmlFields,
  requestId: string,
): string {
  const fields = { [`${action}Result`]: result, ResponseMetadata: { RequestId: requestId } };
  return document(`${action}Response`, namespace, fields);
}

/** A refusal of the AWS Query protocol. */
export function renderError(
  error: { type: 'Sender' | 'Receiver'; code: string; message: string },
  namespace: string,
  requestId: string,
): string {
  const { type, code, message } = error;
  return document('ErrorResponse', namespace, {
    Error: { Type: type, Code: code, Message: message },
    RequestId: requestId,
  });
}

function document(name: string, namespace: string, fields: XmlFields): string {
  return `<${name} xmlns="${escape(namespace)}">\n${renderFields(fields)}</${name}>\n`;
}

function renderFields(fields: XmlFields): string {
  return Object.entries(fields)
    .map(([name, value]) => (value === undefined ? '' : element(name, value)))
    .join('');
}

function element(name: string, value: XmlValue): string {
  return `<${name}>${content(value)}</${name}>\n`;
}

function content(value: XmlValue): string {
  if (typeof value !== 'object') return escape(String(value));
  if (isList(value)) return `\n${value.map((member) => element('member', member)).join('')}`;
  return `\n${renderFields(value)}`;
}

function isList(value: readonly XmlFields[] | XmlFields): value is readonly XmlFields[] {
  return Array.isArray(value);
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (char) => entities[char] ?? char);
}

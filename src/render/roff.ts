/** The few macros of man(7) that the manual needs. Text may have commands and names in backticks; they are set bold. */

export function section(title: string, ...body: readonly string[]): string {
  return [`.SH ${quote(title)}`, ...body].join('\n');
}

export function subsection(title: string, ...body: readonly string[]): string {
  return [`.SS ${quote(title)}`, ...body].join('\n');
}

export function paragraphs(...texts: readonly string[]): string {
  return texts.map(prose).join('\n.PP\n');
}

/** A term, and under it what it means. */
export function item(term: string, text: string): string {
  return `.TP\n${prose(term)}\n${prose(text)}`;
}

/** Something to be typed, as it is, and under it what it does. */
export function example(command: string, text: string): string {
  return `.TP\n\\fB${escape(command)}\\fR\n${prose(text)}`;
}

/** Moved in from the text that it belongs to. */
export function indented(...body: readonly string[]): string {
  return ['.RS', ...body, '.RE'].join('\n');
}

export function header(name: string, source: string): string {
  return `.TH ${quote(name.toUpperCase())} 1 "" ${quote(source)} "User Commands"`;
}

function prose(text: string): string {
  const parts = text.split('`').map((part, index) => {
    const escaped = escape(part);
    return index % 2 === 0 ? escaped : `\\fB${escaped}\\fR`;
  });
  return shielded(parts.join(''));
}

/** A period or an apostrophe at the beginning of a line would be a request. */
function shielded(text: string): string {
  return text.replace(/^(?=[.'])/gm, String.raw`\&`);
}

/** Hyphens and quotes are those that are typed, so that what is copied from the page works. */
function escape(text: string): string {
  return text
    .replaceAll('\\', String.raw`\e`)
    .replaceAll('-', String.raw`\-`)
    .replaceAll("'", String.raw`\(aq`)
    .replaceAll('`', String.raw`\(ga`)
    .replaceAll('^', String.raw`\(ha`)
    .replaceAll('~', String.raw`\(ti`)
    .replaceAll('’', String.raw`\(cq`)
    .replaceAll('…', '...');
}

function quote(text: string): string {
  return `"${escape(text).replaceAll('"', String.raw`\(dq`)}"`;
}

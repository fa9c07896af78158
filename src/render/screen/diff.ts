import { structuredPatch } from 'diff';
import { withoutSecrets } from '../../words/without-secrets.ts';
import { printable } from '../../words/text.ts';
import type { Style } from './style.ts';

/** A change to a configuration file, with few lines around it. Secrets are not shown. */
export function renderDiff(
  path: string,
  { before, after }: { readonly before: string; readonly after: string },
  style: Style,
): string {
  const { hunks } = structuredPatch(path, path, before, after, undefined, undefined, {
    context: 2,
  });
  const lines = hunks.flatMap((hunk) => [
    style.faint('…'),
    ...hunk.lines.flatMap((line) => show(line, style)),
  ]);
  return ['', style.strong(printable(path)), ...lines.slice(1)].map((line) => `${line}\n`).join('');
}

function show(line: string, style: Style): readonly string[] {
  const [sign, text] = [line.slice(0, 1), line.slice(1)];
  if (sign === '\\') return [];
  const shown = `${sign} ${printable(withoutSecret(sign, text))}`.trimEnd();
  const paint = { '+': style.good, '-': style.bad }[sign] ?? style.faint;
  return [paint(shown)];
}

/** What is added is our own, but for a key that somebody has just entered. */
function withoutSecret(sign: string, text: string): string {
  const named = text.replace(secretSetting, '$1[secret]');
  return sign === '+' ? named : withoutSecrets(named);
}

const secretSetting = /^([^=]*(?:secret|token|password|passphrase)[^=]*=[ \t]*)\S.*/i;

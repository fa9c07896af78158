import type { Finding, Place, Severity, Sighting } from '../doctor/model/finding.ts';
import type { Surroundings } from '../doctor/model/surroundings.ts';
import { printable } from '../words/text.ts';
import type { Style } from './screen/style.ts';
import { wrap } from './screen/wrap.ts';

export interface Diagnosis {
  readonly findings: readonly Finding[];
  readonly surroundings: Surroundings;
}

const columns = 80;
/** Of one finding, so many places are shown: the same mistake is often made in every profile. */
const fewSightings = 3;

/** For people: what is wrong, where, why it matters, and what to do; a line where nothing is. */
export function renderDiagnosis({ findings, surroundings }: Diagnosis, style: Style): string {
  const shortened = shortener(surroundings);
  const blocks = findings.map((finding) => renderFinding(finding, style, shortened));
  const summary = findings.length === 0 ? renderHealth(surroundings, style) : renderCount(findings);
  return [...blocks, `${summary}\n`].join('\n');
}

/** For scripts: every place, and the words of the screen. */
export function renderDiagnosisJson({ findings }: Diagnosis): string {
  const shown = findings.map(({ id, severity, title, why, mend, sightings }) => ({
    ...{ id, severity, title, why, mend },
    sightings: sightings.map(({ what, at, mend: hints }) => ({
      what,
      ...(at && { file: at.file, ...(at.line !== undefined && { line: at.line }) }),
      mend: hints ?? [],
    })),
  }));
  return `${JSON.stringify({ version: 1, findings: shown }, null, 2)}\n`;
}

/** The home folder as a shell would write it. */
function shortener({ home }: Surroundings): (text: string) => string {
  if (home === undefined || home === '/') return (text) => text;
  return (text) => text.replaceAll(`${home}/`, '~/');
}

type Shorten = (text: string) => string;

function renderFinding(
  { id, severity, title, why, mend, sightings }: Finding,
  style: Style,
  shorten: Shorten,
): string {
  const shown = sightings.slice(0, fewSightings);
  const more = sightings.length - shown.length;
  const isSaidThere = shown.every((sighting) => sighting.mend !== undefined);
  const lines = [
    `${mark(severity, style)} ${style.strong(title)} ${style.faint(`(${id})`)}`,
    ...shown.flatMap((sighting) => renderSighting(sighting, style, shorten)),
    ...(more > 0 ? [`  … and in ${more} more ${more === 1 ? 'place' : 'places'}`] : []),
    ...wrap(why, columns - 2).map((line) => style.faint(`  ${line}`)),
    ...(isSaidThere ? [] : hanging(`  ${style.accent('→')} `, mend, 4)),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function mark(severity: Severity, style: Style): string {
  return severity === 'error' ? style.bad('✗ error:') : style.warning('! warning:');
}

function renderSighting(
  { what, at, mend = [] }: Sighting,
  style: Style,
  shorten: Shorten,
): readonly string[] {
  const place = at === undefined ? '' : ` (${describePlace(at)})`;
  return [
    ...hanging('  - ', shorten(printable(what + place)), 4),
    ...mend.flatMap((hint) => hanging(`    ${style.accent('→')} `, shorten(printable(hint)), 6)),
  ];
}

function describePlace({ file, line }: Place): string {
  return line === undefined ? file : `${file}:${line}`;
}

function hanging(first: string, text: string, indent: number): readonly string[] {
  return wrap(text, columns - indent).map((line, index) =>
    index === 0 ? first + line : ' '.repeat(indent) + line,
  );
}

function renderCount(findings: readonly Finding[]): string {
  const count = (severity: Severity) => {
    const number = findings.filter((finding) => finding.severity === severity).length;
    return number === 0 ? [] : `${number} ${severity}${number === 1 ? '' : 's'}`;
  };
  return [count('error'), count('warning')].flat().join(', ');
}

function renderHealth({ profiles, online }: Surroundings, style: Style): string {
  const looked = `${profiles.length} ${profiles.length === 1 ? 'profile' : 'profiles'}`;
  const asked = online === undefined ? '; `--online` asks AWS as well' : ', and AWS agrees';
  return `${style.good('✓')} nothing is wrong: ${looked}${asked}`;
}

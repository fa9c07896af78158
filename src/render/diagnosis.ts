import { isDeepStrictEqual } from 'node:util';
import type { Finding, Place, Severity } from '../doctor/model/finding.ts';
import type { Surroundings } from '../doctor/model/surroundings.ts';
import { printable, withTilde } from '../words/text.ts';
import type { Style } from './screen/style.ts';
import { wrap } from './screen/wrap.ts';

export interface Diagnosis {
  readonly findings: readonly Finding[];
  readonly surroundings: Surroundings;
}

const columns = 80;
/** At most so many places are shown for one finding: the same mistake is often made in every profile. */
const fewSightings = 3;

/** For people: what is wrong, where, why it matters, and what to do; one line if nothing is wrong. */
export function renderDiagnosis({ findings, surroundings }: Diagnosis, style: Style): string {
  const shortened = (text: string) => withTilde(text, surroundings.home);
  const blocks = findings.map((finding) => renderFinding(finding, style, shortened));
  const summary = findings.length === 0 ? renderHealth(surroundings, style) : renderCount(findings);
  return [...blocks, `${summary}\n`].join('\n');
}

/** For scripts: every place, and the words of the screen. */
export function renderDiagnosisJson({ findings }: Diagnosis): string {
  const shown = findings.map(({ id, severity, title, why, mend, sightings }) => ({
    ...{ id, severity, title, why },
    sightings: sightings.map(({ what, at, mend: hints }) => ({
      what,
      ...at,
      mend: hints ?? [mend],
    })),
  }));
  return `${JSON.stringify({ version: 1, findings: shown }, null, 2)}\n`;
}

type Shorten = (text: string) => string;

function renderFinding(finding: Finding, style: Style, shorten: Shorten): string {
  const { id, severity, title, why, sightings } = finding;
  const shown = sightings.slice(0, fewSightings);
  const more = sightings.length - shown.length;
  const shared = sharedMend(finding);
  const lines = [
    `${mark(severity, style)} ${style.strong(title)} ${style.faint(`(${id})`)}`,
    ...shown.flatMap(({ what, at, mend = [] }) => [
      ...hanging('  - ', shorten(printable(`${what}${describePlace(at)}`)), 4),
      ...(shared === undefined ? steps(mend, '    ', style, shorten) : []),
    ]),
    ...(more > 0
      ? [
          `  … and in ${more} more ${more === 1 ? 'place' : 'places'} (\`awsmfa doctor --json\` lists all)`,
        ]
      : []),
    ...wrap(why, columns - 2).map((line) => style.faint(`  ${line}`)),
    ...steps(shared ?? [], '  ', style, shorten),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** What is to be done, where that is the same in each place; undefined where each has something of its own. */
function sharedMend({ mend, sightings }: Finding): readonly string[] | undefined {
  const [first, ...others] = sightings.map((sighting) => sighting.mend ?? [mend]);
  const isShared = others.every((other) => isDeepStrictEqual(other, first));
  return isShared ? first : undefined;
}

function mark(severity: Severity, style: Style): string {
  return severity === 'error' ? style.bad('✗ error:') : style.warning('! warning:');
}

function steps(
  mend: readonly string[],
  indent: string,
  style: Style,
  shorten: Shorten,
): readonly string[] {
  return mend.flatMap((step) =>
    hanging(`${indent}${style.accent('→')} `, shorten(printable(step)), indent.length + 2),
  );
}

function describePlace(place: Place | undefined): string {
  if (place === undefined) return '';
  return ` (${place.line === undefined ? place.file : `${place.file}:${place.line}`})`;
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

import type { ConfigWarning } from '../config/lint/misreadings.ts';
import { quoted, printable } from '../words/text.ts';
import type { Caller } from '../aws/iam/caller.ts';
import type { Wiring } from '../setup/decision.ts';
import type { Left } from '../setup/proposal.ts';
import type { Style } from './screen/style.ts';
import { alignColumns, padTo } from './screen/table.ts';

/** Who signs with the key of a profile. */
export function renderCaller({ arn }: Caller, profile: string): string {
  return `You are ${printable(arn)} (access key of profile ${quoted(profile)})\n`;
}

export function renderDevice(serial: string): string {
  return `Your MFA device is ${printable(serial)}\n`;
}

/** What awsmfa found, and what it would do about each profile. */
export function renderProposal(
  {
    wirings,
    wired,
    left,
  }: {
    readonly wirings: readonly Wiring[];
    readonly wired: readonly string[];
    readonly left: readonly Left[];
  },
  style: Style,
): string {
  const toWire = wirings.map(({ profile, why, roleArn, mfaSerial }) => [
    printable(profile),
    [
      ...(roleArn === undefined ? [] : [printable(roleArn)]),
      ...(why === undefined ? [] : [why]),
      ...(mfaSerial === undefined ? [] : ['gets your MFA device']),
    ].join('; '),
  ]);
  return [
    ...section('To be wired', toWire, style.good),
    ...section(
      'Wired already',
      wired.map((name) => [printable(name)]),
      style.strong,
    ),
    ...section(
      'Left as they are',
      left.map(({ profile, why }) => [printable(profile), why]),
      style.faint,
    ),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function section(
  title: string,
  rows: readonly (readonly string[])[],
  paint: (text: string) => string,
): readonly string[] {
  if (rows.length === 0) return [];
  return ['', title, ...alignColumns(rows).map((row) => `  ${paint(row)}`)];
}

export interface Proof {
  readonly profile: string;
  /** Whose credentials it gives; undefined where it gives none. */
  readonly arn?: string;
  /** Why it gives none. */
  readonly why?: string;
}

/** A line for each profile that was tried, or the next of these lines, beside the others. */
export function renderProof(
  { profile, arn, why = '' }: Proof,
  columns: number,
  style: Style,
): string {
  const outcome = arn === undefined ? style.bad('fails') : style.good('works');
  return `  ${outcome}  ${padTo(printable(profile), columns)}  ${printable(arn ?? why)}\n`;
}

/** Why `aws` still fails, or uses another account; empty if it does neither. */
export function renderMisread(warnings: readonly ConfigWarning[]): string {
  if (warnings.length === 0) return '';
  const lines = warnings.map(({ file, line, text }) => printable(`  ${file}:${line}: ${text}`));
  return [
    '\nThe AWS CLI and boto3 read the files differently:',
    ...lines,
    'Fix that first; `awsmfa doctor` says how.\n',
  ].join('\n');
}

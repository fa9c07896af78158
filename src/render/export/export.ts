import { Failure } from '../../ground/failure.ts';
import { assertCarries } from '../values/carry.ts';
import { renderDotenv } from './dotenv.ts';
import { renderGithubEnv, renderGithubMasks } from './github.ts';
import { renderIni } from './ini.ts';
import { processFields, renderProcessJson } from '../values/process-json.ts';
import { csh } from './shells/csh.ts';
import { fish } from './shells/fish.ts';
import { nushell } from './shells/nushell.ts';
import { posix, posixNoExport } from './shells/posix.ts';
import { powershell } from './shells/powershell.ts';
import type { Shell } from './shells/shell.ts';
import { windowsCmd } from './shells/windows-cmd.ts';
import { isNamed } from '../../words/profile-name.ts';
import { environmentChange, exportedNames, type ExportInput } from '../values/variables.ts';

/** The AWS CLI's names (`aws configure export-credentials`) first, then our own. */
export const exportFormats = [
  'process',
  'env',
  'env-no-export',
  'powershell',
  'windows-cmd',
  'fish',
  'json',
  'dotenv',
  'github',
  'ini',
  'nushell',
  'csh',
] as const;

export type ExportFormat = (typeof exportFormats)[number];

export interface Rendered {
  readonly stdout: string;
  /** What must be appended to the file GITHUB_ENV names; only in the format `github`. */
  readonly githubEnv?: string;
}

/**
 * Credentials as text in one of the formats, ending with a newline.
 *
 * @throws Failure of kind `usage` where the format cannot carry a value.
 */
export function renderExport(format: ExportFormat, input: ExportInput): Rendered {
  return isShellFormat(format) ? renderStatements(format, input) : documents[format](input);
}

const shells = {
  env: posix,
  'env-no-export': posixNoExport,
  powershell,
  'windows-cmd': windowsCmd,
  fish,
  nushell,
  csh,
} satisfies Partial<Record<ExportFormat, Shell>>;

type ShellFormat = keyof typeof shells;

function isShellFormat(format: ExportFormat): format is ShellFormat {
  return format in shells;
}

function renderStatements(format: ShellFormat, input: ExportInput): Rendered {
  const shell = shells[format];
  const { set, unset } = environmentChange(input);
  assertCarries(format, set, (value) => shell.carries(value));
  return { stdout: lines([...shell.unset(unset), ...shell.set(set)]) };
}

const documents: Record<Exclude<ExportFormat, ShellFormat>, (input: ExportInput) => Rendered> = {
  process: ({ credentials }) => ({ stdout: renderProcessJson(credentials) }),
  json: (input) => ({ stdout: renderJson(input) }),
  dotenv: (input) => ({ stdout: renderDotenv(environmentChange(input)) }),
  github: (input) => ({
    stdout: renderGithubMasks(input.credentials),
    githubEnv: renderGithubEnv(environmentChange(input)),
  }),
  ini: (input) => ({ stdout: renderIni(input) }),
};

/**
 * One flat object for people and scripts: the fields of the credential_process protocol, `Region` and `Profile`. What
 * is not known is left out.
 */
function renderJson({ credentials, profile, region }: ExportInput): string {
  const name = isNamed(profile) ? profile : undefined;
  const fields = { ...processFields(credentials), Region: region, Profile: name };
  return `${JSON.stringify(fields, null, 2)}\n`;
}

/**
 * Statements that undo an export, whatever it set. AWS_PROFILE and AWS_DEFAULT_PROFILE are not touched: no export
 * sets them, so what they hold now is the user's.
 *
 * @throws Failure of kind `usage` for a format that is no shell's.
 */
export function renderUnset(format: ExportFormat): string {
  if (!isShellFormat(format)) throw cannotUnset(format);
  return lines(shells[format].unset(exportedNames));
}

/** A statement that makes the shell's `eval` fail as the export did; empty for a format that is no shell's. */
export function renderFailedExport(format: ExportFormat): string {
  return isShellFormat(format) ? lines([shells[format].fail]) : '';
}

/** What a person does who sees the statements on the terminal; undefined for a format that is no shell's. */
export function describeEvaluation(format: ExportFormat): string | undefined {
  if (!isShellFormat(format)) return undefined;
  return `for this shell to run these statements, use ${shells[format].howToRun}`;
}

function cannotUnset(format: ExportFormat): Failure {
  return new Failure('usage', `the format "${format}" has no way to unset a variable`, [
    "use `--unset` with a shell's format, such as `--format env`",
  ]);
}

function lines(statements: readonly string[]): string {
  return statements.map((statement) => `${statement}\n`).join('');
}

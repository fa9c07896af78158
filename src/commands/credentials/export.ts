import { appendFileSync } from 'node:fs';
import type { RunOptions } from '../../run/run-options.ts';
import { Failure } from '../../ground/failure.ts';
import type { Host } from '../../host/host.ts';
import { findCallingShell } from '../../host/process/calling-shell.ts';
import { printAtDeath } from '../../host/process/end-process.ts';
import { defaultExportFormat } from '../../render/export/default-export-format.ts';
import {
  describeEvaluation,
  renderExport,
  renderFailedExport,
  renderUnset,
  type ExportFormat,
} from '../../render/export/export.ts';
import { startRun } from '../../run/run.ts';
import { handOutOnce } from './hand-out-once.ts';
import { resolveOnce } from './resolve-once.ts';

export interface ExportOptions {
  readonly format: ExportFormat | undefined;
}

/** Prints the credentials as statements for a shell, or in another format. */
export async function exportCredentials(
  profile: string | undefined,
  { format: chosen }: ExportOptions,
  options: RunOptions,
  host: Host,
): Promise<void> {
  const run = startRun(host, options);
  const { plan } = resolveOnce(profile, options.settings, run, host);
  const format = await formatFor(chosen, host);
  // Nothing yet, but a file that cannot be written to must be known before a code is spent.
  if (format === 'github') appendToGithubEnv('', host);
  const { profile: name, region } = plan;
  // The `eval` of a shell fails where a signal ends this process.
  const isRead = !(await host.outIsTerminal());
  const callOff = isRead ? printAtDeath(renderFailedExport(format)) : undefined;
  const credentials = await handOutOnce(plan, profile, run, host).finally(callOff);
  const { stdout, githubEnv } = renderExport(format, {
    credentials,
    profile: name,
    ...(region === undefined ? {} : { region }),
    before: host.env,
  });
  // The masks go out first: from then on the runner blots the secrets out of the log.
  await print(stdout, format, host);
  if (githubEnv !== undefined) appendToGithubEnv(githubEnv, host);
}

/** Prints statements that undo an export. */
export async function unsetCredentials({ format }: ExportOptions, host: Host): Promise<void> {
  const chosen = await formatFor(format, host);
  await print(renderUnset(chosen), chosen, host);
}

/** Prints what makes the shell's `eval` fail after an export that failed, for whatever reason. */
export async function failEvaluation({ format }: ExportOptions, host: Host): Promise<void> {
  if (await host.outIsTerminal()) return;
  await host.out(renderFailedExport(await formatFor(format, host)));
}

async function formatFor(chosen: ExportFormat | undefined, host: Host): Promise<ExportFormat> {
  return chosen ?? defaultExportFormat(await findCallingShell(), host.platform, host.env);
}

/** Statements on a terminal have set nothing. */
async function print(text: string, format: ExportFormat, host: Host): Promise<void> {
  await host.out(text);
  const hint = describeEvaluation(format);
  if (hint !== undefined && (await host.outIsTerminal())) host.err(`awsmfa: hint: ${hint}\n`);
}

function appendToGithubEnv(text: string, { env }: Host): void {
  const file = env['GITHUB_ENV'];
  if (!file) {
    throw new Failure(
      'configuration',
      '`GITHUB_ENV` is not set: this is not a GitHub Actions job',
      ['use another format, such as `--format env`'],
    );
  }
  try {
    // The runner has made the file already; where it has not, nobody else may read it.
    appendFileSync(file, text, { mode: 0o600 });
  } catch {
    throw new Failure('storage', `the file of \`GITHUB_ENV\` "${file}" cannot be written`, [
      'run the step on a runner that lets it write there',
    ]);
  }
}

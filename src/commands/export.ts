import { appendFileSync } from 'node:fs';
import type { RunOptions } from '../cli/run-options.ts';
import { Failure } from '../failure.ts';
import type { Host } from '../host/host.ts';
import { defaultExportFormat } from '../render/default-export-format.ts';
import { renderExport, renderUnset, type ExportFormat } from '../render/export.ts';
import { startRun } from '../wiring/run.ts';

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
  const plan = run.plan(profile, 'fixed');
  const format = chosen ?? defaultExportFormat(host.platform, host.env);
  const { profile: name, region } = plan;
  const credentials = await run.execute(plan);
  const input = { credentials, profile: name, ...(region === undefined ? {} : { region }) };
  const { stdout, githubEnv } = renderExport(format, input);
  // The masks go out first: from then on the runner blots the secrets out of the log.
  await host.out(stdout);
  if (githubEnv !== undefined) appendToGithubEnv(githubEnv, host);
}

/** Prints statements that take an export back. */
export async function unsetCredentials({ format }: ExportOptions, host: Host): Promise<void> {
  await host.out(renderUnset(format ?? defaultExportFormat(host.platform, host.env)));
}

function appendToGithubEnv(text: string, { env }: Host): void {
  const file = env['GITHUB_ENV'];
  if (!file) {
    throw new Failure(
      'configuration',
      '`GITHUB_ENV` is not set: this is no job of GitHub Actions',
      ['use another format, such as `--format env`'],
    );
  }
  try {
    appendFileSync(file, text);
  } catch {
    throw new Failure('storage', `the file of \`GITHUB_ENV\` "${file}" cannot be written`, [
      'run the step on a runner that lets it write there',
    ]);
  }
}

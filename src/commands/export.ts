import { appendFileSync } from 'node:fs';
import type { RunOptions } from '../run/run-options.ts';
import type { Credentials } from '../ground/credentials.ts';
import { Failure } from '../ground/failure.ts';
import type { Host } from '../host/host.ts';
import type { Plan } from '../plan/model/plan.ts';
import { defaultExportFormat } from '../render/export/default-export-format.ts';
import { renderExport, renderUnset, type ExportFormat } from '../render/export/export.ts';
import { quoted } from '../words/text.ts';
import { toHandOut } from '../session/demand.ts';
import { startRun, type Run } from '../run/run.ts';

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
  // Nothing yet, but a file that cannot be written to must be known before a code is spent.
  if (format === 'github') appendToGithubEnv('', host);
  const { profile: name, region } = plan;
  const credentials = await obtain(plan, () => run.plan(profile, 'renewing'), run, host);
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

/**
 * A role that is to live for more than an hour gets a code of its own; where nobody can be asked for one, an hour from
 * the MFA session that `login` left serves better than nothing.
 */
async function obtain(
  plan: Plan,
  planShorter: () => Plan,
  run: Run,
  host: Host,
): Promise<Credentials> {
  try {
    return await run.execute(plan, toHandOut.fixed);
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'code-unavailable') throw error;
    const shorter = planShorter();
    if (lastKey(shorter) === lastKey(plan)) throw error;
    const credentials = await run.execute(shorter, toHandOut.fixed).catch((second: unknown) => {
      throw second instanceof Failure ? error : second;
    });
    host.err(
      `awsmfa: warning: the session of profile ${quoted(plan.profile)} lives an hour at most: nobody could be asked for the code of a longer one\n`,
    );
    return credentials;
  }
}

function lastKey({ steps }: Plan): string | undefined {
  return steps.at(-1)?.key;
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

import { isSession, type Credentials } from '../../ground/credentials.ts';
import { assertCarries, neverCarried } from '../values/carry.ts';
import { emptiedNames, type EnvironmentChange, type Variable } from '../values/variables.ts';

/** Workflow commands for standard output, after which the runner shows `***` for the keys wherever a log has them. */
export function renderGithubMasks(credentials: Credentials): string {
  const secrets = [credentials.accessKeyId, credentials.secretAccessKey.reveal()];
  if (isSession(credentials)) secrets.push(credentials.sessionToken.reveal());
  return secrets.map((secret) => `::add-mask::${escapeCommandData(secret)}\n`).join('');
}

/** The runner turns these three back. */
function escapeCommandData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/**
 * What to append to the file that GITHUB_ENV names, so that the later steps of the job have the variables.
 *
 * The runner cannot unset: a session token or expiry of an earlier step is emptied. AWS_PROFILE stays.
 */
export function renderGithubEnv(change: EnvironmentChange): string {
  // On Windows the runner treats a CR at the end of a value as part of the line's end.
  assertCarries(
    'github',
    change.set,
    (value) => !value.includes('\r') && !neverCarried.test(value),
  );
  const emptied = emptiedNames(change).map((name) => `${name}=\n`);
  return [...change.set.map(heredoc), ...emptied].join('');
}

function heredoc({ name, value }: Variable): string {
  const delimiter = delimiterFor(value);
  return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
}

/** Grows until the value does not hold it, so that no value can end its heredoc and set variables of its own. */
function delimiterFor(value: string): string {
  let delimiter = 'awsmfa_end';
  while (value.includes(delimiter)) delimiter += '_';
  return delimiter;
}

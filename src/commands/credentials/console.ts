import { isSession, type Credentials, type SessionCredentials } from '../../ground/credentials.ts';
import { Failure } from '../../ground/failure.ts';
import type { Secret } from '../../ground/secret.ts';
import { findOpener, openUrl } from '../../host/child/open-url.ts';
import type { Host } from '../../host/host.ts';
import type { Plan } from '../../plan/model/plan.ts';
import type { Resolved } from '../../plan/model/resolved.ts';
import { isLongTerm } from '../../plan/steps/mfa.ts';
import { consolePage, consolePlace } from '../../plan/sts/console-place.ts';
import { configuredEndpoint } from '../../plan/sts/endpoints.ts';
import type { RunOptions } from '../../run/run-options.ts';
import { startRun } from '../../run/run.ts';
import { signIn } from '../../run/sign-in.ts';
import { remainingMs } from '../../session/freshness.ts';
import { describeDuration, describeRemaining } from '../../words/duration.ts';
import { describeProfile } from '../../words/profile-name.ts';
import { printable } from '../../words/text.ts';
import { handOutOnce } from './hand-out-once.ts';
import { resolveOnce } from './resolve-once.ts';

export interface ConsoleOptions {
  /** A service, or a page of the console; undefined: its first page. */
  readonly destination: string | undefined;
  readonly output: 'opened' | 'printed';
}

/** Opens the AWS console, signed in with the credentials of a profile, or prints the URL that does. */
export async function openConsole(
  profile: string | undefined,
  { destination, output }: ConsoleOptions,
  options: RunOptions,
  host: Host,
): Promise<void> {
  const run = startRun(host, options);
  const resolved = resolveOnce(profile, options.settings, run, host);
  const { plan, chain } = resolved;
  refuseUser(plan);
  refuseCut(resolved, options);
  const place = consolePlace(plan.sts.partition);
  const page = consolePage(destination, place, plan.region);
  const custom = configuredEndpoint('SIGNIN', chain.profiles[0], run.graph(), host.env);
  const endpoint = (custom?.value ?? place.signIn).replace(/\/+$/, '');
  const credentials = await handOutOnce(plan, profile, run, host);
  if (!isSession(credentials)) throw noRole(plan);
  const request = { credentials, endpoint, sessionSeconds: sessionSeconds(credentials, host) };
  const url = signInUrl(endpoint, page, await signIn(request, host));
  if (output === 'opened' && (await hasOpened(url, host)))
    return host.out(describe(credentials, plan, host));
  await host.out(`${url}\n`);
}

/** A user signs in with a password: AWS's federation is for roles. */
function refuseUser(plan: Plan): void {
  const last = plan.steps.at(-1);
  if (last?.kind === 'GetSessionToken' || (last === undefined && isLongTerm(plan.source)))
    throw noRole(plan);
}

function noRole({ profile, steps }: Plan): Failure {
  const what = steps.length === 0 ? 'the access key' : 'the MFA session';
  return new Failure(
    'configuration',
    `${describeProfile(profile)} assumes no role, and AWS does not let ${what} of a user sign in to the console`,
    ['name a profile with a role, or sign in with your user name and password in the browser'],
  );
}

/** A console that closes after an hour is not what was asked for. */
function refuseCut({ roles, plan }: Resolved, { settings }: RunOptions): void {
  const wanted = roles.at(-1)?.durationSeconds ?? 0;
  const planned = plan.steps.at(-1)?.durationSeconds ?? wanted;
  if (!settings.has('duration_seconds') || wanted <= planned) return;
  throw new Failure(
    'usage',
    `the console of ${describeProfile(plan.profile)} stays open for ${describeDuration(planned)} at most, not ${describeDuration(wanted)}: its role is not assumed with a long-term key`,
    ['leave `--duration` out, and open the console again when it closes'],
  );
}

/**
 * AWS accepts this parameter only for roles that were assumed with a long-term key, as all were that last more than an
 * hour. Without it, the console closes when the session expires.
 */
function sessionSeconds({ expiration }: SessionCredentials, { now }: Host): number | undefined {
  if (expiration === undefined) return undefined;
  const seconds = Math.floor(remainingMs({ expiration }, now()) / 1000);
  return seconds > 3600 ? Math.min(seconds, 43_200) : undefined;
}

function signInUrl(endpoint: string, page: string, token: Secret): string {
  const url = new URL(`${endpoint}/federation`);
  url.searchParams.set('Action', 'login');
  url.searchParams.set('Issuer', 'awsmfa');
  url.searchParams.set('Destination', page);
  url.searchParams.set('SigninToken', token.reveal());
  return url.href;
}

/** Where nothing can open it, the person can. */
async function hasOpened(url: string, host: Host): Promise<boolean> {
  const { env, platform } = host;
  const opener = findOpener(env, platform);
  if (opener !== undefined && (await openUrl(opener, url, env))) return true;
  host.err('awsmfa: hint: no browser could be opened: open this URL within 15 minutes\n');
  return false;
}

function describe(credentials: Credentials, { profile, steps }: Plan, { now }: Host): string {
  const last = steps.at(-1);
  const who = last?.kind === 'AssumeRole' ? ` as ${printable(last.roleArn)}` : '';
  const expiration = isSession(credentials) ? credentials.expiration : undefined;
  const left =
    expiration === undefined
      ? ''
      : `, for ${describeRemaining(remainingMs({ expiration }, now()))}`;
  return `the console of ${describeProfile(profile)} opens in your browser${who}${left}\n`;
}

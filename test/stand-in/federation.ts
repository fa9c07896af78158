import { randomBytes } from 'node:crypto';
import type { Cloud } from './cloud.ts';
import type { HttpRequest } from './http-request.ts';
import type { Session } from './sessions.ts';

/** What AWS's sign-in answers: no error codes, just a status. */
export interface FederationAnswer {
  readonly status: number;
  readonly body: string;
  /** Where a browser is sent. */
  readonly location?: string;
}

interface SignIn {
  readonly arn: string;
  readonly until: Date;
}

/**
 * AWS's federation endpoint: it makes sign-in tokens of role sessions, and opens the console for whoever brings one
 * within fifteen minutes. It knows no others, and no user's session.
 */
export class Federation {
  readonly #cloud: Cloud;
  readonly #tokens = new Map<string, SignIn>();

  constructor(cloud: Cloud) {
    this.#cloud = cloud;
  }

  /** Undefined where the request is for another service. */
  answer({ method, target, body }: HttpRequest): FederationAnswer | undefined {
    const url = new URL(target, 'http://localhost');
    if (url.pathname !== '/federation') return undefined;
    const form = method === 'POST' ? new URLSearchParams(body.toString('utf8')) : url.searchParams;
    // Nothing of a session belongs into a URL.
    if (url.searchParams.has('Session')) return { status: 400, body: 'Session in the URL' };
    const action = form.get('Action');
    if (action === 'getSigninToken') return this.#token(form);
    return action === 'login' ? this.#login(form) : badRequest;
  }

  #token(form: URLSearchParams): FederationAnswer {
    const session = this.#sessionIn(form.get('Session') ?? '');
    if (session?.identity.kind !== 'role') return badRequest;
    const duration = form.get('SessionDuration');
    if (duration !== null && !isDuration(duration)) return badRequest;
    if (duration !== null && session.isChained) return badRequest;
    const token = randomBytes(300).toString('base64url');
    const until = new Date(this.#cloud.clock.world().getTime() + 15 * 60_000);
    this.#tokens.set(token, { arn: session.identity.arn, until });
    return { status: 200, body: JSON.stringify({ SigninToken: token }) };
  }

  #sessionIn(json: string): Session | undefined {
    const given = parse(json);
    const session = this.#cloud.sessions.find(given['sessionId'] ?? '');
    const isRight =
      session?.secretAccessKey === given['sessionKey'] &&
      session?.sessionToken === given['sessionToken'] &&
      Object.keys(given).length === 3;
    return session !== undefined && isRight && !this.#cloud.sessions.isExpired(session)
      ? session
      : undefined;
  }

  #login(form: URLSearchParams): FederationAnswer {
    const signIn = this.#tokens.get(form.get('SigninToken') ?? '');
    const location = form.get('Destination');
    if (signIn === undefined || location === null || this.#cloud.clock.world() > signIn.until)
      return badRequest;
    return { status: 302, body: signIn.arn, location };
  }
}

const badRequest: FederationAnswer = { status: 400, body: '<html>Bad Request</html>' };

function isDuration(text: string): boolean {
  return /^\d+$/.test(text) && Number(text) >= 900 && Number(text) <= 43_200;
}

function parse(json: string): Readonly<Record<string, string>> {
  try {
    return JSON.parse(json) as Record<string, string>;
  } catch {
    return {};
  }
}

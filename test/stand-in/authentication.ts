import { partitionOfRegion } from './arn.ts';
import type { Cloud } from './cloud.ts';
import type { HttpRequest } from './http-request.ts';
import type { Identity } from './identity.ts';
import { refusals } from './refusal.ts';
import type { Session } from './sessions.ts';
import { calculateSignature, parseAuthorization, type Authorization } from './signature.ts';

/** Who signed a request, and with what. */
export interface Caller {
  readonly identity: Identity;
  /** Undefined where a long-term key signed. */
  readonly session?: Session;
}

/** @throws Refusal where AWS would not let the request in. */
export function authenticate(request: HttpRequest, service: string, cloud: Cloud): Caller {
  const authorization = readAuthorization(request);
  checkScope(request, authorization, service);
  const { caller, secretAccessKey } = findSigner(authorization, cloud);
  checkAge(signedAt(request), cloud.clock.wire());
  if (calculateSignature(request, authorization, secretAccessKey) !== authorization.signature)
    throw refusals.wrongSignature();
  checkSession(request, caller.session, cloud);
  checkRegion(authorization.region, caller.identity, cloud);
  return caller;
}

function readAuthorization(request: HttpRequest): Authorization {
  const header = request.headers.get('authorization');
  if (header === undefined) throw refusals.missingAuthentication();
  const authorization = parseAuthorization(header);
  if (authorization === undefined)
    throw refusals.incompleteSignature('Authorization header is not an AWS4-HMAC-SHA256 one.');
  return authorization;
}

function checkScope(request: HttpRequest, authorization: Authorization, service: string): void {
  if (authorization.service !== service)
    throw refusals.badlySigned(`Credential should be scoped to correct service: '${service}'. `);
  if (!stamp(signedAt(request)).startsWith(authorization.date))
    throw refusals.badlySigned('Date in Credential scope does not match the date of the request.');
  for (const name of request.headers.keys())
    if (mustBeSigned(name) && !authorization.signedHeaders.includes(name))
      throw refusals.badlySigned(`'${name}' must be a 'SignedHeader' in the AWS Authorization.`);
}

function mustBeSigned(header: string): boolean {
  return header === 'host' || header.startsWith('x-amz-');
}

/** A key of another partition is simply not known: partitions share nothing. */
function findSigner({ accessKeyId, region }: Authorization, cloud: Cloud) {
  const session = cloud.sessions.find(accessKeyId);
  const holder = cloud.directory.keys.signer(accessKeyId, cloud.clock.world());
  const identity = session?.identity ?? holder?.identity;
  const secretAccessKey = session?.secretAccessKey ?? holder?.key.secretAccessKey;
  if (identity === undefined || secretAccessKey === undefined) throw refusals.invalidClientToken();
  if (holder?.key.state === 'inactive' || identity.partition !== partitionOfRegion(region))
    throw refusals.invalidClientToken();
  const caller: Caller = { identity, ...(session !== undefined && { session }) };
  return { caller, secretAccessKey };
}

function signedAt(request: HttpRequest): Date {
  const fields = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(
    request.headers.get('x-amz-date') ?? '',
  );
  if (fields === null)
    throw refusals.incompleteSignature(`Date must be in ISO-8601 'basic format'.`);
  const [, year, month, day, hour, minute, second] = fields;
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

const maxAgeMinutes = 15;

function checkAge(signed: Date, now: Date): void {
  const earliest = new Date(now.getTime() - maxAgeMinutes * 60_000);
  const latest = new Date(now.getTime() + maxAgeMinutes * 60_000);
  if (signed < earliest)
    throw refusals.badlySigned(
      `Signature expired: ${stamp(signed)} is now earlier than ${stamp(earliest)} ` +
        `(${stamp(now)} - ${maxAgeMinutes} min.)`,
    );
  if (signed > latest)
    throw refusals.badlySigned(
      `Signature not yet current: ${stamp(signed)} is still later than ${stamp(latest)} ` +
        `(${stamp(now)} + ${maxAgeMinutes} min.)`,
    );
}

/** `20250131T235959Z` */
function stamp(date: Date): string {
  return date.toISOString().replace(/[-:]|\.\d+/g, '');
}

function checkSession(request: HttpRequest, session: Session | undefined, cloud: Cloud): void {
  if (request.headers.get('x-amz-security-token') !== session?.sessionToken)
    throw refusals.invalidClientToken();
  if (session !== undefined && cloud.sessions.isExpired(session)) throw refusals.expiredToken();
}

function checkRegion(region: string, { account }: Identity, cloud: Cloud): void {
  if (cloud.directory.account(account).disabledRegions?.includes(region))
    throw refusals.regionDisabled(account);
}

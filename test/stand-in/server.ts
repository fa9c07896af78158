import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { AccessKeys } from './access-keys.ts';
import { authenticate } from './authentication.ts';
import { readForm, recordCall, type Call, type Form } from './call.ts';
import { Clock } from './clock.ts';
import type { Cloud } from './cloud.ts';
import { Directory } from './directory.ts';
import { Federation } from './federation.ts';
import { Faults, outcomeUnder, type Fault } from './faults.ts';
import { Holds, type Held, type HoldOptions } from './holds.ts';
import { readRequest, type HttpRequest } from './http-request.ts';
import { roleIdentity } from './identity.ts';
import type { VirtualMfaDevice } from './mfa-device.ts';
import { replyTo, send, type Answer, type Outcome } from './outcome.ts';
import { Refusal, refusals } from './refusal.ts';
import { serviceOf } from './services.ts';
import { Sessions, type Session } from './sessions.ts';
import type { World } from './world.ts';
import type { XmlFields } from './xml.ts';

/** Starts STS and IAM for this world, on a free port of 127.0.0.1. */
export async function startStandIn(world: World): Promise<StandIn> {
  const standIn = new StandIn(world);
  await standIn.listen();
  return standIn;
}

/**
 * AWS STS and IAM over HTTP, as strict as the real ones about signatures, limits, trust and codes, and with AWS's own
 * error texts. It remembers every call, and can be told to fail or to wait.
 */
export class StandIn {
  readonly clock = new Clock();
  readonly #cloud: Cloud;
  readonly #federation: Federation;
  readonly #faults = new Faults();
  readonly #holds = new Holds();
  readonly #server: Server;
  #calls: Call[] = [];

  /** @throws Error where the world contradicts itself. */
  constructor(world: World) {
    const directory = new Directory(world, () => this.clock.world());
    this.#cloud = { clock: this.clock, directory, sessions: new Sessions(this.clock) };
    this.#federation = new Federation(this.#cloud);
    this.#server = createServer((message, response) => void this.#serve(message, response));
  }

  async listen(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  /** `http://127.0.0.1:PORT`, for STS and IAM alike. */
  get endpoint(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** Every request since the last `reset()`, in order of arrival, the unanswered ones included. */
  get calls(): readonly Call[] {
    return this.#calls;
  }

  count(action: string): number {
    return this.#calls.filter((call) => call.action === action).length;
  }

  /** Every secret key and session token issued so far. */
  get issuedSecrets(): readonly string[] {
    return this.#cloud.sessions.secrets();
  }

  /** The same of the sessions that a code was given for. */
  get mfaSessionSecrets(): readonly string[] {
    return this.#cloud.sessions.mfaSecrets();
  }

  /** The long-term keys that there are now, and how fast AWS gets to know of new ones. */
  get accessKeys(): AccessKeys {
    return this.#cloud.directory.keys;
  }

  device(serial: string): VirtualMfaDevice {
    const device = this.#cloud.directory.device(serial);
    if (device === undefined) throw new Error(`no device "${serial}" shows codes`);
    return device;
  }

  /** A session in a role of this world that something else than STS hands out: EC2, a container, Identity Center. */
  issueRoleSession(roleArn: string, sessionName: string, durationSeconds = 3600): Session {
    const role = this.#cloud.directory.role(roleArn);
    if (role === undefined) throw new Error(`no role "${roleArn}" in this world`);
    return this.#cloud.sessions.issue(roleIdentity(role, sessionName), durationSeconds);
  }

  /** Lets matching calls fail. Answers a function that takes the fault back. */
  fault(fault: Fault): () => void {
    return this.#faults.add(fault);
  }

  /** Stops matching calls at a door until it is released. */
  hold(action: string, options: HoldOptions = {}): Held {
    return this.#holds.add(action, options);
  }

  /** Stops matching calls of every action. */
  holdAny(options: HoldOptions): Held {
    return this.#holds.add(undefined, options);
  }

  /**
   * Forgets calls and faults, releases what is held, puts the clock right. Sessions stay valid and spent codes stay
   * spent, as they do at AWS.
   */
  reset(): void {
    this.#calls = [];
    this.#faults.clear();
    this.#holds.releaseAll();
    this.clock.reset();
  }

  /** Ends every connection, answered or not. */
  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    this.#holds.releaseAll();
    await closed;
  }

  async #serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    // A client that hangs up before it has asked for anything has not called.
    const request = await readRequest(message).catch(() => undefined);
    if (request !== undefined) await this.#answer(request, response);
  }

  async #answer(request: HttpRequest, response: ServerResponse): Promise<void> {
    const form = readForm(request);
    const call = recordCall(request, form);
    this.#calls.push(call);
    const federated = this.#federation.answer(request);
    if (federated !== undefined) {
      const { status, body, location } = federated;
      call.status = status;
      return void response.writeHead(status, location === undefined ? {} : { location }).end(body);
    }
    const outcome = await this.#outcome(call, () => this.#act(request, form));
    if (outcome.kind === 'hang') return;
    if (outcome.kind === 'reset') return void response.socket?.resetAndDestroy();
    const service = serviceOf(form.version);
    const reply = replyTo(outcome, { action: call.action, service, now: this.clock.wire() });
    call.status = reply.status;
    call.errorCode = reply.errorCode;
    send(reply, response);
  }

  async #outcome(call: Call, act: () => Answer): Promise<Outcome> {
    await this.#holds.pass('before', call);
    const fault = this.#faults.take(call);
    const outcome = fault === undefined ? act() : await outcomeUnder(fault, act);
    await this.#holds.pass('after', call);
    return outcome;
  }

  #act(request: HttpRequest, form: Form): Answer {
    try {
      return { kind: 'result', fields: carryOut(request, form, this.#cloud) };
    } catch (error) {
      return { kind: 'refusal', refusal: error instanceof Refusal ? error : refusals.bug(error) };
    }
  }
}

function carryOut(request: HttpRequest, form: Form, cloud: Cloud): XmlFields {
  const { action, version = '', parameters } = form;
  if (action === '') throw refusals.missingAction();
  const service = serviceOf(version);
  const entry = service.version === version ? service.actions.get(action) : undefined;
  if (entry === undefined) throw refusals.invalidAction(action, version);
  if ('unsigned' in entry) return entry.unsigned({ parameters, cloud });
  return entry.signed({ parameters, cloud, caller: authenticate(request, service.name, cloud) });
}

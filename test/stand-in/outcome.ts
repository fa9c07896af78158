import type { ServerResponse } from 'node:http';
import { randomUUID } from 'node:crypto';
import type { Refusal } from './refusal.ts';
import type { Service } from './services.ts';
import { renderError, renderResult, type XmlFields } from './xml.ts';

/** What an action comes to. */
export type Answer =
  | { readonly kind: 'result'; readonly fields: XmlFields }
  | { readonly kind: 'refusal'; readonly refusal: Refusal };

/** What becomes of a request that is replied to. */
export type Replied =
  | Answer
  | { readonly kind: 'html'; readonly status: number }
  | {
      readonly kind: 'spoilt';
      readonly how: 'truncated' | 'malformed-xml';
      readonly answer: Answer;
    };

/** What becomes of a request. */
export type Outcome = Replied | { readonly kind: 'hang' } | { readonly kind: 'reset' };

export interface Reply {
  readonly status: number;
  readonly errorCode?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** How much of the body arrives before the connection ends; undefined: all of it, and it stays open. */
  readonly cutAt?: number;
}

export interface ReplyContext {
  readonly action: string;
  readonly service: Service;
  readonly now: Date;
}

export function replyTo(outcome: Replied, context: ReplyContext): Reply {
  switch (outcome.kind) {
    case 'html':
      return htmlReply(outcome.status, context);
    case 'spoilt':
      return spoil(xmlReply(outcome.answer, context), outcome.how);
    case 'result':
    case 'refusal':
      return xmlReply(outcome, context);
  }
}

function xmlReply(answer: Answer, context: ReplyContext): Reply {
  const requestId = randomUUID();
  const headers = {
    'x-amzn-RequestId': requestId,
    'Content-Type': 'text/xml',
    Date: context.now.toUTCString(),
  };
  return { headers, ...render(answer, context, requestId) };
}

function render(answer: Answer, { action, service }: ReplyContext, requestId: string) {
  const { namespace } = service;
  if (answer.kind === 'result')
    return { status: 200, body: renderResult(action, namespace, answer.fields, requestId) };
  const { status, code, message } = answer.refusal;
  const type = status < 500 ? 'Sender' : 'Receiver';
  const body = renderError({ type, code, message }, namespace, requestId);
  return { status, errorCode: code, body };
}

function htmlReply(status: number, { now }: ReplyContext): Reply {
  const headers = { 'Content-Type': 'text/html', Date: now.toUTCString() };
  const body = '<!DOCTYPE html><html><body><h1>Please sign in to the network</h1></body></html>\n';
  return { status, headers, body };
}

function spoil(reply: Reply, how: 'truncated' | 'malformed-xml'): Reply {
  if (how === 'malformed-xml') return { ...reply, body: reply.body.replaceAll('</', '<') };
  return { ...reply, cutAt: Math.floor(reply.body.length / 2) };
}

export function send(reply: Reply, response: ServerResponse): void {
  const { status, headers, body, cutAt } = reply;
  response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) });
  if (cutAt === undefined) response.end(body);
  else response.write(body.slice(0, cutAt), () => response.destroy());
}

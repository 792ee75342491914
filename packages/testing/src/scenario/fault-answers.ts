import type { RequestFault } from './fault-of.ts';

/** An answer in place of the one of the server, in a form that every player can give. */
export interface FaultAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const TEXT = { 'content-type': 'text/plain' };
const HTML = { 'content-type': 'text/html' };
const EMPTY = [101, 204, 205, 304];
const JSON_TYPE = { 'content-type': 'application/json' };

/** The answer with which a fault keeps a request from the server. `undefined` when the request goes on. */
export function answerInstead({ kind, retryAfterMs }: RequestFault): FaultAnswer | undefined {
  if (kind === '429') {
    const seconds = String(Math.ceil(retryAfterMs / 1000));
    return { status: 429, headers: { ...TEXT, 'retry-after': seconds }, body: 'Not so fast.' };
  }
  if (kind === '503') return { status: 503, headers: TEXT, body: 'The server is busy.' };
  if (kind === 'html') {
    return { status: 200, headers: HTML, body: '<!doctype html><title>Sign in</title>' };
  }
  return undefined;
}

/** The answer that a fault makes of the one of the server. `undefined` when the client gets that one. */
export function answerAfter(
  { kind }: RequestFault,
  answer: { readonly status: number; readonly headers: Readonly<Record<string, string>> },
): FaultAnswer | undefined {
  if (kind === '500') return { status: 500, headers: TEXT, body: 'The server failed.' };
  if (kind !== 'wrong-json') return undefined;
  // An answer of these statuses has no body, and some players refuse to give it one.
  const status = EMPTY.includes(answer.status) ? 200 : answer.status;
  return { status, headers: JSON_TYPE, body: '{"unexpected":true}' };
}

/** Whether the request never reaches the server, and no answer comes. */
export function isUnsent({ kind }: RequestFault): boolean {
  return kind === 'offline' || kind === 'refused' || kind === 'cut-request';
}

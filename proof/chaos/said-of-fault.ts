import { Failure } from '@holdfast/core';
import { NETWORK_FAILED } from '@holdfast/core/failures';
import { type Answer, interpret } from '@holdfast/core/parts';
import type { RequestFault } from '@holdfast/testing';

export interface Said {
  /** Whether the server got the request. */
  readonly arrives: boolean;
  /** The failure that the sender gets; `undefined` for a success. */
  readonly failure: Failure | undefined;
}

const attempt = { key: 'k', requestId: 'r', incidentId: 'i', attempt: 1, owner: 'ann' };

/** The meaning of an answer for the exchange. */
function judged(status: number, type: string, text: string, hint?: string): Failure | undefined {
  const answer: Answer = {
    ...{ status, url: '', redirected: false, body: new TextEncoder().encode(text) },
    headers: { 'content-type': type, ...(hint !== undefined && { 'retry-after': hint }) },
  };
  const judgement = interpret(answer, { accept: 'json' }, attempt, 0);
  return judgement.kind === 'refused' ? judgement.failure : undefined;
}

const nothing = new Failure(NETWORK_FAILED);
const BY_KIND: Readonly<Record<NonNullable<RequestFault['kind']> | 'well', Said>> = {
  well: { arrives: true, failure: judged(200, 'application/json', '{"id":"e1"}') },
  offline: { arrives: false, failure: nothing },
  refused: { arrives: false, failure: nothing },
  'cut-request': { arrives: false, failure: nothing },
  'cut-answer': { arrives: true, failure: nothing },
  429: { arrives: false, failure: judged(429, 'text/plain', 'Not so fast.', '1') },
  500: { arrives: true, failure: judged(500, 'text/plain', 'The server failed.') },
  503: { arrives: false, failure: judged(503, 'text/plain', 'The server is busy.') },
  html: { arrives: false, failure: judged(200, 'text/html', '<p>Sign in</p>') },
  truncated: { arrives: true, failure: judged(200, 'application/json', '{"id":') },
  'wrong-json': { arrives: true, failure: judged(200, 'application/json', '{"un":1}') },
  slow: { arrives: true, failure: undefined },
};

/** The failure that a sender gets under a fault, as the exchange judges it. */
export function saidOf({ kind }: RequestFault): Said {
  return BY_KIND[kind ?? 'well'];
}

import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { toProblem, webPlatform, type Platform } from '@holdfast/core/parts';
import type { OutboxLimits } from '../outbox/outbox-limits.ts';

const TEN_MINUTES = 600_000;

/** No pause ends while a test runs, so each entry is sent once, however slow the machine is. */
export const longPauses: {
  readonly platform: Platform;
  readonly limits: Partial<OutboxLimits>;
} = {
  platform: { ...webPlatform, random: () => 0.999 },
  limits: {
    parallel: 100,
    networkBackoffMs: TEN_MINUTES,
    networkBackoffMaxMs: TEN_MINUTES,
    retryBackoffMs: TEN_MINUTES,
    retryBackoffMaxMs: TEN_MINUTES,
    wakeJitterMs: TEN_MINUTES,
  },
};

/** Every kind of answer a server, a proxy or a dead line can give, by the last part of the URL. */
export const answerTable: Readonly<Record<string, () => Response>> = {
  yes: () => Response.json({ saved: true }),
  'yes-without-content': () => new Response(null, { status: 204 }),
  'yes-again': () =>
    Response.json({ saved: true }, { status: 201, headers: { 'idempotency-replayed': 'true' } }),
  'yes-that-cannot-be-read': () =>
    new Response('saved', { headers: { 'content-type': 'application/json' } }),
  'yes-that-is-cut': () =>
    new Response('{"saved":', { headers: { 'content-type': 'application/json' } }),
  'not-signed-in': () => problem(401, 'UNAUTHENTICATED'),
  'signed-in-as-another': () => problem(412, 'SUBJECT_MISMATCH'),
  forbidden: () => problem(403, 'FORBIDDEN'),
  conflict: () => problem(409, 'CONFLICT'),
  'in-progress': () => problem(409, 'IDEMPOTENCY_IN_PROGRESS', { 'retry-after': '500' }),
  precondition: () => problem(412, 'PRECONDITION_FAILED'),
  invalid: () => problem(422, 'REQUEST_INVALID'),
  'key-reused': () => problem(422, 'IDEMPOTENCY_KEY_REUSED'),
  'too-many': () => problem(429, 'RATE_LIMITED', { 'retry-after': '700' }),
  broken: () => problem(500, 'SERVER_ERROR'),
  unavailable: () => new Response('', { status: 503, headers: { 'retry-after': '600' } }),
  hotel: () => new Response('<p>Welcome', { headers: { 'content-type': 'text/html' } }),
  truncated: () =>
    new Response(
      new ReadableStream({
        start: (stream) => stream.enqueue(new TextEncoder().encode('{"saved":')),
        pull: (stream) => stream.error(new TypeError('the line is dead')),
      }),
      { headers: { 'content-type': 'application/json' } },
    ),
  cut: () => {
    throw new TypeError('Failed to fetch');
  },
};

/** A `fetch` that answers from the table; it runs in the page and in the worker. */
export const tableFetch: typeof fetch = async (input) => {
  const url = input instanceof Request ? input.url : input.toString();
  const answer = answerTable[url.split('/').at(-1) ?? ''];
  return answer ? answer() : new Response('', { status: 404 });
};

function problem(
  status: number,
  code: keyof typeof catalogue,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const type = { 'content-type': 'application/problem+json' };
  return new Response(JSON.stringify(toProblem(new Failure(catalogue[code], { status }))), {
    status,
    headers: { ...type, ...headers },
  });
}

import { type Transport } from '@holdfast/core';
import { type OpenAnswer, readAnswer, type TransportRequest } from '@holdfast/core/parts';
import { createFailover } from '@holdfast/core/health';
import { createRateLimit } from '@holdfast/core/policies';
import { expect, it } from 'vitest';
import { withSession } from './carry-token.ts';
import { createSession } from './create-session.ts';
import { withForeignAnswers } from './foreign/with-foreign-answers.ts';
import { withFailover } from './with-failover.ts';
import { withRateLimitHints } from './with-rate-limit-hints.ts';
import { withSharedReads } from './with-shared-reads.ts';

/** A transport with a state of its own. */
class Counting implements Transport {
  count = 0;
  send(request: TransportRequest): ReturnType<Transport['send']> {
    return readAnswer((opened) => this.open(opened), request, 1_000);
  }
  async open({ url }: TransportRequest): Promise<OpenAnswer> {
    this.count += 1;
    const body = new Response('{}').body ?? new ReadableStream();
    return { status: 200, headers: {}, url, redirected: false, body };
  }
}

const session = createSession({ refresh: async () => undefined });

it.each<[string, (transport: Transport) => Transport]>([
  ['withSession', (transport) => withSession(transport, session)],
  ['withFailover', (transport) => withFailover(transport, createFailover({ urls: ['/a'] }))],
  ['withSharedReads', (transport) => withSharedReads(transport)],
  ['withRateLimitHints', (transport) => withRateLimitHints(transport, createRateLimit())],
  ['withForeignAnswers', (transport) => withForeignAnswers(transport)],
])('%s opens and sends through a transport that is an instance of a class', async (_, wrap) => {
  const transport = new Counting();
  const wrapped = wrap(transport);
  for (const method of ['GET', 'POST'] as const) {
    const request: TransportRequest = { method, url: '/notes', headers: {}, body: null };
    // oxlint-disable-next-line no-await-in-loop -- one after another
    await wrapped.send(request);
    // oxlint-disable-next-line no-await-in-loop -- one after another
    await wrapped.open?.(request);
  }
  expect(transport.count).toBe(4);
});

import { expect, it } from 'vitest';
import { asFailure } from '../../failures/naming/as-failure.ts';
import { fetchTransport } from './fetch-transport.ts';
import type { TransportRequest } from '../request/request-description.ts';

const request: TransportRequest = { method: 'GET', url: '/notes', headers: {}, body: null };

it('the transport hands the given `fetch` an address of the page and a signal of jsdom', async () => {
  const asked: unknown[] = [];
  const own: typeof fetch = (url) => {
    asked.push(url);
    return Promise.resolve(new Response('[]'));
  };
  const { signal } = new AbortController();
  const answer = await fetchTransport({ fetch: own }).send(request, { signal });
  expect(answer.status).toBe(200);
  expect(asked).toEqual(['/notes']);
});

it('never reports network trouble because the `fetch` of Node knows no page', async () => {
  const thrown: unknown = await fetchTransport()
    .send(request)
    .catch((error: unknown) => error);
  // The transport hands on an error that is not the network's. The runtime names it.
  expect(asFailure(thrown)).toMatchObject({ code: 'DEFECT', retry: 'never' });
});

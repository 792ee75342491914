import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { fetchTransport } from './fetch-transport.ts';
import type { TransportRequest } from '../request/request-description.ts';

let stop: (() => void) | undefined;
async function serve(answer: (response: ServerResponse) => void): Promise<TransportRequest> {
  const server = createServer((_request, response) => answer(response));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  stop = () => {
    server.closeAllConnections();
    server.close();
  };
  const { port } = server.address() as AddressInfo;
  return { method: 'GET', url: `http://127.0.0.1:${port}/`, headers: {}, body: null };
}
afterEach(() => stop?.());

/** An answer of a host that does not say whether it was redirected. */
const silent = (url: string): typeof fetch => {
  const response = new Response('[]');
  Object.defineProperties(response, { redirected: { value: undefined }, url: { value: url } });
  return async () => response;
};

describe('fetch as a transport', () => {
  it('takes any status for an answer', async () => {
    const request = await serve((response) => response.writeHead(500, { 'X-A': 'b' }).end('no'));
    const answer = await fetchTransport().send(request);
    expect(answer).toMatchObject({ status: 500, redirected: false });
    expect(answer.headers['x-a']).toBe('b');
    expect(new TextDecoder().decode(answer.body)).toBe('no');
  });

  it('names a server that is not there', async () => {
    const request = { method: 'GET', url: 'http://127.0.0.1:9/', headers: {}, body: null } as const;
    await expect(fetchTransport().send(request)).rejects.toMatchObject({ code: 'NETWORK_FAILED' });
  });

  it('names a connection that dies inside the body, and gives no short answer', async () => {
    const request = await serve((response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => response.destroy());
    });
    await expect(fetchTransport().send(request)).rejects.toMatchObject({
      code: 'NETWORK_FAILED',
      effect: 'unknown',
    });
  });

  it('refuses an answer that is too large', async () => {
    const request = await serve((response) => response.end('x'.repeat(100)));
    await expect(fetchTransport({ maxAnswerBytes: 99 }).send(request)).rejects.toMatchObject({
      code: 'ANSWER_TOO_LARGE',
    });
  });

  it('ends at once when the caller aborts, also inside the body', async () => {
    const caller = new AbortController();
    const request = await serve((response) => {
      response.writeHead(200);
      response.write('first', () => caller.abort());
    });
    await expect(fetchTransport().send(request, { signal: caller.signal })).rejects.toMatchObject({
      code: 'ABORTED',
    });
  });

  it('recognises a redirected answer by its address where the host does not say so', async () => {
    const asked: TransportRequest = {
      ...{ method: 'POST', url: 'http://a.example:80/notes?b=ä%zz#top', headers: {}, body: '{}' },
    };
    const redirected = async (url: string): Promise<boolean> =>
      (await fetchTransport({ fetch: silent(url) }).send(asked)).redirected;
    expect(await redirected('http://a.example/notes/?b=ä%zz')).toBe(true);
    expect(await redirected('http://a.example/list')).toBe(true);
    // Hosts escape different characters, and differ in whether they write default ports.
    expect(await redirected('http://a.example/notes?b=%C3%A4%zz')).toBe(false);
    expect(await redirected('http://a.example:80/notes?b=ä%zz')).toBe(false);
    // This host does not tell the address either.
    expect(await redirected('')).toBe(false);
  });
});

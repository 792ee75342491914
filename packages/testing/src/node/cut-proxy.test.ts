import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type CutProxy, createCutProxy } from './cut-proxy.ts';
import { type LoopbackHandler, type LoopbackServer, serveLoopback } from './loopback-server.ts';

interface Line {
  readonly server: LoopbackServer;
  readonly proxy: CutProxy;
  /** The requests that the server received, in order: method, path and body. */
  readonly taken: string[];
}

async function line(handler?: LoopbackHandler): Promise<Line> {
  const taken: string[] = [];
  const server = await serveLoopback(async (request, response) => {
    if (handler) {
      await handler(request, response);
      return;
    }
    let body = '';
    for await (const chunk of request) body += String(chunk);
    taken.push(`${request.method} ${request.url} ${body}`.trim());
    response.setHeader('X-Answer', 'yes').end(`got ${body}`);
  });
  const proxy = await createCutProxy({ target: server.url });
  onTestFinished(async () => {
    await proxy.close();
    await server.close();
  });
  return { server, proxy, taken };
}

const post = (url: string, body: string, key = 'k1') =>
  fetch(url, { method: 'POST', body, headers: { 'idempotency-key': `"${key}"` } });
const failing = (promise: Promise<unknown>) =>
  promise.then(
    () => 'answered',
    (error: Error) => error.name,
  );

describe('a cut proxy', () => {
  it('goes on as before when a test restores a line that was not refused', async () => {
    const { proxy, taken } = await line();
    await proxy.restore();
    expect(await (await post(proxy.url, 'one')).text()).toBe('got one');
    expect(taken).toHaveLength(1);
  });

  it('passes requests and answers on unchanged, with the host that the client called', async () => {
    const { proxy } = await line((request, response) => {
      response.writeHead(418, { 'x-host': request.headers.host }).end(request.headers['x-sent']);
    });
    const answer = await fetch(`${proxy.url}/tea?with=milk`, { headers: { 'x-sent': 'this' } });
    expect(answer.status).toBe(418);
    expect(`http://${answer.headers.get('x-host')}`).toBe(proxy.url);
    expect(await answer.text()).toBe('this');
  });

  it('passes a stream on piece by piece, head first', async () => {
    let finish!: () => unknown;
    const { proxy } = await line((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
      finish = () => response.end('second');
    });
    const answer = await fetch(proxy.url);
    expect(answer.status).toBe(200);
    finish();
    expect(await answer.text()).toBe('second');
  });

  it('remembers every request with its key, headers, time and status', async () => {
    const { proxy } = await line();
    const before = Date.now();
    await post(`${proxy.url}/notes?x=1`, 'one', 'k1');
    await post(`${proxy.url}/notes`, 'one', 'k1');
    await fetch(`${proxy.url}/notes`);
    expect(proxy.sends()).toHaveLength(3);
    expect(proxy.sends({ method: 'POST', path: '/notes' })).toHaveLength(2);
    expect(proxy.sends({ key: 'k1' })).toHaveLength(2);
    expect(proxy.sends({ key: 'k2' })).toHaveLength(0);
    expect(proxy.sends({ path: /x=1$/ })).toHaveLength(1);
    const [first] = proxy.sends();
    expect(first).toMatchObject({
      method: 'POST',
      path: '/notes?x=1',
      key: 'k1',
      status: 200,
      headers: { 'idempotency-key': '"k1"' },
    });
    expect(first?.at).toBeGreaterThanOrEqual(before);
  });

  it('refuses new connections, cuts the open ones, and listens again on the same port', async () => {
    const { proxy } = await line((request, response) => {
      if (request.url === '/slow') response.write('begun');
      else response.end('fast');
    });
    const slow = await fetch(`${proxy.url}/slow`);
    const reading = failing(slow.text());
    await proxy.refuse();
    expect(await reading).toBe('TypeError');
    expect(await connectionTo(proxy.url)).toBe('ECONNREFUSED');
    await proxy.restore();
    expect(await (await fetch(`${proxy.url}/fast`)).text()).toBe('fast');
  });

  it('holds requests back until they are released', async () => {
    const { proxy, taken } = await line();
    proxy.holdRequests({ method: 'POST' });
    const held = post(`${proxy.url}/notes`, 'one');
    await proxy.sent({ path: '/notes' });
    await fetch(`${proxy.url}/other`);
    expect(taken).toEqual(['GET /other']);
    proxy.release();
    expect(await (await held).text()).toBe('got one');
    expect(taken).toEqual(['GET /other', 'POST /notes one']);
  });

  it('does not send a held request whose client has gone', async () => {
    const { proxy, taken } = await line();
    proxy.holdRequests();
    const client = new AbortController();
    const given = failing(fetch(`${proxy.url}/gone`, { signal: client.signal }));
    await proxy.sent({ path: '/gone' });
    client.abort();
    await given;
    await proxy.refuse();
    proxy.release();
    await proxy.restore();
    await fetch(`${proxy.url}/after`);
    expect(taken).toEqual(['GET /after']);
  });

  it('sends a held request on after its client has gone, when it shall outlive the client', async () => {
    const { proxy, taken } = await line();
    proxy.holdRequests({ method: 'POST' }, { outlivesClient: true });
    const client = new AbortController();
    const init = { method: 'POST', body: 'one', signal: client.signal };
    const given = failing(fetch(`${proxy.url}/gone`, init));
    await proxy.sent({ path: '/gone' });
    // The body arrives right behind the head.
    await fetch(`${proxy.url}/other`);
    client.abort();
    await given;
    proxy.release();
    await expect.poll(() => taken).toContain('POST /gone one');
  });

  it('drops answers: the server has done the work, and the client never learns it', async () => {
    const { proxy, taken } = await line();
    const dropped: string[] = [];
    proxy.dropAnswers({
      match: { method: 'POST' },
      times: 1,
      onDropped: ({ path, status }) => void dropped.push(`${path} ${status} ${taken.join()}`),
    });
    expect(await failing(post(`${proxy.url}/notes`, 'one'))).toBe('TypeError');
    expect(dropped).toEqual(['/notes 200 POST /notes one']);
    expect(await (await post(`${proxy.url}/notes`, 'one')).text()).toBe('got one');
    expect(taken).toEqual(['POST /notes one', 'POST /notes one']);
  });

  it('drops answers until the test stops it', async () => {
    const { proxy } = await line();
    const stop = proxy.dropAnswers();
    expect(await failing(fetch(proxy.url))).toBe('TypeError');
    expect(await failing(fetch(proxy.url))).toBe('TypeError');
    stop();
    expect((await fetch(proxy.url)).status).toBe(200);
  });

  it('looks like a cut line when the server is gone', async () => {
    const { proxy, server } = await line();
    await server.close();
    expect(await failing(fetch(proxy.url))).toBe('TypeError');
    expect(proxy.sends()).toMatchObject([{ status: undefined }]);
  });

  it('cuts the client when the server dies in the middle of an answer', async () => {
    const { proxy, server } = await line((_, response) => void response.write('begun'));
    const answer = await fetch(proxy.url);
    const reading = failing(answer.text());
    await server.close();
    expect(await reading).toBe('TypeError');
  });

  it('lets the server know when the client goes away before its answer', async () => {
    let gone!: () => void;
    let begun!: () => void;
    const noticed = new Promise<void>((resolve) => (gone = resolve));
    const arrived = new Promise<void>((resolve) => (begun = resolve));
    const { proxy } = await line((_, response) => {
      response.on('close', gone);
      begun();
    });
    const client = new AbortController();
    const given = failing(fetch(proxy.url, { signal: client.signal }));
    await arrived;
    client.abort();
    await Promise.all([given, noticed]);
  });
});

function connectionTo(url: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    socket.once('connect', () => resolve('connected'));
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
    socket.once('connect', () => socket.destroy());
  });
}

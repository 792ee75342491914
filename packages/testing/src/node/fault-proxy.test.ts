import { beforeAll, afterAll, describe, expect, it, onTestFinished } from 'vitest';
import type { RequestFaultKind } from '../scenario/fault-of.ts';
import type { ScenarioStep } from '../scenario/scenario.ts';
import { createFaultProxy, type FaultProxyOptions } from './fault-proxy.ts';
import { type LoopbackServer, serveLoopback } from './loopback-server.ts';

const taken: string[] = [];
let server: LoopbackServer;
beforeAll(async () => {
  server = await serveLoopback(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    taken.push(`${request.method} ${request.url} ${body}`.trim());
    if (request.url !== '/stream') {
      response.writeHead(201, { 'content-type': 'application/json' }).end('{"id":"n1"}');
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (let piece = 0; piece < 30; piece += 1) response.write('x'.repeat(100));
    response.end();
  });
});
afterAll(() => server.close());

async function proxyWith(step: ScenarioStep, options: Partial<FaultProxyOptions> = {}) {
  taken.length = 0;
  const scenario = { seed: 1, steps: [step] };
  const proxy = await createFaultProxy({ target: server.url, scenario, ...options });
  onTestFinished(() => proxy.close());
  const post = (): Promise<Response> =>
    fetch(`${proxy.url}/notes`, { method: 'POST', body: 'one' });
  return { proxy, post };
}
const read = async (step: ScenarioStep) =>
  (await fetch(`${(await proxyWith(step)).proxy.url}/stream`)).text();
const failing = (promise: Promise<unknown>) =>
  promise.then(
    () => 'answered',
    (error: Error) => error.name,
  );

describe('a fault proxy', () => {
  it.each<[RequestFaultKind, ScenarioStep, number]>([
    ['offline', { network: { offline: true } }, 0],
    ['refused', { network: { refused: 1 } }, 0],
    ['cut-request', { network: { cutRequest: 1 } }, 0],
    ['cut-answer', { network: { cutAnswer: 1 } }, 1],
  ])('breaks the connection: %s', async (kind, step, arrived) => {
    const { proxy, post } = await proxyWith(step);
    expect(await failing(post())).toBe('TypeError');
    expect(taken).toHaveLength(arrived);
    expect(proxy.told()).toMatchObject([{ request: 'POST /notes', nth: 1, fault: kind }]);
  });

  it.each<[ScenarioStep['answers'] & {}, number, string, number]>([
    [{ 429: 1, retryAfterMs: 2500 }, 429, 'Not so fast.', 0],
    [{ 503: 1 }, 503, 'The server is busy.', 0],
    [{ html: 1 }, 200, '<!doctype html><title>Sign in</title>', 0],
    [{ 500: 1 }, 500, 'The server failed.', 1],
    [{ wrongJson: 1 }, 201, '{"unexpected":true}', 1],
    [{ truncated: 1 }, 201, '{"id"', 1],
    [{}, 201, '{"id":"n1"}', 1],
  ])('gives another answer for %j', async (answers, status, body, arrived) => {
    const { post } = await proxyWith({ answers });
    const answer = await post();
    expect([answer.status, await answer.text()]).toEqual([status, body]);
    expect(answer.headers.get('retry-after')).toBe(status === 429 ? '3' : null);
    expect(taken).toHaveLength(arrived);
  });

  it('is late before the request and after the answer', async () => {
    const { post } = await proxyWith({
      network: { delayMs: 20 },
      answers: { slow: 1, slowMs: 30 },
    });
    const begun = performance.now();
    expect((await post()).status).toBe(201);
    // The host may fire a timer a millisecond early.
    expect(performance.now() - begun).toBeGreaterThan(47);
  });

  it('breaks a stream on its way, or ends it early, or lets it pass', async () => {
    expect(await failing(read({ network: { cutAnswer: 1 } }))).toBe('TypeError');
    const { length } = await read({ answers: { truncated: 1 } });
    expect(length).toBeGreaterThanOrEqual(200);
    expect(length).toBeLessThan(2200);
    expect(await read({})).toHaveLength(3000);
  });

  it('gives no fault and no count to spared requests, and plays another scenario when asked', async () => {
    const { proxy, post } = await proxyWith(
      { answers: { 503: 1 } },
      { spares: ({ url }) => url === '/page' },
    );
    expect((await fetch(`${proxy.url}/page`)).status).toBe(201);
    expect(proxy.told()).toEqual([]);
    expect((await post()).status).toBe(503);
    proxy.play(undefined);
    expect((await post()).status).toBe(201);
    proxy.play({ seed: 1, steps: [{ answers: { 500: 1 } }] });
    expect((await post()).status).toBe(500);
    expect(proxy.told()).toMatchObject([{ nth: 1, fault: '500' }]);
  });

  it('looks like a cut line when the server is gone', async () => {
    const { post } = await proxyWith({}, { target: 'http://127.0.0.1:1' });
    expect(await failing(post())).toBe('TypeError');
  });
});

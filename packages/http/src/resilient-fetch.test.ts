import { Failure, failureOf } from '@holdfast/core';
import type { Guard } from '@holdfast/core/parts';
import { SESSION_REFRESH_FAILED } from '@holdfast/core/failures';
import {
  consecutiveFailures,
  createBulkhead,
  createCircuitBreaker,
  createRateLimit,
  deadline,
  fixedBackoff,
  isolateCircuit,
  pipeline,
  retry,
  slidingWindow,
  timeout,
} from '@holdfast/core/policies';
import { createVirtualPlatform } from '@holdfast/testing';
import { type CutProxy, createCutProxy, serveLoopback } from '@holdfast/testing/node';
import { Readable } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { foreignWaitMs } from './foreign/index.ts';
import { resilientFetch, type ResilientFetchOptions } from './resilient-fetch.ts';

type Reply = Parameters<typeof serveLoopback>[0];

/** A real server behind a proxy; it answers with each of the replies in turn, then with the last. */
async function serve(...replies: Reply[]): Promise<{ url: string; proxy: CutProxy }> {
  let turn = 0;
  const server = await serveLoopback((request, response) => {
    const reply = replies[Math.min(turn, replies.length - 1)];
    turn += 1;
    return reply?.(request, response);
  });
  const proxy = await createCutProxy({ target: server.url });
  onTestFinished(async () => {
    await proxy.close();
    await server.close();
  });
  return { url: proxy.url, proxy };
}

const says =
  (status: number, body = '', headers: Record<string, string> = {}): Reply =>
  (_, response) =>
    void response.writeHead(status, headers).end(body);
const echoes: Reply = (request, response) => void request.pipe(response);
const hangsUp: Reply = (_, response) => void response.destroy();
const stalls: Reply = (_, response) => void response.write('{"a":');
const refusesAndStalls: Reply = (_, response) => void response.writeHead(404).write('{"a":');
const says503Echoing: Reply = (request, response) => {
  response.writeHead(503);
  request.pipe(response);
};

const three = (): Guard => pipeline(retry({ maxAttempts: 3, backoff: fixedBackoff(1) }));
const resilient = (guard: Guard = three()): typeof fetch => resilientFetch(fetch, { guard });

const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'fulfilled',
    (error: unknown) => error,
  );

describe('a resilient fetch', () => {
  it('tries again and resolves with the first good answer', async () => {
    const { url, proxy } = await serve(says(503), says(500), says(200, 'third'));
    const response = await resilient()(url);
    expect(await response.text()).toBe('third');
    expect(proxy.sends()).toHaveLength(3);
  });

  it('resolves with the last answer, unread, when the attempts are used up', async () => {
    const { url, proxy } = await serve(says(503, 'first'), says(503, 'second'), says(503, 'third'));
    const response = await resilient()(url);
    expect(response.status).toBe(503);
    expect(response.bodyUsed).toBe(false);
    expect(await response.text()).toBe('third');
    expect(proxy.sends()).toHaveLength(3);
  });

  it.each([400, 401, 403, 404, 409, 413, 422, 501])(
    'resolves with status %i at once: trying again would not help',
    async (status) => {
      const { url, proxy } = await serve(says(status, 'why'));
      const response = await resilient()(url);
      expect([response.status, await response.text()]).toEqual([status, 'why']);
      expect(proxy.sends()).toHaveLength(1);
    },
  );

  it.each([
    ['GET', {}, 3],
    ['HEAD', {}, 3],
    ['OPTIONS', {}, 3],
    ['PUT', {}, 3],
    ['DELETE', {}, 3],
    ['POST', {}, 1],
    ['PATCH', {}, 1],
    ['POST', { 'idempotency-key': '"k1"' }, 3],
    ['PATCH', { 'Idempotency-Key': '"k1"' }, 3],
  ])('sends %s with %o %i times when the server fails', async (method, headers, times) => {
    const { url, proxy } = await serve(says(500));
    expect((await resilient()(url, { method, headers })).status).toBe(500);
    expect(proxy.sends()).toHaveLength(times);
  });

  it.each([
    ['GET', {}, 3],
    ['PUT', {}, 3],
    ['POST', {}, 1],
    ['POST', { 'idempotency-key': '"k1"' }, 3],
  ])('sends %s with %o %i times when the line is cut', async (method, headers, times) => {
    const { url, proxy } = await serve(hangsUp);
    const error = await rejection(resilient()(url, { method, headers }));
    expect(error).toBeInstanceOf(TypeError);
    expect(failureOf(error)).toMatchObject({ code: 'NETWORK_FAILED', attempts: times });
    expect(proxy.sends()).toHaveLength(times);
  });

  it('sends a POST without a key again when the server certainly did nothing', async () => {
    const { url, proxy } = await serve(says(429, '', { 'retry-after': '0' }), says(201));
    expect((await resilient()(url, { method: 'POST' })).status).toBe(201);
    expect(proxy.sends()).toHaveLength(2);
  });

  it.each<[string, BodyInit]>([
    ['text', 'hello'],
    ['bytes', new TextEncoder().encode('hello')],
    ['a blob', new Blob(['hello'])],
  ])('sends the same body each time: %s', async (_, body) => {
    const { url } = await serve(says503Echoing, says503Echoing, echoes);
    const response = await resilient()(url, { method: 'PUT', body });
    expect([response.status, await response.text()]).toEqual([200, 'hello']);
  });

  it('sends the body of a Request each time', async () => {
    const { url } = await serve(says503Echoing, says503Echoing, echoes);
    const response = await resilient()(new Request(url, { method: 'PUT', body: 'hello' }));
    expect([response.status, await response.text()]).toEqual([200, 'hello']);
  });

  it('sends a body once that can be read only once', async () => {
    const { url, proxy } = await serve(says503Echoing);
    const init = { method: 'PUT', body: new Blob(['hello']).stream(), duplex: 'half' };
    const response = await resilient()(url, init);
    expect([response.status, await response.text()]).toEqual([503, 'hello']);
    expect(proxy.sends()).toHaveLength(1);
  });

  it('gives its request the same name on every attempt, and counts the attempts', async () => {
    const { url, proxy } = await serve(says(503), says(500), says(200));
    await resilient()(url);
    await resilient()(url);
    const told = proxy.sends().map(({ headers }) => headers);
    expect(told.map((headers) => headers['holdfast-attempt'])).toEqual(['1', '2', '3', '1']);
    const [first, second, third, other] = told.map((headers) => headers['x-request-id']);
    expect([second, third]).toEqual([first, first]);
    expect(other).not.toBe(first);
  });

  it.each<[string, HeadersInit]>([
    ['an object', { 'X-Request-Id': 'mine' }],
    ['pairs', [['x-request-id', 'mine']]],
    ['Headers', new Headers({ 'x-request-id': 'mine' })],
  ])(
    'keeps the name that the caller gave its request in %s, also in the failure',
    async (_, headers) => {
      const { url, proxy } = await serve(says(503), hangsUp);
      const error = await rejection(resilient()(new Request(url, { headers })));
      const other = await rejection(resilient()(url, { headers }));
      expect(new Set(proxy.sends().map((sent) => sent.headers['x-request-id']))).toEqual(
        new Set(['mine']),
      );
      expect([failureOf(error)?.requestId, failureOf(other)?.requestId]).toEqual(['mine', 'mine']);
    },
  );

  it.each<[string, Record<string, string>, ResilientFetchOptions]>([
    ['in seconds', { 'retry-after': '7' }, {}],
    ['in any form, with a reader of it', { 'retry-after': '0m7s' }, { waitMsOf: foreignWaitMs }],
    ['by its rate limit, with a reader', { 'x-ratelimit-reset': '7' }, { waitMsOf: foreignWaitMs }],
  ])('waits as long as the server asks before it tries again: %s', async (_, headers, options) => {
    const platform = createVirtualPlatform();
    const statuses = [new Response('', { status: 503, headers })];
    const sentAt: number[] = [];
    const fake: typeof fetch = async () => {
      sentAt.push(platform.now());
      return statuses.shift() ?? new Response('done');
    };
    const guard = pipeline({ platform }, retry({ backoff: fixedBackoff(1) }));
    const answered = resilientFetch(fake, { guard, platform, ...options })('http://127.0.0.1/');
    await platform.advance(6999);
    expect(sentAt).toHaveLength(1);
    await platform.advance(10);
    expect(await (await answered).text()).toBe('done');
    const [first = 0, second = 0] = sentAt;
    expect(second - first).toBeGreaterThanOrEqual(7000);
  });

  it('resolves with the answer that asks for a longer wait than there is time', async () => {
    const { url, proxy } = await serve(says(503, 'later', { 'retry-after': '30' }));
    const guard = pipeline(deadline({ totalMs: 20_000 }), retry());
    const response = await resilient(guard)(url);
    expect([response.status, await response.text()]).toEqual([503, 'later']);
    expect(proxy.sends()).toHaveLength(1);
  });

  it('rejects with the failure of the policy that ended the call, not with an older answer', async () => {
    const { url } = await serve(says(503), () => {});
    const guard = pipeline(
      deadline({ totalMs: 200 }),
      retry({ maxAttempts: 5, backoff: fixedBackoff(1) }),
    );
    const error = await rejection(resilient(guard)(url));
    expect(failureOf(error)?.code).toBe('DEADLINE_EXCEEDED');
  });

  it('rejects with CIRCUIT_OPEN when the circuit opens before the next attempt', async () => {
    const { url, proxy } = await serve(says(503));
    const breaker = createCircuitBreaker({ trip: consecutiveFailures(1) });
    const guard = pipeline(retry({ maxAttempts: 2, backoff: fixedBackoff(1) }), breaker);
    expect(failureOf(await rejection(resilient(guard)(url)))?.code).toBe('CIRCUIT_OPEN');
    expect(proxy.sends()).toHaveLength(1);
  });

  it('drops the late answer of a fetch that ignores its signal', async () => {
    const platform = createVirtualPlatform();
    const late = new Response('late', { status: 503 });
    let answer!: (response: Response) => void;
    const answers = [new Promise<Response>((resolve) => (answer = resolve))];
    const deaf: typeof fetch = () => answers.shift() ?? Promise.resolve(new Response('in time'));
    const guard = pipeline({ platform }, retry({ backoff: fixedBackoff(1) }), timeout({ ms: 100 }));
    const answered = resilientFetch(deaf, { guard, platform })('http://127.0.0.1/');
    await platform.advance(200);
    expect(await (await answered).text()).toBe('in time');
    answer(late);
    await platform.advance(1);
    expect(await rejection(late.text())).toBeInstanceOf(TypeError);
  });
});

const waits: typeof fetch = () => new Promise(() => {});
const throwing =
  (error: unknown): typeof fetch =>
  async () => {
    throw error;
  };

const blocked = (): Guard => {
  const breaker = createCircuitBreaker({ trip: consecutiveFailures(1) });
  isolateCircuit(breaker);
  return pipeline(breaker);
};
const limited = (): Guard =>
  pipeline(createRateLimit({ limiter: slidingWindow({ max: 1, perMs: 60_000 }) }));

describe('a resilient fetch rejects as fetch does, and the failure is the cause', () => {
  it('for the network: with the text and the stack of the error that fetch threw', async () => {
    const thrown = Object.assign(new TypeError('Load failed'), { stack: undefined });
    const error = await rejection(resilientFetch(throwing(thrown), { guard: three() })('/a'));
    // Some libraries recognise a network error by these three.
    expect(error).toBeInstanceOf(TypeError);
    expect(error).toMatchObject({ message: 'Load failed', stack: undefined });
    expect(failureOf(error)).toMatchObject({ code: 'NETWORK_FAILED', cause: thrown, attempts: 3 });
    expect((error as Error).cause).toBe(failureOf(error));
  });

  it.each<[string, Guard, string]>([
    ['a circuit that was opened', blocked(), 'CIRCUIT_ISOLATED'],
    [
      'a bulkhead without room',
      pipeline(createBulkhead({ max: 1, maxQueued: 0 })),
      'BULKHEAD_FULL',
    ],
    ['a rate limit', limited(), 'RATE_LIMIT_REACHED'],
  ])('for %s: with a TypeError, as if there were no network', async (_, guard, code) => {
    const guarded = resilientFetch(waits, { guard });
    void rejection(guarded('http://127.0.0.1/'));
    const error = await rejection(guarded('http://127.0.0.1/'));
    expect(error).toBeInstanceOf(TypeError);
    expect((error as Error).message).toBe('fetch failed');
    expect(failureOf(error)?.code).toBe(code);
  });

  it.each<[string, Guard, string]>([
    ['a timeout', pipeline(timeout({ ms: 20 })), 'TIMEOUT'],
    ['a deadline', pipeline(deadline({ totalMs: 20 })), 'DEADLINE_EXCEEDED'],
  ])('for %s: with a TimeoutError', async (_, guard, code) => {
    const { url } = await serve(() => {});
    const error = await rejection(resilient(guard)(url));
    expect(error).toBeInstanceOf(DOMException);
    expect(error).toMatchObject({ name: 'TimeoutError' });
    expect(failureOf(error)?.code).toBe(code);
  });

  it('for an abort of the fetch itself: with an AbortError', async () => {
    const error = await rejection(
      resilientFetch(throwing(new DOMException('', 'AbortError')), { guard: pipeline() })('/a'),
    );
    expect(error).toMatchObject({ name: 'AbortError' });
    expect(failureOf(error)?.code).toBe('NETWORK_FAILED');
  });
});

describe('an error of the given fetch that is not of the network', () => {
  const refused = new Failure(SESSION_REFRESH_FAILED, { retry: 'never' });
  it.each<[string, unknown]>([
    ['an error of the app', new Error('not signed in')],
    ['a bug', new TypeError("Cannot read properties of undefined (reading 'id')")],
    ['a text', 'not signed in'],
    ['nothing', undefined],
    ['an address that is none', new TypeError('Failed to parse URL from /a')],
    ['a failure', refused],
    ['an error that a failure caused', new TypeError('fetch failed', { cause: refused })],
    ['an error of another library, with a status', Object.assign(new Error(), { status: 503 })],
    ['words of the app about the network', new Error('fetch failed')],
  ])('passes through as it is: %s', async (title, thrown) => {
    const breaker = createCircuitBreaker({ trip: consecutiveFailures(1) });
    let sends = 0;
    const throws: typeof fetch = async () => {
      sends += 1;
      throw thrown;
    };
    const isOfNetwork = title === 'words of the app about the network';
    const guard = isOfNetwork ? three() : pipeline(retry({ backoff: fixedBackoff(1) }), breaker);
    expect(await rejection(resilientFetch(throws, { guard })('http://127.0.0.1/'))).toBe(thrown);
    expect(sends).toBe(isOfNetwork ? 3 : 1);
    expect(breaker.getSnapshot()).toBe('closed');
  });

  it('counts as silence, which policies may repeat, when it is the timeout of a wrapper', async () => {
    const thrown = new DOMException('', 'TimeoutError');
    let sends = 0;
    const late: typeof fetch = async () => {
      sends += 1;
      throw thrown;
    };
    expect(await rejection(resilientFetch(late, { guard: three() })('/a'))).toBe(thrown);
    expect(sends).toBe(3);
  });

  it.each<[string, RequestInit]>([
    ['a header beyond Latin-1', { headers: { 'x-title': 'Łódź' } }],
    ['a header name that is none', { headers: { 'x title': 'a' } }],
    ['a body on GET', { body: 'a' }],
    ['a method that is none', { method: 'GET it' }],
  ])('rejects at once for a request that no fetch can send: %s', async (_, init) => {
    const { url, proxy } = await serve(says(200));
    const expected = await rejection(fetch(url, init));
    const error = await rejection(resilient()(url, init));
    expect(error).toBeInstanceOf(TypeError);
    expect((error as Error).message).toBe((expected as Error).message);
    expect(proxy.sends()).toHaveLength(0);
  });

  it('a used body among them', async () => {
    const { url, proxy } = await serve(says(200));
    const request = new Request(url, { method: 'PUT', body: 'a' });
    await request.text();
    expect(await rejection(resilient()(request))).toBeInstanceOf(TypeError);
    expect(proxy.sends()).toHaveLength(0);
  });
});

describe('a resilient fetch leaves the meaning of its arguments to the given fetch:', () => {
  it.each<[string, Parameters<typeof fetch>]>([
    ['a relative address, without a page', ['/api/notes']],
    ['an address that is none', ['http://[']],
    ['a header that is none', ['/a', { headers: { 'x-title': 'Łódź' } }]],
  ])('%s', async (_, given) => {
    const seen: unknown[] = [];
    const mocked: typeof fetch = async (input) => {
      seen.push(input);
      return new Response('mocked');
    };
    const response = await resilientFetch(mocked, { guard: three() })(...given);
    expect([await response.text(), ...seen]).toEqual(['mocked', given[0]]);
  });

  it('a Request is handed on as it is, and used afterwards', async () => {
    const { url } = await serve(says503Echoing, echoes);
    const seen: unknown[] = [];
    const spying: typeof fetch = (input, init) => {
      seen.push(input);
      return fetch(input, init);
    };
    const request = new Request(url, { method: 'PUT', body: 'hello' });
    const response = await resilientFetch(spying, { guard: three() })(request);
    expect(await response.text()).toBe('hello');
    expect(seen[0]).toBe(request);
    expect(request.bodyUsed).toBe(true);
  });

  it('and passes on all members of a Request, and all options that it does not know', async () => {
    let seen: Parameters<typeof fetch> | undefined;
    const spying: typeof fetch = async (...all) => {
      seen = all;
      return new Response();
    };
    const options = {
      method: 'DELETE',
      mode: 'cors',
      credentials: 'include',
      cache: 'reload',
      redirect: 'error',
      referrer: '',
      referrerPolicy: 'origin',
      keepalive: true,
      integrity: 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
    } as const;
    const request = new Request('http://127.0.0.1/', options);
    const next = { next: { revalidate: 5 }, priority: 'low' } as RequestInit;
    await resilientFetch(spying, { guard: three() })(request, next);
    expect(seen?.[1]).toMatchObject(next);
    const sent = new Request(...(seen ?? ['']));
    const told = (of: Request): unknown =>
      (Object.keys(options) as (keyof typeof options)[]).map((name) => of[name]);
    expect(told(sent)).toEqual(told(request));
  });

  it('a Request in place of the options', async () => {
    const { url } = await serve(echoes);
    const request = new Request('http://127.0.0.1:9/', { method: 'PUT', body: 'hello' });
    const response = await resilient()(url, request);
    expect(await response.text()).toBe('hello');
  });

  it('a stream is released when nothing was sent', async () => {
    let cancels = 0;
    const body = new ReadableStream({ cancel: () => void (cancels += 1) });
    const init = { method: 'POST', body, duplex: 'half' };
    const request = new Request('http://127.0.0.1/', init);
    await rejection(
      resilientFetch(throwing(new Error('not signed in')), { guard: three() })(request),
    );
    await request.body?.cancel();
    expect(cancels).toBe(1);
  });
});

describe('a resilient fetch whose caller aborts', () => {
  it.each([undefined, new TypeError('mine'), 'a word'])(
    'rejects with the reason %s, as fetch does',
    async (reason) => {
      const { url, proxy } = await serve(() => {});
      const [plain, own] = [new AbortController(), new AbortController()];
      const expected = rejection(fetch(url, { signal: plain.signal }));
      const actual = rejection(resilient()(url, { signal: own.signal }));
      await proxy.sent({}, 2);
      plain.abort(reason);
      own.abort(reason);
      const [theirs, ours] = await Promise.all([expected, actual]);
      expect(ours).toEqual(theirs);
      expect((ours as { name?: unknown }).name).toBe((theirs as { name?: unknown }).name);
    },
  );

  it('does not send at all when it aborted before', async () => {
    const { url, proxy } = await serve(says(200));
    const error = await rejection(resilient()(url, { signal: AbortSignal.abort() }));
    expect(error).toMatchObject({ name: 'AbortError' });
    expect(proxy.sends()).toHaveLength(0);
  });

  it('ends while it waits for the next attempt', async () => {
    const platform = createVirtualPlatform();
    const { url } = await serve(says(503));
    const guard = pipeline({ platform }, retry({ backoff: fixedBackoff(60_000) }));
    const caller = new AbortController();
    const aborted = rejection(resilient(guard)(url, { signal: caller.signal }));
    while (platform.pending() === 0) await new Promise((resolve) => setImmediate(resolve));
    caller.abort();
    expect(await aborted).toMatchObject({ name: 'AbortError' });
    expect(platform.pending()).toBe(0);
  });

  it('ends while it reads the body, long after the policies were done', async () => {
    const { url } = await serve((_, response) => void response.write('begun'));
    const caller = new AbortController();
    const response = await resilient()(url, { signal: caller.signal });
    const reading = rejection(response.text());
    caller.abort();
    expect(await reading).toMatchObject({ name: 'AbortError' });
  });

  it('listens to the signal of a Request, unless the call says there is none', async () => {
    const { url } = await serve(says(200, 'sent'));
    const request = new Request(url, { signal: AbortSignal.abort() });
    expect(await rejection(resilient()(request))).toMatchObject({ name: 'AbortError' });
    const response = await resilient()(request.url, { signal: null });
    expect(await response.text()).toBe('sent');
  });
});

const named = {
  'x-request-id': expect.any(String) as string,
  'holdfast-attempt': '1',
  traceparent: expect.any(String) as string,
};

describe.each([
  ['no pipeline', resilientFetch(fetch), {}],
  ['an empty pipeline', resilientFetch(fetch, { guard: pipeline() }), named],
])('a resilient fetch with %s', (_, wrapped, added) => {
  it.each<[string, (url: string) => Parameters<typeof fetch>]>([
    ['an address', (url) => [`${url}/a?b=c`]],
    ['a URL', (url) => [new URL(`${url}/a`)]],
    ['a Request', (url) => [new Request(url, { method: 'POST', body: 'x' })]],
    [
      'a Request and more',
      (url) => [new Request(url, { method: 'POST', body: 'x' }), { body: 'y' }],
    ],
    ['a form', (url) => [url, { method: 'POST', body: new URLSearchParams({ a: 'b' }) }]],
    ['headers', (url) => [url, { headers: [['x-one', '1']] }]],
    ['a redirect', (url) => [url, { redirect: 'manual' }]],
  ])(
    'sends the same request as fetch, with a name and a trace at most: %s',
    async (what, toArguments) => {
      const { url, proxy } = await serve(
        what === 'a redirect' ? says(302, '', { location: '/elsewhere' }) : echoes,
      );
      const [theirs, ours] = [await fetch(...toArguments(url)), await wrapped(...toArguments(url))];
      const [sentByFetch, sentByUs] = proxy.sends();
      const headers = { ...sentByFetch?.headers, ...added };
      expect({ ...sentByUs, at: 0 }).toEqual({ ...sentByFetch, at: 0, headers });
      expect(ours.status).toBe(theirs.status);
      expect(await ours.text()).toBe(await theirs.text());
    },
  );

  it.each([200, 204, 304, 404, 500, 503])('gives the answer with status %i', async (status) => {
    const { url, proxy } = await serve(says(status, '', { 'retry-after': '0' }));
    expect((await wrapped(url)).status).toBe(status);
    expect(proxy.sends()).toHaveLength(1);
  });

  it('gives the same Response object that fetch gave', async () => {
    const response = new Response('');
    const given = resilientFetch(async () => response, { guard: pipeline() });
    expect(await given('http://127.0.0.1/')).toBe(response);
  });
});

describe('the body of a resilient fetch', () => {
  it.each<[string, Reply, Guard, string]>([
    ['a timeout', stalls, pipeline(retry(), timeout({ ms: 100 })), 'TIMEOUT'],
    ['a deadline', stalls, pipeline(deadline({ totalMs: 100 }), retry()), 'DEADLINE_EXCEEDED'],
    [
      'a deadline, though it is that of a refusal',
      refusesAndStalls,
      pipeline(deadline({ totalMs: 100 }), retry()),
      'DEADLINE_EXCEEDED',
    ],
  ])('stands under %s, as the head of the answer does', async (_, reply, guard, code) => {
    const { url, proxy } = await serve(reply);
    const response = await resilient(guard)(url);
    const error = await rejection(response.json());
    expect(error).toMatchObject({ name: 'TimeoutError' });
    expect(failureOf(error)?.code).toBe(code);
    expect(proxy.sends()).toHaveLength(1);
  });

  it('closes the connection of an answer that the caller does not read to its end', async () => {
    let isClosed = false;
    const { url } = await serve((request, response) => {
      response.on('close', () => (isClosed = true));
      return stalls?.(request, response);
    });
    await resilient(pipeline(timeout({ ms: 300 })))(url);
    await expect.poll(() => isClosed).toBe(true);
  });

  it('is whole when it arrives in time, however late the caller reads it', async () => {
    const platform = createVirtualPlatform();
    const guard = pipeline({ platform }, deadline({ totalMs: 100 }), timeout({ ms: 50 }));
    const { url } = await serve(says(200, 'whole'));
    const response = await resilient(guard)(url);
    expect(await response.text()).toBe('whole');
    await platform.advance(1_000);
    expect(platform.pending()).toBe(0);
  });

  it('streams as long as it likes where there is no limit', async () => {
    const { url } = await serve((_, response) => {
      response.write('one ');
      setTimeout(() => response.end('two'), 50);
    });
    expect(await (await resilient()(url)).text()).toBe('one two');
  });
});

/** A stream that has another reader. */
const locked = (): RequestInit => {
  const body = new ReadableStream();
  body.getReader();
  return { method: 'PUT', body, duplex: 'half' } as RequestInit;
};

describe('a request that no fetch can send', () => {
  const used = new Request('http://localhost/', { method: 'POST', body: 'a' });
  const cases: readonly {
    readonly title: string;
    readonly pointer: string;
    readonly input: string | Request;
    readonly init?: RequestInit;
  }[] = [
    {
      ...{ title: 'a header value beyond Latin-1', pointer: '/headers/x-name', input: '/' },
      init: { headers: { 'x-name': 'Zoë €' } },
    },
    {
      ...{ title: 'a header without a name', pointer: '/headers/…', input: '/' },
      init: { headers: [['x name', '1']] },
    },
    { title: 'a body on GET', pointer: '/body', input: '/', init: { body: 'a' } },
    {
      title: 'a method that pages may not use',
      pointer: '/method',
      input: '/',
      init: { method: 'TRACE' },
    },
    { title: 'an address that is none', pointer: '/url', input: 'http://[' },
    { title: 'a scheme that `fetch` does not know', pointer: '/url', input: 'ws://localhost/' },
    { title: 'a body that was read before', pointer: '/body', input: used },
    { title: 'a stream that has another reader', pointer: '/body', input: '/', init: locked() },
    {
      ...{ title: 'an option that does not exist', pointer: '', input: '/' },
      init: { mode: 'nowhere' as RequestMode },
    },
  ];

  it.each(cases)(
    'is sent once, rejects as fetch does, and opens no circuit: $title',
    async ({ pointer, input, init }) => {
      await used.text().catch(() => {});
      // Some engines throw the same error as for network trouble.
      for (const thrown of [new TypeError('Failed to fetch'), new TypeError('Load failed')]) {
        let calls = 0;
        const breaker = createCircuitBreaker({ trip: consecutiveFailures(1) });
        const guard = pipeline(retry({ maxAttempts: 3, backoff: fixedBackoff(1) }), breaker);
        const send = resilientFetch(
          async () => {
            calls += 1;
            throw thrown;
          },
          { guard },
        );
        const error = await rejection(send(input, init));
        expect(error).toBeInstanceOf(TypeError);
        expect((error as Error).message).toBe(thrown.message);
        expect(failureOf(error)).toMatchObject({
          ...{ code: 'REQUEST_UNSENDABLE', retry: 'never', effect: 'none', cause: thrown },
          details: { issues: [{ pointer }] },
        });
        expect(calls).toBe(1);
        expect(breaker.getSnapshot()).toBe('closed');
      }
    },
  );

  it('is still sent when the given fetch can send it', async () => {
    const send = resilientFetch(async () => new Response('sent'), { guard: three() });
    expect(await (await send('ws://localhost/', { body: 'a' })).text()).toBe('sent');
  });
});

describe('a stand-in for a response', () => {
  it.each<[string, () => unknown, number]>([
    ['nothing', () => undefined, 1],
    ['one that is only ok', () => ({ ok: true, json: async () => ({}) }), 1],
    ['one without headers', () => ({ ok: false, status: 500 }), 3],
    ['one with plain headers', () => ({ status: 503, headers: { 'retry-after': '0' } }), 3],
    [
      'one with a stream of Node',
      () => ({ status: 503, headers: new Headers(), body: Readable.from(['text']) }),
      3,
    ],
  ])('is the result of a resilient fetch: %s', async (_, standIn, calls) => {
    const given: unknown[] = [];
    const send = resilientFetch(
      (async () => {
        given.push(standIn());
        return given.at(-1);
      }) as typeof fetch,
      { guard: three() },
    );
    expect(await send('http://localhost/')).toBe(given.at(-1));
    expect(given).toHaveLength(calls);
  });
});

it.each([
  [
    'throws',
    () => {
      throw new Error('mine');
    },
  ],
  ['gives no number', () => Number.NaN],
])('gives the answer, and tries again, when the reader of waits %s', async (_, waitMsOf) => {
  const platform = createVirtualPlatform();
  let sent = 0;
  const down = async (): Promise<Response> => {
    sent += 1;
    return new Response('down', { status: 503 });
  };
  const guard = pipeline({ platform }, retry({ maxAttempts: 2, backoff: fixedBackoff(10) }));
  const answer = resilientFetch(down, { guard, waitMsOf, platform })('http://server.test/');
  await platform.advance(10);
  expect((await answer).status).toBe(503);
  expect(sent).toBe(2);
});

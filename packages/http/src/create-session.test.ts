import { Failure, failureOf, isFailure, toFailure } from '@holdfast/core';
import type { ChannelPort, LockPort, TransportRequest } from '@holdfast/core/parts';
import { CONTEXT_INSECURE, SESSION_REFRESH_FAILED, UNAUTHENTICATED } from '@holdfast/core/failures';
import {
  createCircuitBreaker,
  consecutiveFailures,
  fixedBackoff,
  pipeline,
  retry,
} from '@holdfast/core/policies';
import { createVirtualPlatform, jsonAnswer, scriptedTransport } from '@holdfast/testing';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { sessionFetch, withSession } from './carry-token.ts';
import { createSession, type Session, type SessionOptions } from './create-session.ts';
import { resilientFetch } from './resilient-fetch.ts';

const get = (url = '/notes'): TransportRequest => ({ method: 'GET', url, headers: {}, body: null });
const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'fulfilled',
    (error: unknown) => error,
  );

/** A server that takes the newest token only, and the tabs of one browser. */
function world() {
  const platform = createVirtualPlatform();
  const server = scriptedTransport();
  let token = 't0';
  let renewals = 0;
  let refuse: unknown;
  const inner = {
    send: server.send,
    // An app reads an answer that it opens. This test only needs to know that the request was sent.
    open: async (request: TransportRequest) => {
      const { body, ...head } = await server.send(request);
      return { ...head, body: new Response(new Uint8Array(body)).body ?? new ReadableStream() };
    },
  };
  server.answerWith(({ headers, url }) =>
    headers['authorization'] === `Bearer ${token}` ? jsonAnswer(url) : jsonAnswer({}, 401),
  );
  const refresh = async (): Promise<string> => {
    renewals += 1;
    await new Promise<void>((resolve) => void platform.schedule(10, resolve));
    if (refuse !== undefined) throw refuse;
    token = `t${renewals}`;
    return token;
  };
  let last: Promise<unknown> = Promise.resolve();
  const locks: LockPort = {
    hold(_name, work) {
      const mine = last.then(work);
      last = mine.catch(() => {});
      return mine;
    },
  };
  const listeners = new Map<number, (message: unknown) => void>();
  let tabs = 0;
  /** Delivers later, as channels do. */
  const channel = (): ChannelPort => {
    const me = (tabs += 1);
    return {
      post: (message) => {
        for (const [tab, hear] of listeners)
          if (tab !== me) platform.schedule(1, () => hear(message));
      },
      subscribe(listener) {
        listeners.set(me, listener);
        return () => void listeners.delete(me);
      },
      dispose() {},
    };
  };
  const tab = (options: Partial<SessionOptions> = {}) => {
    const session = createSession({ refresh, locks, channel: channel(), platform, ...options });
    return { session, ...withSession(inner, session) };
  };
  const post = (message: unknown): void => {
    for (const hear of listeners.values()) hear(message);
  };
  const settle = async <T>(promise: Promise<T>): Promise<T> => {
    await platform.advance(60_000);
    return promise;
  };
  return {
    ...{ platform, server, tab, refresh, settle, post, inner },
    renewals: () => renewals,
    refuseWith: (error: unknown) => void (refuse = error),
    expire: () => void (token = 'unknown to all tabs'),
  };
}

describe('a session', () => {
  it('sends each attempt with the token of that moment', async () => {
    const { tab, server, settle } = world();
    const { session, send } = tab();
    session.signIn('t0');
    expect((await send(get())).status).toBe(200);
    session.signIn('t9');
    await settle(send(get()));
    expect(server.requests.map(({ headers }) => headers['authorization'])).toEqual([
      'Bearer t0',
      'Bearer t9',
      'Bearer t1',
    ]);
  });

  it('renews once for all requests that were refused with the same token, and sends each once more', async () => {
    const { tab, settle, renewals, server } = world();
    const { send, open } = tab();
    const answers = Promise.all([send(get()), send(get()), open?.(get())]);
    expect((await settle(answers)).map((answer) => answer?.status)).toEqual([200, 200, 200]);
    expect(renewals()).toBe(1);
    expect(server.requests).toHaveLength(6);
  });

  it('does not renew for a refusal that a newer token has overtaken', async () => {
    const { tab, platform, server, renewals } = world();
    const { session, send } = tab();
    session.signIn('old');
    server.answerWith(
      ({ headers, url }) =>
        new Promise((resolve) => {
          const isOld = headers['authorization'] === 'Bearer old';
          const answer = (): void => resolve(jsonAnswer({}, isOld ? 401 : 200));
          platform.schedule(url === '/late' ? 150 : 1, answer);
        }),
    );
    const answers = Promise.all([send(get()), send(get('/late'))]);
    await platform.advance(400);
    expect((await answers).map(({ status }) => status)).toEqual([200, 200]);
    expect(renewals()).toBe(1);
  });

  it.each<[string, (session: Session) => void, string, unknown[]]>([
    ['out', (session) => session.signOut(), 'ended', []],
    ['in another', (session) => session.signIn('bob'), 'active', ['Bearer bob']],
  ])(
    'drops the token of a renewal when the user has signed %s meanwhile',
    async (_title, act, kind, carried) => {
      const { tab, platform, settle, server, renewals } = world();
      const [here, there] = [tab(), tab()];
      here.session.signIn('ann');
      const refused = here.send(get());
      await platform.advance(105);
      expect(renewals()).toBe(1);
      act(here.session);
      await platform.advance(2);
      const opened = tab();
      expect((await settle(refused)).status).toBe(401);
      expect(opened.session.getSnapshot()).toEqual({ kind: 'unknown' });
      server.answerWith(({ url }) => jsonAnswer(url));
      await Promise.all([here.send(get()), there.send(get())]);
      expect([here.session.getSnapshot(), there.session.getSnapshot()]).toEqual([
        { kind },
        { kind },
      ]);
      const [first, ...later] = server.requests.map(({ headers }) => headers['authorization']);
      expect(first).toBe('Bearer ann');
      expect(later).toEqual(carried.length > 0 ? [...carried, ...carried] : [undefined, undefined]);
    },
  );

  it('does not send a request again with the token of a user who signed in since: the refusal is the answer', async () => {
    const { tab, platform, server, renewals } = world();
    const { session, send } = tab();
    session.signIn('ann');
    server.answerWith(
      () => new Promise((resolve) => void platform.schedule(5, () => resolve(jsonAnswer({}, 401)))),
    );
    const refused = send(get());
    await platform.advance(1);
    session.signIn('t0');
    await platform.advance(5);
    expect((await refused).status).toBe(401);
    expect([server.requests.length, renewals()]).toEqual([1, 0]);
  });

  it('ends the renewal for a user who has signed out, and renews for the next user', async () => {
    const { tab, platform, settle, refresh } = world();
    const asked: AbortSignal[] = [];
    const { session, send } = tab({
      // The first renewal never ends.
      refresh: ({ signal }) => (asked.push(signal) === 1 ? new Promise(() => {}) : refresh()),
    });
    session.signIn('ann');
    const left = send(get());
    await platform.advance(105);
    session.signIn('expired, too');
    expect((await left).status).toBe(401);
    expect((await settle(send(get()))).status).toBe(200);
    expect(asked.map(({ aborted }) => aborted)).toEqual([true, false]);
  });

  it('sends a request again only once: a request that is refused with a new token stays refused', async () => {
    const { tab, settle, server, renewals } = world();
    server.answerWith(() => jsonAnswer({}, 401));
    expect((await settle(tab().send(get()))).status).toBe(401);
    expect(renewals()).toBe(1);
    expect(server.requests).toHaveLength(2);
  });

  it('sends its token to no other address', async () => {
    const { tab, server } = world();
    const { session, send } = tab({ baseUrl: 'https://api.test' });
    session.signIn('t0');
    for (const url of ['https://api.test.evil/a', '//other.test/', '/api']) {
      expect((await send(get(url))).status).toBe(401);
    }
    await send(get('https://api.test/a'));
    expect(server.requests.map(({ headers }) => 'authorization' in headers)).toEqual([
      ...[false, false, false, true],
    ]);
  });

  it('sends its token to each of several servers', async () => {
    const { tab, server } = world();
    const { session, send } = tab({ baseUrl: ['/api', 'https://one.test/api'] });
    session.signIn('t0');
    const urls = ['/api/a', 'https://one.test/api/a', 'https://two.test/api/a', '/a'];
    await Promise.all(urls.map((url) => send(get(url))));
    expect(server.requests.map(({ headers }) => 'authorization' in headers)).toEqual([
      ...[true, true, false, false],
    ]);
  });

  it('sends no token to another host that is written like a path', async () => {
    const seen: unknown[] = [];
    const { session, send } = world().tab();
    session.signIn('t0');
    const fetch = sessionFetch(async (input, init) => {
      seen.push([input, new Headers(init?.headers).get('authorization')]);
      return new Response('');
    }, session);
    for (const url of ['/api', '//evil.test/x', '/\\evil.test/x']) await fetch(url);
    expect(seen).toEqual([
      ['/api', 'Bearer t0'],
      ['//evil.test/x', null],
      ['/\\evil.test/x', null],
    ]);
    expect((await send(get('//evil.test/x'))).status).toBe(401);
  });

  it('sends its token in other headers when the app says so', async () => {
    const { tab, server } = world();
    const { session, send } = tab({ authorize: (token) => ({ 'x-token': token }) });
    session.signIn('t0');
    void send(get());
    expect(server.requests[0]?.headers).toEqual({ 'x-token': 't0' });
  });

  it.each([undefined, null, ''])(
    'has ended when the server gives no token any more: %j',
    async (none) => {
      const { tab, settle, server } = world();
      const { session, send } = tab({ refresh: async () => none as undefined });
      expect((await settle(send(get()))).status).toBe(401);
      expect(session.getSnapshot()).toEqual({ kind: 'ended' });
      expect(server.requests).toHaveLength(1);
    },
  );

  it('has ended when the server refuses to renew it, and then requests no renewal any more', async () => {
    const { tab, settle, refuseWith, renewals } = world();
    const { session, send } = tab();
    session.signIn('expired');
    refuseWith(new Failure(UNAUTHENTICATED));
    expect((await settle(send(get()))).status).toBe(401);
    expect(session.getSnapshot()).toEqual({ kind: 'ended' });
    expect((await settle(send(get()))).status).toBe(401);
    expect(renewals()).toBe(1);
    session.signIn('t0');
    expect((await send(get())).status).toBe(200);
  });

  it('goes on when it cannot be renewed just now: the request fails by name, and a later one renews it', async () => {
    const { tab, settle, refuseWith, renewals } = world();
    const { session, send } = tab();
    session.signIn('expired');
    refuseWith(new TypeError('Failed to fetch'));
    const failure = await settle(rejection(send(get())));
    expect(failure).toMatchObject({
      code: 'SESSION_REFRESH_FAILED',
      retry: 'later',
      effect: 'none',
    });
    expect(session.getSnapshot()).toEqual({ kind: 'active' });
    refuseWith(undefined);
    expect((await settle(send(get()))).status).toBe(200);
    expect(renewals()).toBe(2);
  });

  it('tells how long the server asks to wait before a renewal', async () => {
    const { tab, settle, refuseWith } = world();
    refuseWith(new Failure(SESSION_REFRESH_FAILED, { retryAfterMs: 7_000 }));
    expect(await settle(rejection(tab().send(get())))).toMatchObject({ retryAfterMs: 7_000 });
  });

  it('gives up a renewal that hangs, and aborts its signal', async () => {
    const { tab, platform } = world();
    let told: AbortSignal | undefined;
    const { open } = tab({
      refreshWithinMs: 500,
      refresh: ({ signal }) => {
        told = signal;
        return new Promise(() => {});
      },
    });
    const failure = rejection(open?.(get()) ?? Promise.resolve());
    await platform.advance(600);
    const error = await failure;
    expect(isFailure(error, 'SESSION_REFRESH_FAILED') && error.cause).toMatchObject({
      code: 'TIMEOUT',
    });
    expect(told?.aborted).toBe(true);
  });

  it('lets a caller abort its wait, and renews for the others', async () => {
    const { tab, platform, settle } = world();
    const { send } = tab();
    const caller = new AbortController();
    const leaving = rejection(send(get(), { signal: caller.signal }));
    const staying = send(get());
    await platform.advance(5);
    caller.abort();
    expect(await leaving).toMatchObject({ code: 'ABORTED' });
    expect((await settle(staying)).status).toBe(200);
  });

  it('renews, or fails to renew, without a failure for a breaker and without using up a retry', async () => {
    const { tab, platform, settle, refuseWith, server } = world();
    const { send } = tab();
    const breaker = createCircuitBreaker({ trip: consecutiveFailures(1) });
    const guard = pipeline(
      { platform },
      retry({ maxAttempts: 2, backoff: fixedBackoff(1) }),
      breaker,
    );
    const attempts: number[] = [];
    const call = () =>
      guard(({ attempt, signal }) => {
        attempts.push(attempt);
        return send(get(), { signal });
      });
    await settle(call());
    expect(attempts).toEqual([1]);
    refuseWith(new TypeError('Failed to fetch'));
    server.answerWith(() => jsonAnswer({}, 401));
    expect(await settle(rejection(call()))).toMatchObject({ code: 'SESSION_REFRESH_FAILED' });
    expect(breaker.getSnapshot()).toBe('closed');
  });

  it('shows its state, and never its token', () => {
    const { session } = world().tab();
    const seen: unknown[] = [session.getSnapshot()];
    const leave = session.subscribe(() => seen.push(session.getSnapshot()));
    session.signIn('t0');
    session.signIn('t1');
    session.signOut();
    leave();
    session.signIn('t2');
    expect(seen).toEqual([{ kind: 'unknown' }, { kind: 'active' }, { kind: 'ended' }]);
  });

  it('works in one tab without locks and channel, on the real clock', async () => {
    const { refresh: _, ...rest } = world();
    const session = createSession({ refresh: async () => 't0' });
    const { send, open } = withSession({ send: rest.inner.send }, session);
    expect((await send(get())).status).toBe(200);
    expect(open).toBeUndefined();
    session.dispose();
  });
});

describe('a session in several tabs', () => {
  it('is renewed once for all of them, although the news travels slower than the lock', async () => {
    const { tab, settle, renewals } = world();
    const tabs = [tab(), tab(), tab()];
    const answers = await settle(Promise.all(tabs.map(({ send }) => send(get()))));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(renewals()).toBe(1);
  });

  it('is taken over by a tab that opens later', async () => {
    const { tab, settle, renewals } = world();
    await settle(tab().send(get()));
    expect((await settle(tab().send(get()))).status).toBe(200);
    expect(renewals()).toBe(1);
  });

  it('is renewed by the next tab when the first tab could not renew it', async () => {
    const { tab, settle, renewals, refuseWith } = world();
    const [first, second] = [tab(), tab()];
    refuseWith(new TypeError('Failed to fetch'));
    await settle(rejection(first.send(get())));
    refuseWith(undefined);
    expect((await settle(second.send(get()))).status).toBe(200);
    expect(renewals()).toBe(2);
  });

  it('is signed in and out in all of them', async () => {
    const { tab, platform, server } = world();
    const [here, there] = [tab(), tab()];
    here.session.signIn('t0');
    await platform.advance(2);
    expect(there.session.getSnapshot()).toEqual({ kind: 'active' });
    here.session.signOut();
    await platform.advance(2);
    await there.send(get());
    expect(server.requests[0]?.headers).toEqual({});
  });

  it('ends for all tabs, also when a tab that has never heard of a token ends it', async () => {
    const { tab, platform } = world();
    const here = tab();
    here.session.signIn('t0');
    await platform.advance(5);
    const opened = tab();
    opened.session.signOut();
    await platform.advance(5);
    expect([here.session.getSnapshot(), opened.session.getSnapshot()]).toEqual([
      ...[{ kind: 'ended' }, { kind: 'ended' }],
    ]);
  });

  it('corrects a tab that has just opened and heard old news', async () => {
    const { tab, platform, post } = world();
    tab().session.signOut();
    const opened = tab();
    post({ type: 'holdfast.session', kind: 'active', signIn: 0, generation: 7, token: 'old' });
    await platform.advance(5);
    expect(opened.session.getSnapshot()).toEqual({ kind: 'ended' });
  });

  it('ignores messages that are no valid news, and all messages after the app disposed of it', async () => {
    const { tab, post } = world();
    const { session } = tab();
    for (const message of [
      null,
      'text',
      { type: 'holdfast.session' },
      { kind: 'ended', signIn: 0, generation: 9 },
    ]) {
      post(message);
    }
    expect(session.getSnapshot()).toEqual({ kind: 'unknown' });
    session.dispose();
    post({ type: 'holdfast.session', kind: 'ended', signIn: 0, generation: 9 });
    expect(session.getSnapshot()).toEqual({ kind: 'unknown' });
  });

  it('renews without a lock that another tab never lets go of', async () => {
    const { tab, platform, renewals, server } = world();
    const locks: LockPort = { hold: () => new Promise(() => {}) };
    const { send } = tab({ locks, refreshWithinMs: 500 });
    const answer = send(get());
    await platform.advance(2 * 500 + 200);
    expect((await answer).status).toBe(200);
    expect([renewals(), server.requests.length]).toEqual([1, 2]);
  });

  it('renews without a lock when the browser gives the page none', async () => {
    const { tab, settle } = world();
    const locks: LockPort = { hold: () => Promise.reject(new Failure(CONTEXT_INSECURE)) };
    expect((await settle(tab({ locks }).send(get()))).status).toBe(200);
  });

  it('fails by name in time when neither the lock nor the renewal ever comes', async () => {
    const { tab, platform } = world();
    const stuck = { hold: () => new Promise<never>(() => {}) };
    const options = { locks: stuck, refresh: () => new Promise<never>(() => {}) };
    const { send } = tab({ ...options, refreshWithinMs: 500 });
    const failed = rejection(send(get()));
    await platform.advance(2 * (500 + 200));
    expect(await failed).toMatchObject({ code: 'SESSION_REFRESH_FAILED' });
  });

  it('waits for a working tab for as long as its renewal may take', async () => {
    const { tab, platform, renewals } = world();
    const one = tab({ refreshWithinMs: 500 });
    const other = tab({ refreshWithinMs: 500 });
    const answers = Promise.all([one.send(get()), other.send(get())]);
    await platform.advance(5_000);
    expect((await answers).map(({ status }) => status)).toEqual([200, 200]);
    expect(renewals()).toBe(1);
  });

  it('goes on when its channel is closed and its listeners throw', async () => {
    const { tab, settle } = world();
    const surfaced: unknown[] = [];
    vi.stubGlobal('reportError', (error: unknown) => void surfaced.push(error));
    onTestFinished(() => void vi.unstubAllGlobals());
    const closed = new Error('closed');
    const channel: ChannelPort = {
      post() {
        throw closed;
      },
      subscribe: () => () => {},
      dispose() {},
    };
    const { session, send } = tab({ channel });
    const mine = new Error('mine');
    session.subscribe(() => {
      throw mine;
    });
    expect((await settle(send(get()))).status).toBe(200);
    session.signOut();
    expect(session.getSnapshot().kind).toBe('ended');
    expect(new Set(surfaced)).toEqual(new Set([closed, mine]));
  });

  it('names the failure when a lock cannot be had, and does not take it for a sign-out', async () => {
    const { tab, settle } = world();
    const locks: LockPort = { hold: () => Promise.reject(toFailure(new Error('insecure'))) };
    const { session, send } = tab({ locks });
    expect(await settle(rejection(send(get())))).toMatchObject({ code: 'SESSION_REFRESH_FAILED' });
    expect(session.getSnapshot()).toEqual({ kind: 'unknown' });
  });
});

const served = () => {
  const seen: [string | null, string][] = [];
  const fake: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const token = request.headers.get('authorization');
    seen.push([token, await request.text()]);
    return new Response('', { status: token === 'Bearer t1' ? 200 : 401 });
  };
  const session = createSession({
    refresh: async () => 't1',
    baseUrl: 'http://127.0.0.1/',
  });
  return { seen, fetch: sessionFetch(fake, session) };
};

describe('a session around fetch', () => {
  it.each<[string, () => Parameters<typeof fetch>]>([
    ['an address', () => ['http://127.0.0.1/a', { method: 'POST', body: 'x' }]],
    ['a Request', () => [new Request('http://127.0.0.1/a', { method: 'POST', body: 'x' })]],
    [
      'headers of its own',
      () => [new URL('http://127.0.0.1/a'), { method: 'PUT', body: 'x', headers: { 'x-a': '1' } }],
    ],
  ])('sends the same request once more with a new token: %s', async (_title, toArguments) => {
    const { fetch, seen } = served();
    expect((await fetch(...toArguments())).status).toBe(200);
    expect(seen).toEqual([
      [null, 'x'],
      ['Bearer t1', 'x'],
    ]);
  });

  it('gives back the refusal of a request that can be sent only once, and renews for the next request', async () => {
    const { fetch, seen } = served();
    const init = { method: 'POST', body: new Blob(['x']).stream(), duplex: 'half' };
    const refused = await fetch('http://127.0.0.1/a', init);
    expect([refused.status, await refused.text()]).toEqual([401, '']);
    expect((await fetch('http://127.0.0.1/a')).status).toBe(200);
    expect(seen).toHaveLength(2);
  });

  it('sends its own token in place of a token that the caller gave', async () => {
    const { fetch, seen } = served();
    await fetch('http://127.0.0.1/a');
    await fetch('http://127.0.0.1/a', { headers: { Authorization: 'Bearer old' } });
    expect(seen.at(-1)).toEqual(['Bearer t1', '']);
  });

  it('rejects as fetch does when the token cannot be renewed, with the failure as cause', async () => {
    const session = createSession({
      refresh: () => Promise.reject(new TypeError('fetch failed')),
      baseUrl: 'http://127.0.0.1/',
    });
    const fetch = sessionFetch(async () => new Response('', { status: 401 }), session);
    const error = await rejection(fetch('http://127.0.0.1/a'));
    expect(error).toBeInstanceOf(TypeError);
    expect(failureOf(error)?.code).toBe('SESSION_REFRESH_FAILED');
    const under = resilientFetch(fetch, { guard: pipeline() });
    expect(failureOf(await rejection(under('http://127.0.0.1/a')))?.code).toBe(
      'SESSION_REFRESH_FAILED',
    );
  });

  it('rejects with the reason of a caller that aborts while the token is renewed', async () => {
    const session = createSession({
      refresh: () => new Promise(() => {}),
      baseUrl: 'http://127.0.0.1/',
    });
    const caller = new AbortController();
    const fetch = sessionFetch(async () => {
      setImmediate(() => caller.abort('left'));
      return new Response('', { status: 401 });
    }, session);
    expect(await rejection(fetch('http://127.0.0.1/a', { signal: caller.signal }))).toBe('left');
  });

  it('works under policies like any fetch', async () => {
    const { fetch } = served();
    const resilient = resilientFetch(fetch, { guard: pipeline(retry({ maxAttempts: 2 })) });
    expect((await resilient('http://127.0.0.1/a')).status).toBe(200);
  });
});

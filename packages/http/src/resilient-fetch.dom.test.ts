import { fixedBackoff, pipeline, retry } from '@holdfast/core/policies';
import { expect, it } from 'vitest';
import { sessionFetch } from './carry-token.ts';
import { createSession } from './create-session.ts';
import { resilientFetch } from './resilient-fetch.ts';

const guard = pipeline(retry({ backoff: fixedBackoff(1) }));

/** The mock that an app's tests put in place of the network. It records its arguments. */
function mock() {
  const calls: Parameters<typeof fetch>[] = [];
  const mocked: typeof fetch = async (...call) => {
    calls.push(call);
    return new Response('mocked', { status: calls.length === 1 ? 503 : 200 });
  };
  return { calls, mocked };
}

const waits: typeof fetch = (_, init) =>
  new Promise((_resolve, reject) => {
    init?.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error));
  });

// In jsdom the page has an address, and the `Request` of Node does not know it.
it('a relative address reaches a mocked fetch in jsdom, as often as the policies say', async () => {
  const { calls, mocked } = mock();
  const response = await resilientFetch(mocked, { guard })('/api/notes');
  expect(await response.text()).toBe('mocked');
  expect(calls.map(([input]) => input)).toEqual(['/api/notes', '/api/notes']);
});

it('a relative address reaches a mocked fetch through a session as well, with its token', async () => {
  const { calls, mocked } = mock();
  const session = createSession({ refresh: async () => 't1' });
  session.signIn('t0');
  await resilientFetch(sessionFetch(mocked, session), { guard })('api/notes');
  const headers = calls.map(([, init]) => new Headers(init?.headers).get('authorization'));
  expect(headers).toEqual(['Bearer t0', 'Bearer t0']);
});

it('a request has a name and a trace on the page’s own origin, and on no other', async () => {
  const { calls, mocked } = mock();
  const fetch = resilientFetch(mocked, { guard: pipeline() });
  for (const url of ['/a', 'b', location.href, 'https://api.test/a', '//api.test/a']) {
    await fetch(url);
  }
  for (const name of ['x-request-id', 'traceparent']) {
    const named = calls.map(([, init]) => new Headers(init?.headers).has(name));
    expect(named).toEqual([true, true, true, false, false]);
  }
});

it('a signal of jsdom ends a request with the reason of the signal', async () => {
  const caller = new AbortController();
  const aborted = resilientFetch(waits, { guard })('/a', { signal: caller.signal });
  caller.abort();
  await expect(aborted).rejects.toBe(caller.signal.reason);
});

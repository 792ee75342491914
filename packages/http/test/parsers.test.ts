import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readArguments } from '../src/fetch-arguments.ts';
import { nextSession, parseNews, UNKNOWN_SESSION } from '../src/session-state.ts';

const RUNS = { numRuns: 10_000 };

it('any message of another tab is read as news of a session, or ignored', () => {
  const near = fc.record(
    {
      kind: fc.oneof(fc.constantFrom('active', 'ended', '__proto__'), fc.anything({ maxDepth: 0 })),
      generation: fc.oneof(fc.integer(), fc.double(), fc.string({ maxLength: 3 })),
      token: fc.oneof(fc.string(), fc.integer(), fc.constant(null)),
    },
    { requiredKeys: [] },
  );
  const own = Object.getOwnPropertyNames(Object.prototype);
  fc.assert(
    fc.property(fc.oneof(near, fc.anything({ maxDepth: 1 })), (message) => {
      const news = parseNews(message);
      const state = news ? nextSession(UNKNOWN_SESSION, news) : UNKNOWN_SESSION;
      expect(['unknown', 'active', 'ended']).toContain(state.kind);
      expect(state.kind !== 'active' || typeof state.token === 'string').toBe(true);
      expect(Number.isSafeInteger(state.generation)).toBe(true);
    }),
    RUNS,
  );
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(own);
});

it('any arguments of fetch are read and left unchanged', () => {
  const method = fc.constantFrom('GET', 'get', 'POST', 'PUT', 'delete', 'PATCH', 'PROPFIND');
  const text = fc.string({ maxLength: 20 });
  const body = fc.oneof(text, fc.uint8Array({ maxLength: 20 }), fc.constant(undefined));
  const key = fc.option(fc.stringMatching(/^[\w"-]{1,20}$/), { nil: undefined });
  fc.assert(
    fc.property(method, body, text, key, (asked, sent, path, given) => {
      const url = `http://127.0.0.1/${encodeURIComponent(path)}`;
      const headers = given === undefined ? {} : { 'Idempotency-Key': given };
      const init = { method: asked, headers, ...(sent === undefined ? {} : { body: sent }) };
      const read = readArguments(url, init as RequestInit);
      const isIdempotent = ['PUT', 'DELETE'].includes(asked.toUpperCase());
      expect(read.key).toBe(given ?? (isIdempotent ? url : undefined));
      expect(read.effect).toBe(asked.toUpperCase() === 'GET' ? 'none' : 'unknown');
      expect(readArguments(url, init as RequestInit).again({})[1]).toMatchObject({ method: asked });
      expect(read.isOnce).toBe(false);
    }),
    RUNS,
  );
});

import { interpret } from '@holdfast/core/parts';
import { describe, expect, it } from 'vitest';
import { type CorsOptions, createCors } from './create-cors.ts';

const app = 'https://app.example';
const allowedOrigins = [app];
const asked = (headers: Record<string, string>, method = 'GET'): Request =>
  new Request('http://test/', { method, headers });
const fields = (origin?: string, options: Partial<CorsOptions> = {}) =>
  createCors({ allowedOrigins, ...options }).fields(asked(origin === undefined ? {} : { origin }));
const preflight = (headers: Record<string, string>, options: Partial<CorsOptions> = {}) =>
  createCors({ allowedOrigins, ...options }).preflight(asked(headers, 'OPTIONS'));

describe('an answer', () => {
  it('may be read by a listed origin, with every header a client recovers by', () => {
    const told = fields(app);
    expect(told['access-control-allow-origin']).toBe(app);
    expect(told['access-control-allow-credentials']).toBeUndefined();
    expect(told['access-control-expose-headers']?.split(', ')).toEqual(
      expect.arrayContaining([
        'retry-after',
        'retry-after-ms',
        'ratelimit',
        'ratelimit-policy',
        'location',
        'date',
        'x-request-id',
        'holdfast-incident',
        'idempotency-replayed',
        'holdfast-method',
      ]),
    );
  });

  it('may be read by a listed origin as far as a client reads it', () => {
    const read = new Set<string>();
    const headers = new Proxy<Record<string, string>>(
      {},
      { get: (_, name) => void read.add(String(name)) },
    );
    const attempt = { requestId: 'r', incidentId: 'i', attempt: 1 };
    for (const status of [200, 401, 429, 503]) {
      const answer = { status, headers, body: new Uint8Array(), url: app, redirected: false };
      interpret(answer, { accept: 'json' }, attempt, 0);
    }
    const exposed = fields(app)['access-control-expose-headers']?.split(', ');
    // Every page may read the first two. The others belong to older gateways, and this server never sends them.
    const others =
      /^(content-(type|length)|x-ratelimit-.*|x-rate-limit-.*|ratelimit-(limit|remaining|reset))$/;
    expect(exposed).toEqual(expect.arrayContaining([...read].filter((name) => !others.test(name))));
    expect(read.size).toBeGreaterThan(5);
    // The meaning of a download's length depends on it.
    expect(exposed).toContain('content-encoding');
  });

  it.each([
    [undefined],
    ['https://evil.example'],
    ['https://app.example.evil'],
    ['http://app.example'],
    ['https://app.example:8443'],
    ['null'],
  ])('to %s may not be read, and says that this depends on the origin', (origin) => {
    expect(fields(origin)).toEqual({ vary: 'Origin' });
  });

  it('never allows every origin to read it', () => {
    const told = fields('https://evil.example', { allowedOrigins: ['*'], credentials: true });
    expect(told).toEqual({ vary: 'Origin' });
    expect(fields('null', { allowedOrigins: () => true })).toEqual({ vary: 'Origin' });
  });

  it('may come with cookies, and with headers of the application', () => {
    const told = fields('https://a.app.example', {
      allowedOrigins: (origin) => origin.endsWith('.app.example'),
      credentials: true,
      exposedHeaders: ['x-total'],
    });
    expect(told['access-control-allow-credentials']).toBe('true');
    expect(told['access-control-expose-headers']).toMatch(/, x-total$/);
  });
});

describe('a preflight', () => {
  const put = { origin: app, 'access-control-request-method': 'PUT' };

  it('of a listed origin is told which headers and methods it may send', () => {
    const answer = preflight(put, { requestHeaders: ['x-more'], maxAgeSeconds: 60 });
    expect(answer?.status).toBe(204);
    expect(Object.fromEntries(answer?.headers ?? [])).toEqual({
      vary: 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers',
      'access-control-allow-origin': app,
      'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
      'access-control-allow-headers':
        'accept, authorization, content-type, if-match, if-none-match, last-event-id, ' +
        'idempotency-key, x-request-id, holdfast-incident, holdfast-attempt, holdfast-subject, traceparent, x-more',
      'access-control-max-age': '60',
    });
  });

  it('of another origin is told nothing', () => {
    const answer = preflight({ ...put, origin: 'https://evil.example' });
    expect([...(answer?.headers.keys() ?? [])]).toEqual(['vary']);
  });

  it.each([
    ['an OPTIONS of its own', { origin: app }],
    ['one without an origin', { 'access-control-request-method': 'PUT' }],
  ])('is not mistaken for %s', (_, headers) => {
    expect(preflight(headers as Record<string, string>)).toBeUndefined();
  });

  it('is an OPTIONS request', () => {
    expect(createCors({ allowedOrigins }).preflight(asked(put, 'GET'))).toBeUndefined();
  });
});

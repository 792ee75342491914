import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { firesideOfThisFile } from './testing/fireside-process.ts';
import { draft, type Init, signUp, type Writer } from './testing/writer.ts';

const stored = ['characters', 'notes', 'holdfast_idempotency'] as const;
const tenMegabytes = JSON.stringify({ ...draft, backstory: 'x'.repeat(10 * 1024 * 1024) });
const inPieces = (text: string): ReadableStream<Uint8Array> => {
  const bytes = new TextEncoder().encode(text);
  let offset = 0;
  return new ReadableStream({
    pull(stream) {
      stream.enqueue(bytes.subarray(offset, (offset += 65_536)));
      if (offset >= bytes.byteLength) stream.close();
    },
  });
};

const good: Init = {
  method: 'PUT',
  body: JSON.stringify(draft),
  headers: { 'content-type': 'application/json', 'idempotency-key': '"k1"' },
};
const withBody = (body: unknown): Init => ({
  ...good,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const withHeaders = (headers: Record<string, string>): Init => ({
  ...good,
  headers: { ...good.headers, ...headers },
});

const badRequests: readonly [string, Init, number, string, string?][] = [
  ['malformed JSON', withBody('{"name":'), 400, 'JSON_INVALID'],
  ['no JSON at all', withBody(''), 400, 'JSON_INVALID'],
  [
    'a body that breaks the schema',
    withBody({ ...draft, traits: ['patient', 7] }),
    422,
    'REQUEST_INVALID',
    '#/traits/1',
  ],
  ['a missing member', withBody({ ...draft, name: undefined }), 422, 'REQUEST_INVALID', '#/name'],
  ['an unknown member', withBody({ ...draft, admin: true }), 422, 'REQUEST_INVALID', '#'],
  ['an id in the body', withBody({ ...draft, id: randomUUID() }), 422, 'REQUEST_INVALID', '#'],
  ['a list instead of an object', withBody([draft]), 422, 'REQUEST_INVALID', '#'],
  ['a prototype', withBody('{"__proto__":{"name":"x"}}'), 422, 'REQUEST_INVALID', '#'],
  [
    'endless nesting',
    withBody('['.repeat(50_000) + ']'.repeat(50_000)),
    422,
    'REQUEST_INVALID',
    '#',
  ],
  ['ten megabytes', withBody(tenMegabytes), 413, 'BODY_TOO_LARGE'],
  [
    'ten megabytes of unknown length',
    { ...good, body: inPieces(tenMegabytes), duplex: 'half' } as Init,
    413,
    'BODY_TOO_LARGE',
  ],
  [
    'another content type',
    withHeaders({ 'content-type': 'text/plain' }),
    415,
    'MEDIA_TYPE_REFUSED',
  ],
  [
    'no idempotency key',
    { ...good, headers: { 'content-type': 'application/json' } },
    400,
    'IDEMPOTENCY_KEY_MISSING',
  ],
  [
    'a malformed idempotency key',
    withHeaders({ 'idempotency-key': '"k1' }),
    400,
    'IDEMPOTENCY_KEY_INVALID',
  ],
  [
    'a forged session',
    withHeaders({ cookie: `fireside=${'A'.repeat(43)}` }),
    401,
    'UNAUTHENTICATED',
  ],
  ['no session', withHeaders({ cookie: '' }), 401, 'UNAUTHENTICATED'],
  [
    'another writer’s subject',
    withHeaders({ 'holdfast-subject': 'somebody-else' }),
    412,
    'SUBJECT_MISMATCH',
  ],
  [
    'another site',
    withHeaders({ 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }),
    403,
    'CROSS_SITE_REFUSED',
  ],
];

const fireside = firesideOfThisFile();
let mara: Writer;
beforeAll(async () => {
  mara = await signUp(fireside().url, 'Mara');
});

// All requests go to one server. The last request would find traces that an earlier one left.
describe('a bad request', () => {
  it.each(badRequests)(
    'with %s is refused by name, and nothing is stored',
    async (_, init, status, code, pointer) => {
      const response = await mara.fetch(`/api/characters/${randomUUID()}`, init);

      expect(response.status).toBe(status);
      expect(response.headers.get('content-type')).toBe('application/problem+json');
      const problem = (await response.json()) as Record<string, unknown>;
      expect(problem).toMatchObject({ status, code });
      expect(problem['requestId']).toBe(response.headers.get('x-request-id'));
      expect((problem['errors'] as { pointer: string }[] | undefined)?.[0]?.pointer).toBe(pointer);
      expect(fireside().rows(...stored)).toEqual([0, 0, 0]);
    },
  );

  it('to an unknown path gets a problem document, for every method and every shape of path', async () => {
    for (const [method, path] of [
      ['GET', '/api/nowhere'],
      ['POST', '/api/nowhere'],
      ['DELETE', '/api/characters'],
      ['PUT', '/api/characters/not-a-uuid'],
      ['GET', '/api/no%2fwhere'],
      ['GET', '/..%2f..%2fetc%2fpasswd'],
      ['GET', '/assets/nothing.js'],
    ] as const) {
      const response = await mara.fetch(path, {
        ...good,
        method,
        body: method === 'GET' ? null : JSON.stringify(draft),
      });
      expect([path, response.status]).toEqual([path, 404]);
      expect(response.headers.get('content-type')).toBe('application/problem+json');
    }
  });

  it('that climbs out of its path or carries a script is refused before anything reads it', async () => {
    const climbing = await mara.fetch('/api/..%2f..%2fetc%2fpasswd');
    expect(climbing.status).toBe(403);
    expect(await climbing.json()).toMatchObject({ code: 'THREAT_REFUSED' });
    const headers = { 'x-forwarded-for': '<script>' };
    expect((await mara.fetch('/api/session', { headers })).status).toBe(403);
  });

  it('with a used idempotency key is refused by name, and the stored data stays as it was', async () => {
    const id = randomUUID();
    expect((await mara.fetch(`/api/characters/${id}`, good)).status).toBe(200);
    for (const [path, init] of [
      [`/api/characters/${id}`, withBody({ ...draft, name: 'Other' })],
      [`/api/characters/${randomUUID()}`, good],
      [`/api/characters/${id}/notes`, { ...withBody({ text: 'hi' }), method: 'POST' }],
    ] as const) {
      const response = await mara.fetch(path, init);
      expect(response.status).toBe(422);
      expect(await response.json()).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    }
    expect(fireside().rows(...stored)).toEqual([1, 0, 1]);
    const list = await mara.fetch('/api/characters');
    expect(await list.json()).toMatchObject({ characters: [{ name: draft.name }] });
  });
});

const batch = (events: unknown): Init => ({
  method: 'POST',
  body: JSON.stringify({ events }),
  headers: { 'content-type': 'application/json' },
});

describe('a bad report of a page', () => {
  it.each<[string, Init, number, string, string?]>([
    ['malformed JSON', { ...batch([]), body: '{"events":[' }, 400, 'JSON_INVALID'],
    ['no list', batch({ length: 1 }), 422, 'REQUEST_INVALID', '#/events'],
    ['no batch', { ...batch([]), body: 'null' }, 422, 'REQUEST_INVALID', '#/events'],
    [
      'too many events',
      batch(Array.from({ length: 501 }, () => 1)),
      422,
      'REQUEST_INVALID',
      '#/events',
    ],
    [
      'a prototype',
      { ...batch([]), body: '{"events":[{"__proto__":1}]}' },
      422,
      'REQUEST_INVALID',
      '#',
    ],
    ['more than 64 KiB', batch(['x'.repeat(65_536)]), 413, 'BODY_TOO_LARGE'],
    ['another content type', { ...batch([]), headers: {} }, 415, 'MEDIA_TYPE_REFUSED'],
    [
      'another site',
      { ...batch([]), headers: { 'sec-fetch-site': 'cross-site' } },
      403,
      'CROSS_SITE_REFUSED',
    ],
  ])(
    'with %s is refused by name, and nothing is stored',
    async (_, init, status, code, pointer) => {
      const response = await mara.fetch('/api/telemetry', init);
      expect(response.status).toBe(status);
      const problem = (await response.json()) as Record<string, unknown>;
      expect(problem).toMatchObject({ status, code });
      expect((problem['errors'] as { pointer: string }[] | undefined)?.[0]?.pointer).toBe(pointer);
      expect(fireside().rows('holdfast_telemetry')).toEqual([0]);
    },
  );

  it('is accepted without the members that a page may not send, and no text of a user is stored', async () => {
    const written = 'The melancholic keeper of the lighthouse';
    const event = { type: 'operation.started', at: 1, operation: written, prompt: written };
    const id = randomUUID();
    const response = await mara.fetch(
      '/api/telemetry',
      batch([7, { id: written }, { id, severity: 'info', event }]),
    );
    expect(await response.json()).toEqual({ stored: 1, known: 0, dropped: 2 });
    expect(fireside().rows('holdfast_telemetry')).toEqual([1]);
  });
});

it('an invented address belongs to no client, and stops no request', async () => {
  for (const headers of [
    { forwarded: 'for="' },
    { forwarded: ','.repeat(4000) },
    { 'x-forwarded-for': '999.1.1.1, ::::, <nobody>' },
  ] as Record<string, string>[]) {
    // oxlint-disable-next-line no-await-in-loop -- one server, one after another
    expect((await mara.fetch('/api/session', { headers })).status).toBe(200);
  }
});

import { describe, expect, it } from 'vitest';
import { outcome, streamsUnderTest } from '../../../test/ask-streams.ts';
import { createDurableStreams } from './create-durable-streams.ts';
import { memoryDurableStore } from './memory-durable-store.ts';

const json = { 'content-type': 'application/json' };
const closed = { 'stream-closed': 'true' };
const turn = (epoch: number, seq: number, producer = 'p') => ({
  ...{ 'content-type': 'text/plain', 'producer-id': producer },
  ...{ 'producer-epoch': String(epoch), 'producer-seq': String(seq) },
});

describe('creating', () => {
  it('gives the address of the stream, and finds the stream again for the same request', async () => {
    const { ask } = streamsUnderTest();
    const created = await ask('PUT /a', { body: 'one' });
    expect(created.status).toBe(201);
    expect(Object.fromEntries(created.headers)).toMatchObject({
      ...{ location: 'http://test/a', 'content-type': 'text/plain' },
      'stream-next-offset': '0000000000000001_0000000000000003',
    });
    const again = await ask('PUT /a', { body: 'other' });
    expect(again.status).toBe(200);
    expect(again.headers.has('location')).toBe(false);
    expect(await (await ask('GET /a')).text()).toBe('one');
  });

  it.each([
    ['another type', { headers: json }],
    ['a lifetime', { headers: { 'content-type': 'text/plain', 'stream-ttl': '9' } }],
    ['an end', { headers: { 'content-type': 'text/plain', ...closed } }],
    ['a source', { headers: { 'stream-forked-from': '/b', 'content-type': 'text/plain' } }],
  ])('refuses a name that has a stream without %s', async (_, asked) => {
    const { ask } = streamsUnderTest();
    await ask('PUT /b');
    await ask('PUT /a', { headers: { 'content-type': 'text/plain' } });
    expect(await outcome(ask('PUT /a', asked))).toBe('409 CONFLICT');
  });

  it.each([
    ['stream-ttl', '01'],
    ['stream-ttl', '1.5'],
    ['stream-ttl', '99999999999'],
    ['stream-expires-at', 'tomorrow'],
    ['stream-expires-at', '2030-13-01T00:00:00Z'],
    ['stream-fork-offset', '0000000000000000_0000000000000000'],
    ['stream-forked-from', '//elsewhere/a'],
    ['stream-forked-from', '/\\elsewhere/a'],
    ['stream-forked-from', '/\t/elsewhere/a'],
    ['stream-forked-from', '/\\:99999999/a'],
    ['content-type', 'words'],
  ])('refuses %s: %s and names the field', async (field, value) => {
    const response = await streamsUnderTest().ask('PUT /a', { headers: { [field]: value } });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'REQUEST_INVALID' });
  });

  it('makes a closed stream that is complete from the start', async () => {
    const { ask } = streamsUnderTest();
    expect((await ask('PUT /a', { body: 'all', headers: closed })).status).toBe(201);
    const read = await ask('GET /a');
    expect(read.headers.get('stream-closed')).toBe('true');
    expect(await read.text()).toBe('all');
    expect(await outcome(ask('POST /a', { body: 'more' }))).toBe('409 CONFLICT');
  });

  it('gives a new stream nothing of an old one with the same name', async () => {
    const { ask } = streamsUnderTest();
    await ask('PUT /a', { body: 'old' });
    const before = (await ask('GET /a')).headers.get('etag') ?? '';
    expect((await ask('DELETE /a')).status).toBe(204);
    expect(await outcome(ask('DELETE /a'))).toBe('404 NOT_FOUND');
    await ask('PUT /a', { body: 'new' });
    const read = await ask('GET /a', { headers: { 'if-none-match': before } });
    expect(await read.text()).toBe('new');
  });
});

describe('appending', () => {
  it('keeps appends in order and gives the offset after each', async () => {
    const { ask } = streamsUnderTest();
    await ask('PUT /a', { headers: { 'content-type': 'text/plain' } });
    const offsets: string[] = [];
    for (const body of ['one', ' two']) {
      const { status, headers } = await ask('POST /a', { body });
      expect(status).toBe(204);
      offsets.push(headers.get('stream-next-offset') ?? '');
    }
    expect(offsets.toSorted()).toEqual(offsets);
    expect(await (await ask(`GET /a?offset=${offsets[0]}`)).text()).toBe(' two');
    expect((await ask('HEAD /a')).headers.get('stream-next-offset')).toBe(offsets[1]);
  });

  it('keeps the messages of JSON separate, with the digits that the client wrote', async () => {
    const { ask } = streamsUnderTest();
    await ask('PUT /a', { headers: json, body: ' [] ' });
    for (const body of ['1.0', '[12345678901234567890, "a,]\\"b"]', ' [[1,2],[3]] ']) {
      expect((await ask('POST /a', { headers: json, body })).status).toBe(204);
    }
    const text = await (await ask('GET /a')).text();
    expect(text).toBe('[1.0,12345678901234567890, "a,]\\"b",[1,2],[3]]');
    expect(await outcome(ask('POST /a', { headers: json, body: '[]' }))).toBe(
      '400 REQUEST_INVALID',
    );
    expect(await outcome(ask('POST /a', { headers: json, body: '{' }))).toBe('400 JSON_INVALID');
    const notUtf8 = { headers: json, body: new Uint8Array([0x22, 0xff, 0x22]) };
    expect(await outcome(ask('POST /a', notUtf8))).toBe('400 JSON_INVALID');
    expect(await (await ask('GET /a?offset=now')).text()).toBe('[]');
  });

  it('refuses an empty body, another type, no type, and a stream that does not exist', async () => {
    const { ask } = streamsUnderTest();
    await ask('PUT /a', { headers: { 'content-type': 'text/plain' } });
    const bytes = new TextEncoder().encode('x');
    expect(await outcome(ask('POST /a'))).toBe('400 REQUEST_INVALID');
    expect(await outcome(ask('POST /a', { body: '{}', headers: json }))).toBe('409 CONFLICT');
    expect(await outcome(ask('POST /a', { body: bytes, headers: { 'content-type': '' } }))).toBe(
      '400 REQUEST_INVALID',
    );
    expect(await outcome(ask('POST /b', { body: 'x' }))).toBe('404 NOT_FOUND');
    expect(await outcome(ask('POST /a', { body: 'x', headers: { 'stream-seq': '' } }))).toBe(
      '400 REQUEST_INVALID',
    );
  });

  it('takes each `Stream-Seq` once, in the order of its characters', async () => {
    const { ask } = streamsUnderTest();
    await ask('PUT /a', { headers: { 'content-type': 'text/plain' } });
    const statuses: string[] = [];
    for (const seq of ['09', '10', '10', '2', '11']) {
      statuses.push(await outcome(ask('POST /a', { body: seq, headers: { 'stream-seq': seq } })));
    }
    expect(statuses).toEqual(['204', '204', '409 CONFLICT', '204', '409 CONFLICT']);
  });

  it.each(['PUT', 'POST'])(
    'refuses compressed bytes of a %s, which no reader could tell',
    async (method) => {
      const { ask } = streamsUnderTest();
      if (method === 'POST') await ask('PUT /a');
      const asked = { body: 'zip', headers: { 'content-encoding': 'gzip' } };
      expect(await outcome(ask(`${method} /a`, asked))).toBe('415 MEDIA_TYPE_REFUSED');
      expect(await outcome(ask('PUT /b', { headers: { 'content-encoding': 'identity' } }))).toBe(
        '201',
      );
    },
  );

  it('closes once, with or without a last append', async () => {
    const { ask } = streamsUnderTest();
    await ask('PUT /a', { body: 'one' });
    const open = await ask('GET /a');
    const last = await ask('POST /a', { body: ' two', headers: { 'stream-closed': 'TRUE' } });
    expect(last.headers.get('stream-closed')).toBe('true');
    expect((await ask('POST /a', { headers: { ...closed, ...json } })).status).toBe(204);
    const refused = await ask('POST /a', { body: 'three', headers: closed });
    expect(refused.status).toBe(409);
    expect(refused.headers.get('stream-closed')).toBe('true');
    expect(refused.headers.get('stream-next-offset')).toBe('0000000000000002_0000000000000007');
    expect((await ask('HEAD /a')).headers.get('stream-closed')).toBe('true');
    expect(open.headers.has('stream-closed')).toBe(false);
    expect((await ask('POST /b', { headers: closed })).status).toBe(404);
  });
});

describe('an idempotent producer', () => {
  it('has each of its writes once, also after a repeat', async () => {
    const { ask } = streamsUnderTest();
    await ask('PUT /a', { headers: { 'content-type': 'text/plain' } });
    const write = async (epoch: number, seq: number, producer?: string): Promise<string> => {
      const response = await ask('POST /a', {
        ...{ body: `${epoch}.${seq} `, headers: turn(epoch, seq, producer) },
      });
      const fields = ['producer-epoch', 'producer-seq', 'producer-expected-seq'];
      return [response.status, ...fields.map((name) => response.headers.get(name))].join(' ');
    };
    expect(await write(0, 1)).toBe('409   0');
    expect(await write(0, 0)).toBe('200 0 0 ');
    expect(await write(0, 1)).toBe('200 0 1 ');
    expect(await write(0, 0)).toBe('204 0 1 ');
    expect(await write(0, 3)).toBe('409   2');
    expect(await write(2, 1)).toBe('400   ');
    expect(await write(2, 0)).toBe('200 2 0 ');
    expect(await write(1, 0)).toBe('403 2  ');
    expect(await write(0, 0, 'q')).toBe('200 0 0 ');
    expect(await (await ask('GET /a')).text()).toBe('0.0 0.1 2.0 0.0 ');
  });

  it('closes the stream once, and gets the same answer again', async () => {
    const { ask } = streamsUnderTest();
    await ask('PUT /a', { headers: { 'content-type': 'text/plain' } });
    const close = (epoch: number, seq: number, producer?: string) =>
      outcome(
        ask('POST /a', { body: 'end', headers: { ...turn(epoch, seq, producer), ...closed } }),
      );
    expect(await close(1, 0)).toBe('200');
    expect(await close(1, 0)).toBe('204');
    expect(await close(1, 1)).toBe('409 CONFLICT');
    expect(await close(2, 0)).toBe('409 CONFLICT');
    expect(await close(1, 0, 'q')).toBe('409 CONFLICT');
    expect(await close(0, 0)).toBe('403 FORBIDDEN');
    expect(await (await ask('GET /a')).text()).toBe('end');
  });

  it.each([
    { 'producer-id': 'p' },
    { 'producer-id': '', 'producer-epoch': '0', 'producer-seq': '0' },
    { 'producer-id': 'p'.repeat(257), 'producer-epoch': '0', 'producer-seq': '0' },
    { 'producer-id': 'p', 'producer-epoch': '1.5', 'producer-seq': '0' },
    { 'producer-id': 'p', 'producer-epoch': '0', 'producer-seq': '9007199254740992' },
    { 'producer-epoch': '0', 'producer-seq': '0' },
  ])('is refused with fields such as %o', async (headers) => {
    const { ask } = streamsUnderTest();
    await ask('PUT /a', { headers: { 'content-type': 'text/plain' } });
    expect(await outcome(ask('POST /a', { body: 'x', headers }))).toBe('400 REQUEST_INVALID');
  });
});

describe('reading', () => {
  it('gives pages, and marks the last one', async () => {
    const { ask } = streamsUnderTest({ chunkBytes: 4 });
    await ask('PUT /a', { body: 'aa' });
    for (const body of ['bb', 'cc', 'dddddd']) await ask('POST /a', { body });
    await ask('POST /a', { headers: closed });
    const pages: string[] = [];
    let offset = '-1';
    for (;;) {
      const { headers, ...page } = await ask(`GET /a?offset=${offset}`).then(async (response) => ({
        headers: response.headers,
        text: await response.text(),
      }));
      offset = headers.get('stream-next-offset') ?? '';
      pages.push(
        `${page.text} ${headers.get('stream-up-to-date')} ${headers.get('stream-closed')}`,
      );
      if (headers.get('stream-up-to-date')) break;
    }
    expect(pages).toEqual(['aabb null null', 'cc null null', 'dddddd true true']);
  });

  it.each([
    'offset=',
    'offset=1',
    'offset=0000000000000001_0000000000000002',
    'offset=0000000000000002_0000000000000003',
    'offset=0000000000000009_0000000000000009',
    'offset=0000000000000001_9999999999999999',
    'offset=-1&offset=-1',
    'live=sse',
    'live=always&offset=-1',
  ])('refuses ?%s', async (query) => {
    const { ask } = streamsUnderTest();
    await ask('PUT /a', { body: 'one' });
    await ask('POST /a', { body: 'two' });
    expect(await outcome(ask(`GET /a?${query}`))).toBe('400 REQUEST_INVALID');
  });

  it('lets a cache keep only pages that never change, and compares the others', async () => {
    const { ask } = streamsUnderTest({ chunkBytes: 2 });
    await ask('PUT /a', { body: 'aa' });
    const last = await ask('GET /a');
    expect(last.headers.get('cache-control')).toBe('private, no-cache');
    const etag = last.headers.get('etag') ?? '';
    const same = await ask('GET /a', { headers: { 'if-none-match': `"x", W/${etag}` } });
    expect(same.status).toBe(304);
    expect(same.headers.get('stream-next-offset')).toBe(last.headers.get('stream-next-offset'));
    await ask('POST /a', { headers: closed });
    expect((await ask('GET /a', { headers: { 'if-none-match': etag } })).status).toBe(200);
    await ask('PUT /b', { body: 'aa' });
    await ask('POST /b', { body: 'bb' });
    const whole = 'private, max-age=60, stale-while-revalidate=300';
    expect((await ask('GET /b')).headers.get('cache-control')).toBe(whole);
    const now = await ask('GET /b?offset=now');
    expect(now.headers.get('cache-control')).toBe('no-store');
    expect(now.headers.has('etag')).toBe(false);
    expect((await ask('HEAD /b')).headers.get('cache-control')).toBe('no-store');
    const shared = streamsUnderTest({ isShared: true });
    await shared.ask('PUT /a', { body: 'aa' });
    expect((await shared.ask('GET /a')).headers.get('cache-control')).toBe('public, no-cache');
  });
});

describe('a lifetime', () => {
  it('starts again with each read and write, and not with HEAD', async () => {
    const { ask, platform } = streamsUnderTest();
    await ask('PUT /a', { body: 'x', headers: { 'stream-ttl': '10' } });
    expect((await ask('HEAD /a')).headers.get('stream-ttl')).toBe('10');
    for (const request of ['GET /a', 'POST /a', 'GET /a?offset=now']) {
      await platform.advance(9000);
      const asked = request.startsWith('POST') ? { body: 'y' } : {};
      expect((await ask(request, asked)).status).toBeLessThan(300);
    }
    await platform.advance(9000);
    expect((await ask('HEAD /a')).status).toBe(200);
    await platform.advance(1000);
    for (const request of ['HEAD /a', 'GET /a', 'DELETE /a']) {
      expect((await ask(request)).status).toBe(404);
    }
    expect((await ask('PUT /a', { body: 'new' })).status).toBe(201);
  });

  it('has one end: the server refuses a request that asks for two', async () => {
    const { ask } = streamsUnderTest();
    const headers = { 'stream-ttl': '5', 'stream-expires-at': '2030-01-01T00:00:00Z' };
    expect(await outcome(ask('PUT /a', { headers }))).toBe('400 REQUEST_INVALID');
  });

  it('ends at a time that no request moves', async () => {
    const { ask, platform } = streamsUnderTest();
    const expires = new Date(platform.now() + 10_000).toISOString();
    await ask('PUT /a', { body: 'x', headers: { 'stream-expires-at': expires } });
    expect((await ask('HEAD /a')).headers.get('stream-expires-at')).toBe(expires);
    await platform.advance(9999);
    expect((await ask('GET /a')).status).toBe(200);
    await platform.advance(1);
    expect((await ask('GET /a')).status).toBe(404);
  });
});

describe('every answer', () => {
  it('has headers that protect pages of the server, also in a refusal', async () => {
    const { ask } = streamsUnderTest();
    await ask('PUT /a', { headers: { 'content-type': 'text/html' }, body: '<script>' });
    for (const path of ['/a', '/b']) {
      expect(Object.fromEntries((await ask(`GET ${path}`)).headers)).toMatchObject({
        ...{ 'x-content-type-options': 'nosniff', 'cross-origin-resource-policy': 'same-origin' },
        'content-security-policy': "default-src 'none'; sandbox",
      });
    }
    const open = streamsUnderTest({ resourcePolicy: 'cross-origin' });
    const { headers } = await open.ask('GET /b');
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  });

  it('is problem details with the ids of the request if it refuses', async () => {
    const { ask } = streamsUnderTest();
    const refusal = await ask('PATCH /a', { headers: { 'x-request-id': 'request-12345678' } });
    expect(refusal.headers.get('allow')).toBe('GET, HEAD, PUT, POST, DELETE');
    expect(await refusal.json()).toMatchObject({
      ...{ status: 405, code: 'METHOD_NOT_ALLOWED', requestId: 'request-12345678' },
    });
  });

  it('is a 500 without details if the store fails', async () => {
    const store = memoryDurableStore();
    const { ask } = streamsUnderTest({
      store: { ...store, find: () => Promise.reject(new Error('secret')) },
    });
    const response = await ask('GET /a');
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('secret');
  });

  it.each(['GET', 'PUT', 'POST', 'DELETE', 'HEAD'])(
    'to %s refuses a name that no database can keep',
    async (method) => {
      const { ask } = streamsUnderTest({ nameOf: ({ pathname }) => decodeURIComponent(pathname) });
      const body = method === 'POST' || method === 'PUT' ? { body: 'a' } : {};
      expect((await ask(`${method} /a%00b`, body)).status).toBe(400);
    },
  );

  it('comes from the stream whose name the app gives', async () => {
    const { ask } = streamsUnderTest({
      nameOf: ({ pathname }, request) => `${request.headers.get('x-user')}${pathname}`,
    });
    const [mara, ben] = ['mara', 'ben'].map((user) => ({ headers: { 'x-user': user } }));
    await ask('PUT /a', { ...mara, body: 'mine' });
    expect((await ask('GET /a', ben)).status).toBe(404);
    expect(await (await ask('GET /a', mara)).text()).toBe('mine');
    const fork = { headers: { 'x-user': 'ben', 'stream-forked-from': '/a' } };
    expect((await ask('PUT /b', fork)).status).toBe(404);
  });
});

it('refuses a value that is no store, and limits that are no numbers', () => {
  expect(() => createDurableStreams({ store: {} as never })).toThrow('DEFECT');
  const store = memoryDurableStore();
  expect(() => createDurableStreams({ store, longPollMs: Number.NaN })).toThrow('DEFECT');
});

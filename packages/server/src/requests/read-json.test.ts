import { isFailure } from '@holdfast/core';
import fc from 'fast-check';
import * as z from 'zod';
import { describe, expect, it, vi } from 'vitest';
import { readBytes } from './read-bytes.ts';
import { readJson } from './read-json.ts';

// Ten thousand inputs take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const Draft = z.strictObject({
  name: z.string(),
  'a/b~c': z.array(z.strictObject({ n: z.number() })).optional(),
});
const Anything = z.unknown();

const post = (
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Request =>
  new Request('http://test/', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

describe('a JSON body', () => {
  it('arrives as its schema gives it back', async () => {
    const Trimmed = z.strictObject({ name: z.string().trim() });
    expect(await readJson(post('{"name":" Mara "}'), Trimmed)).toEqual({ name: 'Mara' });
  });

  it.each([
    ['application/json'],
    ['application/json; charset=utf-8'],
    ['Application/JSON;charset="UTF-8"'],
  ])('may be called %s', async (type) => {
    expect(await readJson(post('1', { 'content-type': type }), Anything)).toBe(1);
  });

  it.each([
    ['text/plain', {}],
    ['application/x-www-form-urlencoded', {}],
    ['application/json; charset=latin1', {}],
    ['application/json-patch', {}],
    ['', {}],
    ['application/json', { 'content-encoding': 'gzip' }],
  ])('is refused unread as %j %j', async (type, headers) => {
    const request = post('{}', { ...headers, 'content-type': type });
    await expect(readJson(request, Anything)).rejects.toMatchObject({
      code: 'MEDIA_TYPE_REFUSED',
      status: 415,
    });
    expect(request.bodyUsed).toBe(false);
  });

  it.each([[''], ['{'], ['{"name":}'], ['undefined'], ["{'name':1}"], ['{}{}']])(
    'is refused when it is malformed: %j',
    async (body) => {
      await expect(readJson(post(body), Anything)).rejects.toMatchObject({
        code: 'JSON_INVALID',
        status: 400,
      });
    },
  );

  it('is refused when it is not UTF-8', async () => {
    const body = new Uint8Array([0x22, 0xff, 0x22]);
    await expect(readJson(post(body), Anything)).rejects.toMatchObject({ code: 'JSON_INVALID' });
  });

  it.each([
    ['{"name":1}', '/name'],
    ['{}', '/name'],
    ['{"name":"a","a/b~c":[{"n":1},{"n":"x"}]}', '/a~1b~0c/1/n'],
    ['{"name":"a","extra":1}', ''],
    ['{"name":"a","a/b~c":[{"n":1,"extra":1}]}', '/a~1b~0c/0'],
  ])('is refused where it breaks the schema: %s at %j', async (body, pointer) => {
    await expect(readJson(post(body), Draft)).rejects.toMatchObject({
      code: 'REQUEST_INVALID',
      status: 422,
      details: { issues: [{ pointer }] },
    });
  });

  it('is refused when it is nested too deeply, however deep, without exhausting the stack', async () => {
    const limits = { maxBytes: 1_000_000, maxDepth: 10 };
    expect(await readJson(post(nested(10)), Anything, limits)).toBeDefined();
    for (const depth of [11, 200_000]) {
      await expect(readJson(post(nested(depth)), Anything, limits)).rejects.toMatchObject({
        code: 'REQUEST_INVALID',
      });
    }
  });

  it.each([
    ['{"__proto__":{"admin":true}}'],
    ['{"a":[{"__proto__":{"admin":true}}]}'],
    [String.raw`{"\u005f_proto__":{"admin":true}}`],
  ])('never reaches a prototype: %s', async (body) => {
    const Loose = z.record(z.string(), z.unknown());
    await expect(readJson(post(body), Loose)).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
    expect(({} as { admin?: unknown }).admin).toBeUndefined();
  });

  it.each([
    [String.raw`"a\u0000b"`, ''],
    [String.raw`{"name":"\u0000"}`, '/name'],
    [String.raw`{"name":"a","a/b~c":[{"n":1},{"n":"\ud800"}]}`, '/a~1b~0c/1/n'],
    [String.raw`{"name":["x","\udc00\ud800"]}`, '/name/1'],
    [String.raw`{"name":{"a\u0000":1}}`, '/name'],
  ])('is refused when no database can store a text in it: %s at %j', async (body, pointer) => {
    await expect(readJson(post(body), Anything)).rejects.toMatchObject({
      code: 'REQUEST_INVALID',
      status: 422,
      details: { issues: [{ pointer }] },
    });
    expect(await readJson(post(body), Anything, { text: 'any' })).toEqual(JSON.parse(body));
  });

  it('keeps every other text as it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        fc.pre(!text.includes('\u0000'));
        expect(await readJson(post(JSON.stringify([text])), Anything)).toEqual([text]);
      }),
      { numRuns: 1000 },
    );
  });

  it('treats constructor and prototype as ordinary names', async () => {
    const body = '{"constructor":{"prototype":{"admin":true}}}';
    await readJson(post(body), Anything);
    await expect(readJson(post(body), Draft)).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
    expect(({} as { admin?: unknown }).admin).toBeUndefined();
  });

  it('is a value of its schema or refused by name, for every body', async () => {
    const piece = fc.constantFrom(
      ...['{', '}', '[', ']', '"', ',', ':', '"name"', '"__proto__":', '"a/b~c"', '"n"', '1', 'e9'],
      ...['null', 'true', '{"name":"a"', String.raw`"\ud800"`, '\u0000', '🦊'],
    );
    const near = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
    const sent = fc.oneof(
      near.map((text) => new TextEncoder().encode(text)),
      fc.json().map((text) => new TextEncoder().encode(text)),
      fc.uint8Array({ maxLength: 99 }),
    );
    const type = fc.oneof(
      { arbitrary: fc.constant('application/json'), weight: 9 },
      { arbitrary: fc.stringMatching(/^[ -~]{0,30}$/), weight: 1 },
    );
    const own = Object.getOwnPropertyNames(Object.prototype);
    await fc.assert(
      fc.asyncProperty(sent, type, async (body, contentType) => {
        const request = post(body, { 'content-type': contentType });
        const read = await readJson(request, Draft, { maxBytes: 90 }).catch(
          (error: unknown) => error,
        );
        expect(isFailure(read) || typeof (read as { name?: unknown }).name === 'string').toBe(true);
        expect(read).not.toMatchObject({ status: 500 });
      }),
      { numRuns: 10_000 },
    );
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(own);
  });
});

const endless = (
  headers: Record<string, string> = {},
): { readonly request: Request; readonly pulled: () => number } => {
  let pulled = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(stream) {
        pulled += 1;
        if (pulled > 100) throw new Error('read for ever');
        stream.enqueue(new Uint8Array(1000));
      },
    },
    { highWaterMark: 0 },
  );
  const init = { method: 'POST', body, headers, duplex: 'half' } as RequestInit;
  return { request: new Request('http://test/', init), pulled: () => pulled };
};

describe('a body over its limit', () => {
  it('is read no further than the limit', async () => {
    const { request, pulled } = endless();
    await expect(readBytes(request, { maxBytes: 2500 })).rejects.toMatchObject({
      code: 'BODY_TOO_LARGE',
      status: 413,
      details: { limitBytes: 2500 },
    });
    expect(pulled()).toBe(3);
  });

  it('is not read at all when its length is announced', async () => {
    const { request: announced, pulled } = endless({ 'content-length': '10000000' });
    await expect(readBytes(announced, { maxBytes: 2500 })).rejects.toMatchObject({
      code: 'BODY_TOO_LARGE',
    });
    expect(pulled()).toBe(0);
  });

  it('is let through at exactly the limit', async () => {
    expect((await readBytes(post('12345'), { maxBytes: 5 })).byteLength).toBe(5);
  });

  it('is refused to the reader with the smaller limit, though it is read only once', async () => {
    const request = post('12345');
    await readBytes(request, { maxBytes: 5 });
    await expect(readBytes(request, { maxBytes: 4 })).rejects.toMatchObject({
      code: 'BODY_TOO_LARGE',
    });
    expect((await readBytes(request, { maxBytes: 5 })).byteLength).toBe(5);
  });
});

it('a body that stops in the middle is the client’s failure, not the server’s', async () => {
  const body = new ReadableStream<Uint8Array>({
    pull: (stream) => stream.error(new Error('ECONNRESET')),
  });
  const init = { method: 'POST', body, duplex: 'half' } as RequestInit;
  await expect(readBytes(new Request('http://test/', init))).rejects.toMatchObject({
    code: 'BAD_REQUEST',
  });
});

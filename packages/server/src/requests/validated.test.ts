import * as z from 'zod';
import { describe, expect, it } from 'vitest';
import type { ReadInputOptions } from './read-input.ts';
import { validated } from './validated.ts';

const Id = z.object({ id: z.uuid() });
const Page = z.object({
  limit: z.string().regex(/^\d+$/).transform(Number).default(20),
  tag: z.array(z.string()).default([]),
});
const Versioned = z.object({ 'if-match': z.string().optional() });
const Draft = z.object({ name: z.string().min(1), traits: z.array(z.object({ n: z.number() })) });

const id = '4f3d8a58-7f6c-4c39-9ad3-1f9a0a0d8f11';
const draft = { name: 'Mara', traits: [{ n: 1 }] };

interface Asked {
  readonly params?: object;
  readonly search?: string;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
  readonly options?: ReadInputOptions;
}

async function ask({ params = { id }, search = '', headers, body = draft, options }: Asked = {}) {
  const handle = validated(
    { params: Id, query: Page, headers: Versioned, body: Draft },
    (input) => Response.json(input),
    { lists: ['tag'], ...options },
  );
  const request = new Request(`http://test/characters${search}`, {
    method: 'PUT',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });
  return (await handle(request, params)).json();
}

const mistakes = (asked: Asked): Promise<readonly string[]> =>
  ask(asked).then(
    () => [],
    ({ code, details }: { code: string; details: { issues?: { pointer: string }[] } }) =>
      code === 'REQUEST_INVALID' ? (details.issues ?? []).map(({ pointer }) => pointer) : [code],
  );

describe('a handler', () => {
  it('gets what its schemas give back, place by place', async () => {
    const input = await ask({
      search: '?limit=5&tag=a&tag=b',
      headers: { 'if-match': '"v1"', 'x-other': 'y' },
    });
    expect(input).toEqual({
      params: { id },
      query: { limit: 5, tag: ['a', 'b'] },
      headers: { 'if-match': '"v1"' },
      body: draft,
    });
  });

  it('gets nothing of a place it did not ask about, and no body is read for it', async () => {
    const handle = validated({ query: Page }, ({ body, query }, { bodyUsed }) =>
      Response.json({ body: body ?? null, query, bodyUsed }),
    );
    const request = new Request('http://test/', { method: 'POST', body: 'no json' });
    expect(await (await handle(request)).json()).toEqual({
      body: null,
      query: { limit: 20, tag: [] },
      bodyUsed: false,
    });
  });
});

describe('a request', () => {
  it.each<[string, Asked, readonly string[]]>([
    ['a wrong parameter of the path', { params: { id: 'x' } }, ['/params/id']],
    ['a wrong query', { search: '?limit=x' }, ['/query/limit']],
    ['an unknown query', { search: '?limt=5' }, ['/query/limt']],
    ['a query given twice', { search: '?limit=5&limit=6' }, ['/query/limit']],
    ['a query that is not UTF-8', { search: '?limit=5&tag=%FF' }, ['/query']],
    ['a prototype in the query', { search: '?__proto__=x' }, ['/query']],
    ['a wrong member', { body: { ...draft, name: '' } }, ['/name']],
    ['an unknown member', { body: { ...draft, admin: true } }, ['/admin']],
    [
      'an unknown member deep inside',
      { body: { ...draft, traits: [{ n: 1, x: 2 }] } },
      ['/traits/0/x'],
    ],
    ['a prototype in the body', { body: '{"__proto__":{"admin":true}}' }, ['']],
    ['endless nesting', { body: '['.repeat(5000) + ']'.repeat(5000) }, ['']],
    ['no JSON', { body: '{' }, ['JSON_INVALID']],
    ['another type', { headers: { 'content-type': 'text/plain' } }, ['MEDIA_TYPE_REFUSED']],
    ['too long a body', { options: { maxBytes: 10 } }, ['BODY_TOO_LARGE']],
  ])('with %s is refused, and told where', async (_, asked, pointers) => {
    expect(await mistakes(asked)).toEqual(pointers);
  });

  it('is told every mistake in every place at once', async () => {
    const asked = {
      params: { id: 1, x: 1 },
      search: '?limit=x&y=1',
      body: { name: '', traits: 1 },
    };
    expect(await mistakes(asked)).toEqual(['/params/id', '/query/limit', '/name', '/traits']);
  });

  it('may hold members that a schema renames, where the app trusts the schema', async () => {
    const Renamed = z.object({ q: z.string() }).transform(({ q }) => ({ text: q }));
    const find = (unknown: 'refuse' | 'schema'): Promise<Response> =>
      validated({ query: Renamed }, ({ query }) => Response.json(query), { unknown })(
        new Request('http://test/?q=x'),
      );
    expect(await (await find('schema')).json()).toEqual({ text: 'x' });
    await expect(find('refuse')).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
  });
});

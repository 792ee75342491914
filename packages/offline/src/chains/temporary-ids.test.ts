import { createVirtualPlatform } from '@holdfast/testing';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseRealId, realIdAt } from './real-id.ts';
import { createTemporaryId, temporaryIdsIn, withRealIds } from './temporary-ids.ts';

const token = createTemporaryId(createVirtualPlatform());
const json = { 'content-type': 'application/json' };
const request = (url: string, body: unknown) => ({
  ...({ method: 'POST', url, headers: json, body: JSON.stringify(body) } as const),
});

it('a temporary id is found as a whole text of JSON and in the URL, and never inside what the user typed', () => {
  expect(temporaryIdsIn(request(`/characters/${token}/stories?of=${token}`, {}))).toEqual([
    token,
    token,
  ]);
  expect(temporaryIdsIn(request('/', { of: [token], [token]: 1 }))).toEqual([token, token]);
  for (const text of [`see ${token}`, `"${token}"`, `\\"${token}`, `${token}x`, 'temporary-id-x']) {
    expect({ text, ids: temporaryIdsIn(request('/', { text })) }).toEqual({ text, ids: [] });
  }
  const typed = (type: string) =>
    temporaryIdsIn({ ...request('/', { of: token }), headers: { 'content-type': type } });
  for (const type of ['application/problem+json', 'Application/JSON; charset=utf-8']) {
    expect(typed(type)).toEqual([token]);
  }
  for (const type of ['', 'text/plain', 'x-application/json', 'application/jsonp']) {
    expect(typed(type)).toEqual([]);
  }
  expect(temporaryIdsIn({ ...request('/', { of: token }), headers: {} })).toEqual([]);
});

it('the id of the server is escaped in the URL and in JSON', () => {
  const ids = new Map([[token, 'a/b?"c']]);
  const sent = withRealIds(
    request(`/c/${token}?x=${token}`, { of: token, text: `"${token}"` }),
    ids,
  );
  expect(sent.url).toBe('/c/a%2Fb%3F%22c?x=a%2Fb%3F%22c');
  expect(JSON.parse(String(sent.body))).toEqual({ of: 'a/b?"c', text: `"${token}"` });
});

it('an id that is a number stays a number in JSON, and other numbers stay as they were written', () => {
  const body = `{ "of": "${token}", "n": 1.0, "big": 12345678901234567890 }`;
  const sent = withRealIds({ ...request('/', 0), body }, new Map([[token, 42]]));
  expect(sent.body).toBe('{ "of": 42, "n": 1.0, "big": 12345678901234567890 }');
});

it('a body of JSON in bytes is read as well', () => {
  const body = new TextEncoder().encode(JSON.stringify({ of: token }));
  const bytes = { ...request('/', 0), body };
  expect(temporaryIdsIn(bytes)).toEqual([token]);
  const sent = withRealIds(bytes, new Map([[token, 'c1']]));
  expect(new TextDecoder().decode(sent.body as Uint8Array)).toBe('{"of":"c1"}');
});

it('the rest of the body stays as it was', () => {
  const ids = new Map([[token, 'real']]);
  const value = fc.jsonValue().map((inner) => ({ inner, of: token }));
  fc.assert(
    fc.property(value, (body) => {
      const sent = withRealIds(request('/', body), ids);
      expect(JSON.parse(String(sent.body))).toEqual({
        ...(JSON.parse(JSON.stringify(body)) as object),
        of: 'real',
      });
    }),
  );
});

it.each([
  ['/id', { id: 'c1' }, 'c1'],
  ['/data/0/a~1b~0', { data: [{ 'a/b~': 7 }] }, 7],
  ['', 'c1', 'c1'],
  ['/id', { id: '' }, undefined],
  ['/id', { id: '..' }, undefined],
  ['/id', { id: '\uD800' }, undefined],
  ['/id', { id: '\uD800a' }, undefined],
  ['/id', { id: 'a\uD800' }, undefined],
  ['/id', { id: '...' }, '...'],
  ['/id', { id: null }, undefined],
  ['/id', undefined, undefined],
  ['/constructor/name', {}, undefined],
])('the pointer %s in %o gives %o', (pointer, answer, real) => {
  expect(realIdAt(answer, pointer)).toBe(real);
});

it('a number that JSON cannot hold exactly is not taken for an id', () => {
  expect(parseRealId(Number.NaN)).toBeUndefined();
});

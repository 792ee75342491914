import { expect, it } from 'vitest';
import { cacheFields, etagOf, isKnown, metadataFields, pageFields } from './stream-fields.ts';

const start = { seq: 0, bytes: 0 };
const page = (isLast: boolean, texts = 1) => ({
  ...{ isLast, next: { seq: texts, bytes: texts } },
  data: Array.from({ length: texts }, () => new Uint8Array([1])),
});
const stream = (isClosed: boolean) => ({
  ...{ id: 's', name: '/a', settings: { contentType: 'text/plain', ancestors: [] } },
  ...{ tail: start, isClosed, isDeleted: false, producers: 0, forks: 0 },
});
const caching = (isShared: boolean, isLive: boolean) => ({ isShared, isLive });

const kept = (...[of, one, by]: Parameters<typeof cacheFields>): boolean =>
  cacheFields(of, one, by)['cache-control'] === 'private, max-age=60, stale-while-revalidate=300';

it('lets caches keep a page that never changes', () => {
  const asked = caching(false, false);
  expect(kept(page(false), stream(false), asked)).toBe(true);
  expect(kept(page(true), stream(true), asked)).toBe(true);
  expect(kept(page(true), stream(false), caching(false, true))).toBe(true);
  expect(kept(page(true), stream(false), asked)).toBe(false);
  // The page has no bytes, and only says where the stream ends.
  expect(kept(page(true, 0), stream(true), asked)).toBe(false);
});

it('says whether users may share a kept page', () => {
  const shared = cacheFields(page(true), stream(false), caching(true, false));
  expect(shared).toEqual({ 'cache-control': 'public, no-cache' });
});

it('gives the end of a stream, and its lifetime if it has one', () => {
  const told = {
    ...{ 'content-type': 'text/plain', 'cache-control': 'no-store' },
    'stream-next-offset': '0000000000000000_0000000000000000',
  };
  expect(metadataFields(stream(false))).toEqual(told);
  const { settings, ...closed } = stream(true);
  const mortal = { ...closed, settings: { ...settings, ttlMs: 5000, expiresAt: 0 } };
  expect(metadataFields(mortal)).toEqual({
    ...{ ...told, 'stream-closed': 'true', 'stream-ttl': '5' },
    'stream-expires-at': '1970-01-01T00:00:00.000Z',
  });
});

it('says whether more follows a page', () => {
  const next = { 'stream-next-offset': '0000000000000001_0000000000000001' };
  const last = { ...next, 'stream-up-to-date': 'true' };
  expect(pageFields(page(false), stream(true))).toEqual(next);
  expect(pageFields(page(true), stream(false))).toEqual(last);
  expect(pageFields(page(true), stream(true))).toEqual({ ...last, 'stream-closed': 'true' });
});

it('changes the entity tag with the stream, the place, the page and the end', () => {
  expect(etagOf(start, page(true), stream(false))).toBe('"s:0:1"');
  expect(etagOf(start, page(true), stream(true))).toBe('"s:0:1:c"');
  expect(etagOf(start, page(false), stream(true))).toBe('"s:0:1"');
});

it.each([
  [null, false],
  ['"a"', true],
  ['"b", W/"a"', true],
  ['*', true],
  ['"b"', false],
  ['"W/"a"', false],
])('finds the tag "a" in If-None-Match: %s: %s', (header, isFound) => {
  expect(isKnown(header, '"a"')).toBe(isFound);
});

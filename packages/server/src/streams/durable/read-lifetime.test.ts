import { expect, it } from 'vitest';
import { readLifetime } from './read-lifetime.ts';

const TTL = 'stream-ttl';
const EXPIRES = 'stream-expires-at';
const read = (headers: Record<string, string>) => readLifetime(new Headers(headers));

it.each([
  [{}, {}],
  [{ [TTL]: '0' }, { ttlMs: 0 }],
  [{ [TTL]: '90' }, { ttlMs: 90_000 }],
  [{ [TTL]: '9999999999' }, { ttlMs: 9_999_999_999_000 }],
  [{ [EXPIRES]: '1970-01-01T00:00:01Z' }, { expiresAt: 1_000 }],
  [{ [EXPIRES]: '1970-01-01t00:00:01.250z' }, { expiresAt: 1_250 }],
  [{ [EXPIRES]: '1970-01-01T01:00:00+01:00' }, { expiresAt: 0 }],
  [{ [EXPIRES]: '1969-12-31T23:30:00-00:30' }, { expiresAt: 0 }],
  [{ [EXPIRES]: '2024-02-29T00:00:00Z' }, { expiresAt: Date.UTC(2024, 1, 29) }],
  [{ [EXPIRES]: '2026-12-31T23:59:59.999Z' }, { expiresAt: Date.UTC(2027, 0, 1) - 1 }],
])('%j lets a stream live as %j says', (headers, lifetime) => {
  expect(read(headers)).toEqual(lifetime);
});

it.each(['1.5', '-1', '+1', '007', '10000000000', '', 'x1', '1x', '1e3'])(
  'a lifetime of %j seconds is refused',
  (seconds) => {
    expect(() => read({ [TTL]: seconds })).toThrow(
      expect.objectContaining({
        details: {
          issues: [{ pointer: '/stream-ttl', message: 'Give a whole number of seconds.' }],
        },
      }),
    );
  },
);

it.each([
  '1970-01-01',
  '1970-01-01 00:00:00Z',
  '1970-01-01T00:00:00',
  '1970-01-01T00:00:00.Z',
  '1970-01-01T00:00:00.1234567890Z',
  '1970-13-01T00:00:00Z',
  '1970-00-01T00:00:00Z',
  '1970-01-00T00:00:00Z',
  '2023-02-29T00:00:00Z',
  '2026-02-30T00:00:00Z',
  '2026-04-31T00:00:00Z',
  '2026-01-01T24:00:00Z',
  '1970-01-01T00:00:00+1:00',
  'x1970-01-01T00:00:00Z',
  '+001970-01-01T00:00:00Z',
  '1970-01-01T00:00:00Zx',
  'Thu, 01 Jan 1970 00:00:00 GMT',
])('the end %j is refused', (expires) => {
  expect(() => read({ [EXPIRES]: expires })).toThrow(
    expect.objectContaining({
      details: {
        issues: [
          { pointer: '/stream-expires-at', message: 'Give a date and time as in RFC 3339.' },
        ],
      },
    }),
  );
});

it('a request that asks for both is refused', () => {
  const both = { [TTL]: '90', [EXPIRES]: '1970-01-01T00:00:01Z' };
  expect(() => read(both)).toThrow(
    expect.objectContaining({
      details: {
        issues: [
          { pointer: '/stream-ttl', message: 'Give either Stream-TTL or Stream-Expires-At.' },
        ],
      },
    }),
  );
});

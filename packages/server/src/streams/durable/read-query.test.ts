import { expect, it } from 'vitest';
import { toOffset } from './offset.ts';
import { readDurableQuery } from './read-query.ts';

const read = (query: string) => readDurableQuery(new URL(`http://streams.test/s${query}`));
const place = { seq: 3, bytes: 40 };
const asked = toOffset(place);

it.each([
  ['', { from: { seq: 0, bytes: 0 }, live: undefined, cursor: null }],
  ['?offset=-1', { from: { seq: 0, bytes: 0 }, live: undefined, cursor: null }],
  ['?offset=now', { from: 'now', live: undefined, cursor: null }],
  [`?offset=${asked}`, { from: place, live: undefined, cursor: null }],
  [`?offset=${asked}&live=sse`, { from: place, live: 'sse', cursor: null }],
  ['?offset=now&live=long-poll&cursor=7', { from: 'now', live: 'long-poll', cursor: '7' }],
])('the address %s asks for %j', (query, wanted) => {
  expect(read(query)).toEqual(wanted);
});

it.each([
  ['?offset=now&offset=-1', '/offset', 'Give one offset.'],
  ['?offset=7', '/offset', 'This is no offset of this server.'],
  ['?offset=', '/offset', 'This is no offset of this server.'],
  ['?offset=-1&live=', '/live', 'Give long-poll or sse.'],
  ['?offset=-1&live=websocket', '/live', 'Give long-poll or sse.'],
  ['?live=sse', '/offset', 'Give the offset to begin at: -1, now, or one of this server.'],
])('the address %s is refused, with what is wrong at %s', (query, pointer, message) => {
  expect(() => read(query)).toThrow(
    expect.objectContaining({
      code: 'REQUEST_INVALID',
      status: 400,
      details: { issues: [{ pointer, message }] },
    }),
  );
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { fromCursor, toCursor } from './cursor.ts';

const Place = z.strictObject({ at: z.number(), name: z.string() });

it('encodes any place in characters that fit into an address', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer(),
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      async (at, name) => {
        const cursor = toCursor({ at, name });
        expect(cursor).toMatch(/^[\w-]+$/);
        expect(await fromCursor(cursor, Place)).toEqual({ at, name });
      },
    ),
  );
});

it.each([undefined, null])('is no place without a cursor: %s', async (cursor) => {
  expect(await fromCursor(cursor, Place)).toBeUndefined();
});

it.each([
  ['nothing', ''],
  ['what is no base64', 'a b'],
  ['padding', `${toCursor({ at: 1, name: 'a' })}=`],
  ['what is no JSON', 'YWJj'],
  ['what is no UTF-8', '_____w'],
  ['another place', toCursor({ at: '1' })],
  ['more than a place has', toCursor({ at: 1, name: 'a', more: 1 })],
  ['a text that no database keeps', toCursor({ at: 1, name: '\u0000' })],
  ['half a character', toCursor({ at: 1, name: 'a\uD800' })],
  ['far too much', toCursor({ at: 1, name: 'x'.repeat(1000) })],
])('refuses %s by name', async (_, cursor) => {
  await expect(fromCursor(cursor, Place)).rejects.toMatchObject({
    code: 'BAD_REQUEST',
    status: 400,
  });
});

it('refuses every invalid cursor of a stranger with a named failure', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), async (cursor) => {
      await expect(fromCursor(cursor, Place)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    }),
  );
});

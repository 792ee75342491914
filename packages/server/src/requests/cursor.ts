import { Failure, type StandardSchema } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { shapeIssue } from './json-shape.ts';

/**
 * Encodes a place in a list for a client: an opaque text that fits into an address. It is no secret and proves
 * nothing, so look up only rows that the caller may see.
 */
export function toCursor(place: unknown): string {
  const bytes = new TextEncoder().encode(JSON.stringify(place));
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

const MOST_CHARACTERS = 512;
const MOST_DEPTH = 8;

/**
 * Reads a cursor again; `undefined` for none. Rejects with `BAD_REQUEST` for one that this server did not give.
 */
export async function fromCursor<TPlace>(
  cursor: string | undefined | null,
  schema: StandardSchema<unknown, TPlace>,
): Promise<TPlace | undefined> {
  if (cursor === undefined || cursor === null) return undefined;
  const place = parse(cursor);
  // A list never has a text that no database can store.
  if (shapeIssue(place, { maxDepth: MOST_DEPTH, anyText: false })) throw unknownCursor();
  const checked = await schema['~standard'].validate(place);
  if (checked.issues) throw unknownCursor();
  return checked.value;
}

function parse(cursor: string): unknown {
  if (cursor.length > MOST_CHARACTERS || !/^[\w-]+$/.test(cursor)) throw unknownCursor();
  try {
    const bytes = atob(cursor.replaceAll('-', '+').replaceAll('_', '/'));
    return JSON.parse(
      new TextDecoder('utf-8', { fatal: true }).decode(
        Uint8Array.from(bytes, (letter) => letter.charCodeAt(0)),
      ),
    );
  } catch {
    throw unknownCursor();
  }
}

function unknownCursor(): Failure {
  return new Failure(catalogue.BAD_REQUEST, { effect: 'none' });
}

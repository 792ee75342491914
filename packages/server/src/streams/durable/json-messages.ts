import { Failure } from '@holdfast/core';
import type { Bytes } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';

/**
 * The messages of a body: each element of an array, or else the one value. They stay in the text that the client
 * wrote, with commas between them, so that no number loses a digit. No bytes for an empty array. Throws `JSON_INVALID`.
 */
export function messagesOf(body: Bytes): Bytes {
  const { text, value } = read(body);
  if (!Array.isArray(value)) return new TextEncoder().encode(text.trim());
  if (value.length === 0) return new Uint8Array();
  const array = text.trim();
  return new TextEncoder().encode(array.slice(1, -1).trim());
}

/** The first messages of a record, or `undefined` when it has fewer. */
export function firstMessages(record: Bytes, count: number): Bytes | undefined {
  let depth = 0;
  let inText = false;
  let found = 0;
  for (let index = 0; index < record.length; index += 1) {
    const byte = record[index];
    if (inText) {
      if (byte === BACKSLASH) index += 1;
      else if (byte === QUOTE) inText = false;
    } else if (byte === QUOTE) inText = true;
    else if (byte === OPEN_ARRAY || byte === OPEN_OBJECT) depth += 1;
    else if (byte === CLOSE_ARRAY || byte === CLOSE_OBJECT) depth -= 1;
    else if (byte === COMMA && depth === 0) {
      found += 1;
      if (found === count) return record.slice(0, index);
    }
  }
  return found + 1 === count ? record : undefined;
}

/** The bodies of JSON as one array. */
export function toArray(records: readonly Bytes[]): Bytes {
  const size = records.reduce((sum, { length }) => sum + length + 1, 0);
  const array = new Uint8Array(Math.max(2, size + 1));
  array[0] = OPEN_ARRAY;
  let at = 1;
  records.forEach((record, index) => {
    if (index > 0) array[at++] = COMMA;
    array.set(record, at);
    at += record.length;
  });
  array[at] = CLOSE_ARRAY;
  return array;
}

function read(body: Bytes): { readonly text: string; readonly value: unknown } {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    return { text, value: JSON.parse(text) };
  } catch (cause) {
    throw new Failure(catalogue.JSON_INVALID, { cause });
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

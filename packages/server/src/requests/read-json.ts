import { Failure, type FieldIssue, type StandardSchema } from '@holdfast/core';
import { type Parsed, parseWith } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';
import { requireRequest } from '../mistakes/require-request.ts';
import { requireNumbers } from '../mistakes/require-value.ts';
import { shapeIssue } from './json-shape.ts';
import { readBytes, type ReadBytesOptions } from './read-bytes.ts';

export interface ReadJsonOptions extends ReadBytesOptions {
  /** Levels of objects and arrays within each other. @default 32 */
  readonly maxDepth?: number;
  /**
   * `storable` refuses U+0000 and half of a surrogate pair in texts and names of members, with a pointer: no two
   * databases store these in the same way. `any` allows them, for values that the app stores as JSON.
   * @default 'storable'
   */
  readonly text?: 'storable' | 'any';
}

const DEFAULT_MAX_DEPTH = 32;

/**
 * The JSON body of a request as its schema gives it back. Rejects with `MEDIA_TYPE_REFUSED` (anything
 * but uncompressed `application/json` in UTF-8), `BODY_TOO_LARGE`, `JSON_INVALID`, or
 * `REQUEST_INVALID` with one RFC 6901 pointer per broken value. Whether unknown members are refused
 * is the schema's decision; `readInput` refuses those the schema drops as well.
 */
export async function readJson<T>(
  request: Request,
  schema: StandardSchema<unknown, T>,
  options: ReadJsonOptions = {},
): Promise<T> {
  const parsed = await parseJsonValue(await readJsonValue(request, options), schema, options);
  if (!parsed.ok) throw invalid(parsed.issues);
  return parsed.value;
}

/** The JSON body before any schema has seen it. Rejects as `readJson` does, but for `REQUEST_INVALID`. */
export async function readJsonValue(request: Request, limits: ReadBytesOptions): Promise<unknown> {
  requireRequest('readJson', request);
  if (!isPlainJson(request.headers)) throw new Failure(catalogue.MEDIA_TYPE_REFUSED);
  return parseJson(await readBytes(request, limits));
}

/** Checks the shape of a value before its schema walks through it. */
export async function parseJsonValue<T>(
  value: unknown,
  schema: StandardSchema<unknown, T>,
  { maxDepth = DEFAULT_MAX_DEPTH, text = 'storable' }: ReadJsonOptions,
): Promise<Parsed<T>> {
  requireNumbers('readJson', { maxDepth });
  const shape = shapeIssue(value, { maxDepth, anyText: text === 'any' });
  return shape ? { ok: false, issues: [shape] } : parseWith(schema, value);
}

function isPlainJson(headers: Headers): boolean {
  const type = headers.get('content-type') ?? '';
  const encoding = headers.get('content-encoding') ?? 'identity';
  return (
    /^\s*application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i.test(type) &&
    encoding.trim().toLowerCase() === 'identity'
  );
}

// Made at the first use: importing this file calls no function of the host.
let decoder: InstanceType<typeof TextDecoder> | undefined;

function parseJson(bytes: Uint8Array): unknown {
  decoder ??= new TextDecoder('utf-8', { fatal: true });
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch (cause) {
    throw new Failure(catalogue.JSON_INVALID, { cause });
  }
}

export function invalid(issues: readonly FieldIssue[]): Failure {
  return new Failure(catalogue.REQUEST_INVALID, { details: { issues } });
}

import type { FieldIssue, StandardSchema } from '@holdfast/core';
import { refuseUnless } from '../mistakes/defect.ts';
import { requireRequest } from '../mistakes/require-request.ts';
import { droppedMembers } from './dropped-members.ts';
import { invalid, parseJsonValue, readJsonValue, type ReadJsonOptions } from './read-json.ts';
import { readQuery, type ReadQueryOptions } from './read-query.ts';

/** The parts of a request, each with its schema. A part without a schema is not read. */
export interface InputSchemas {
  /** The named parts of the path. */
  readonly params?: StandardSchema;
  readonly query?: StandardSchema;
  /** All headers by lower-case name. The schema picks from them; other headers are no mistake. */
  readonly headers?: StandardSchema;
  readonly body?: StandardSchema;
}

type Given<TSchema> = TSchema extends StandardSchema<infer _, infer TOutput> ? TOutput : undefined;

/** The results of the schemas, part by part. */
export type InputOf<TSchemas extends InputSchemas> = {
  readonly [TPlace in keyof InputSchemas]-?: Given<TSchemas[TPlace]>;
};

export interface ReadInputOptions extends ReadJsonOptions, ReadQueryOptions {
  /**
   * `refuse` members that a schema silently leaves out of params, query and body, or leave them to the `schema`, as a
   * schema that renames members needs. @default 'refuse'
   */
  readonly unknown?: 'refuse' | 'schema';
}

/**
 * Everything a request holds, as its schemas give it back. Rejects with `REQUEST_INVALID` that names
 * every mistake in every place at once, by RFC 6901 pointers: into the body as it is, elsewhere behind
 * the name of the place, such as `/query/limit`. Rejects as `readJson` does for a body that cannot be
 * read at all.
 */
export async function readInput<const TSchemas extends InputSchemas>(
  request: Request,
  schemas: TSchemas,
  { params = {}, ...options }: ReadInputOptions & { readonly params?: object } = {},
): Promise<InputOf<TSchemas>> {
  requireRequest('readInput', request);
  requirePlaces(schemas);
  const issues: FieldIssue[] = [];
  const unknown = options.unknown ?? 'refuse';

  const check = async (
    place: keyof InputSchemas,
    schema: StandardSchema,
    read: () => unknown,
  ): Promise<unknown> => {
    const value = await read();
    const parsed = await parseJsonValue(value, schema, options);
    const found = parsed.ok
      ? unknown === 'refuse' && place !== 'headers'
        ? droppedMembers(value, parsed.value)
        : []
      : parsed.issues;
    for (const issue of found) issues.push(at(place, issue));
    return parsed.ok ? parsed.value : undefined;
  };

  const query = (): unknown => {
    // The shape of every part is checked below.
    const read = readQuery(new URL(request.url).search, { ...options, text: 'any' });
    issues.push(...read.issues.map((issue) => at('query', issue)));
    return read.query;
  };
  const { params: ofParams, query: ofQuery, headers: ofHeaders, body: ofBody } = schemas;
  const headers = (): unknown => Object.fromEntries(request.headers);
  const input = {
    params: ofParams && (await check('params', ofParams, () => params)),
    query: ofQuery && (await check('query', ofQuery, query)),
    headers: ofHeaders && (await check('headers', ofHeaders, headers)),
    body: ofBody && (await check('body', ofBody, () => readJsonValue(request, options))),
  };
  if (issues.length > 0) throw invalid(issues);
  return input as InputOf<TSchemas>;
}

const PLACES: ReadonlySet<string> = new Set(['params', 'query', 'headers', 'body']);

/** A schema for no part, or for an unknown part, would accept every request. */
function requirePlaces(schemas: object): void {
  const names = Object.keys(Object(schemas) as object);
  refuseUnless(
    names.length > 0 && names.every((name) => PLACES.has(name)),
    'readInput and validated: name the place that each schema is for, `params`, `query`, `headers` or `body`, such as `{ body: Note }`.',
  );
}

function at(place: keyof InputSchemas, { pointer, message }: FieldIssue): FieldIssue {
  return { pointer: place === 'body' ? pointer : `/${place}${pointer}`, message };
}

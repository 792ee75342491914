import { expectTypeOf } from 'vitest';
import * as z from 'zod';
import { validated } from './validated.ts';

validated(
  { params: z.object({ id: z.string() }), query: z.object({ limit: z.coerce.number() }) },
  ({ params, query, headers, body }, request) => {
    expectTypeOf(params).toEqualTypeOf<{ id: string }>();
    expectTypeOf(query.limit).toEqualTypeOf<number>();
    expectTypeOf(headers).toEqualTypeOf<undefined>();
    expectTypeOf(body).toEqualTypeOf<undefined>();
    expectTypeOf(request).toEqualTypeOf<Request>();
    return new Response();
  },
);

// @ts-expect-error there is no such place
validated({ cookies: z.object({}) }, () => new Response());
// @ts-expect-error a handler answers
validated({ body: z.object({}) }, ({ body }) => body);

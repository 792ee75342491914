import { expectTypeOf } from 'vitest';
import type { FieldIssue } from './field-issue.ts';
import { type Failure, isFailure } from './failure.ts';
import { BODY_TOO_LARGE } from './kinds/http.ts';
import { matchFailure } from './match-failure.ts';

declare const any: Failure;
declare const three:
  Failure<'NOT_FOUND'> | Failure<'GONE'> | Failure<'BODY_TOO_LARGE', { limitBytes: number }>;
declare const thrown: unknown;

const answer = matchFailure(any, {
  BODY_TOO_LARGE: ({ code, details }) => {
    expectTypeOf(code).toEqualTypeOf<'BODY_TOO_LARGE'>();
    expectTypeOf(details).toEqualTypeOf<{ limitBytes: number }>();
    return 1;
  },
  REQUEST_INVALID: ({ details }) => {
    expectTypeOf(details.issues).toEqualTypeOf<readonly FieldIssue[]>();
    return 2;
  },
  network: (failure) => {
    // A family knows its codes.
    expectTypeOf<'OFFLINE'>().toExtend<typeof failure.code>();
    expectTypeOf<'NOT_FOUND'>().not.toExtend<typeof failure.code>();
    return 'text';
  },
  otherwise: (failure) => {
    expectTypeOf(failure).toEqualTypeOf<Failure>();
    return false;
  },
});
expectTypeOf(answer).toEqualTypeOf<number | string | boolean>();

// Every code of a union has a case, by name or by family.
void matchFailure(three, { NOT_FOUND: () => 1, GONE: () => 2, BODY_TOO_LARGE: () => 3 });
void matchFailure(three, { GONE: () => 2, api: () => 3 });
void matchFailure(three, { otherwise: () => 3 });
// @ts-expect-error BODY_TOO_LARGE is not answered
void matchFailure(three, { NOT_FOUND: () => 1, GONE: () => 2 });
// @ts-expect-error no code of this union is of that family
void matchFailure(three, { network: () => 1, otherwise: () => 2 });
// @ts-expect-error no failure of this union has that code
void matchFailure(three, { CONFLICT: () => 1, otherwise: () => 2 });
// @ts-expect-error a failure of any code may have one that no case answers
void matchFailure(any, { network: () => 1 });
// @ts-expect-error there is no such code
void matchFailure(any, { NOT_FUOND: () => 1, otherwise: () => 2 });
// @ts-expect-error a failure of this code has no such detail
void matchFailure(any, { BODY_TOO_LARGE: ({ details }) => details.limit, otherwise: () => 2 });

if (isFailure(thrown, BODY_TOO_LARGE)) {
  expectTypeOf(thrown.details).toEqualTypeOf<{ limitBytes: number }>();
  expectTypeOf(thrown.code).toEqualTypeOf<'BODY_TOO_LARGE'>();
}

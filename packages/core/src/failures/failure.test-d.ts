import { expectTypeOf } from 'vitest';
import type { FieldIssue } from './field-issue.ts';
import { Failure, isFailure } from './failure.ts';
import { REQUEST_INVALID } from './kinds/contract.ts';
import { BODY_TOO_LARGE } from './kinds/http.ts';

declare const thrown: unknown;

if (isFailure(thrown, 'REQUEST_INVALID')) {
  expectTypeOf(thrown.code).toEqualTypeOf<'REQUEST_INVALID'>();
  expectTypeOf(thrown.details).toEqualTypeOf<{ readonly issues: readonly FieldIssue[] }>();
}
if (isFailure(thrown)) {
  expectTypeOf(thrown.details).toBeUnknown();
}

void new Failure(BODY_TOO_LARGE, { details: { limitBytes: 1 } });
// @ts-expect-error details are those of the kind
void new Failure(BODY_TOO_LARGE, { details: { limit: 1 } });
// @ts-expect-error issues are a list
void new Failure(REQUEST_INVALID, { details: { issues: 'wrong' } });

import { expect, it } from 'vitest';
import { catalogue } from '@holdfast/core/failures';
import { type FailureKind, kindOfStatus } from '@holdfast/core/parts';
import { TOLD_BY_CODE } from './told-by-code.ts';

// A client could not act on these codes of a server. It treats them as the plain 500 or 507.
const KEPT_TO_ITSELF = ['DATABASE_FULL', 'DATABASE_QUERY_FAILED', 'DEFECT', 'UNKNOWN'];

it('the table has every kind that crosses HTTP and that a status alone does not identify', () => {
  const kinds: readonly FailureKind[] = Object.values(catalogue);
  const hidden = kinds.filter(
    (kind) => kind.status !== undefined && kindOfStatus(kind.status) !== kind,
  );
  const expected = hidden.map(({ code }) => code).filter((code) => !KEPT_TO_ITSELF.includes(code));
  const told = TOLD_BY_CODE.map(({ code }) => code);
  expect(told.toSorted()).toEqual(expected.toSorted());
});

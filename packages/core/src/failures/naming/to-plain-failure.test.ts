import { describe, expect, it } from 'vitest';
import { Failure } from '../failure.ts';
import { NOT_FOUND } from '../kinds/http.ts';
import { toPlainFailure } from './to-plain-failure.ts';

describe('a value that was thrown where the code called no server', () => {
  it.each<[string, unknown, string]>([
    ['a code before a name', { name: 'TypeError', code: 'ENOSPC' }, 'STORAGE_QUOTA'],
    ['a name', new DOMException('', 'AbortError'), 'ABORTED'],
    ['a bug', new TypeError('x is not a function'), 'DEFECT'],
    ['neither', new Error('oops'), 'UNKNOWN'],
    ['nothing', undefined, 'UNKNOWN'],
  ])('is named by %s', (_, thrown, code) => {
    const failure = toPlainFailure(thrown);
    expect([failure.code, failure.cause]).toEqual([code, thrown]);
  });

  it('stays as it is when it has a name already', () => {
    const failure = new Failure(NOT_FOUND);
    expect(toPlainFailure(failure)).toBe(failure);
  });

  it.each([
    ['an answer', { status: 503 }],
    ['what a schema refused', { issues: [{ message: 'Odd' }] }],
    ['the JSON of a failure', new Failure(NOT_FOUND).toJSON()],
  ])('is not searched for %s', (_, thrown) => {
    expect(toPlainFailure(thrown)).toMatchObject({ code: 'UNKNOWN', details: {}, cause: thrown });
  });
});

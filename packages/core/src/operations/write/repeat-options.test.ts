import { expect, it } from 'vitest';
import { Failure } from '../../failures/failure.ts';
import { TIMEOUT } from '../../failures/kinds/index.ts';
import { repeatOptions } from './repeat-options.ts';

const options = { key: 'key-1', fresh: true };
const after = (effect: Failure['effect']): Failure => new Failure(TIMEOUT, { effect });

it.each([
  ['a write that may have taken effect under the same key', 'write', after('unknown'), options],
  ['a write whose failure is not known under the same key', 'write', undefined, options],
  ['a write that took no effect as a new one', 'write', after('none'), { fresh: true }],
  ['a read as a new one', 'read', after('unknown'), { fresh: true }],
])('repeats %s', (_, kind, failure, expected) => {
  expect(repeatOptions({ kind, honoursKey: true }, failure, options)).toEqual(expected);
});

it('repeats no write that may have taken effect at a server that honours no keys', () => {
  expect(repeatOptions({ kind: 'write', honoursKey: false }, after('unknown'), options)).toBe(
    undefined,
  );
});

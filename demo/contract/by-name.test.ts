import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { byName } from './by-name.ts';

const Counts = byName(z.number());

it('takes any names, and none', () => {
  expect(Counts.parse({ one: 1, constructor: 2 })).toEqual({ one: 1, constructor: 2 });
  expect(Counts.parse({})).toEqual({});
});

it('refuses a value of another kind under any name, and says where', () => {
  const { error } = Counts.safeParse({ one: 1, two: 'two' });
  expect(error?.issues).toMatchObject([{ path: ['two'] }]);
  expect(Counts.safeParse([1]).success).toBe(false);
  expect(Counts.safeParse(null).success).toBe(false);
});

it('gives no answer another prototype', () => {
  const { data } = Counts.safeParse(JSON.parse('{"__proto__": 1, "one": 1}'));
  expect(Object.getPrototypeOf(data ?? {})).toBe(Object.prototype);
});

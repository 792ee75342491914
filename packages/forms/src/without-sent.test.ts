import { isEqual } from '@holdfast/core/parts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutSent } from './without-sent.ts';

describe('the rest of a form after it was sent', () => {
  it('has the values changed meanwhile, field by field', () => {
    const sent = { id: '1', text: 'One.', place: { town: 'Rome', year: 1 }, tags: ['a'] };
    const now = { ...sent, text: 'Two.', place: { town: 'Rome', year: 2 }, tags: ['a', 'b'] };
    const blank = { id: '2', text: '', place: { town: '', year: 0 }, tags: [] };
    expect(withoutSent(now, sent, blank)).toEqual({
      id: '2',
      text: 'Two.',
      place: { town: '', year: 2 },
      tags: ['a', 'b'],
    });
    expect(withoutSent(sent, sent, blank)).toBe(blank);
  });

  it('never lacks a value that was not sent', () => {
    const values = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.anything(), {
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(values, values, values, (now, sent, blank) => {
        const left = withoutSent(now, sent, blank) as Record<string, unknown>;
        for (const name of Object.keys(now)) {
          const isPlainPart = [now, sent, blank].every(
            (each) => Object.prototype.toString.call(each[name]) === '[object Object]',
          );
          if (isPlainPart || isEqual(now[name], sent[name])) continue;
          expect(left[name]).toBe(now[name]);
        }
      }),
    );
  });
});

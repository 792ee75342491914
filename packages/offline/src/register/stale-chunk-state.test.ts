import fc from 'fast-check';
import { expect, it } from 'vitest';
import { marksAfter, noMarks, parseMarks } from './stale-chunk-state.ts';

it('the marks of a session survive it as text', () => {
  const marks = { at: 5, parts: ['a'] };
  expect(parseMarks(JSON.stringify(marks))).toEqual(marks);
});

it('marks that this code did not write are none', () => {
  for (const text of [
    null,
    '',
    '7',
    '{}',
    '{"at":"5","parts":[]}',
    '{"at":5,"parts":[6]}',
    '{"at":5,"parts":["a",6]}',
  ]) {
    expect(parseMarks(text)).toEqual(noMarks);
  }
});

it('a page never reloads twice within ten minutes, whichever parts are gone and however the clock jumps', () => {
  const gone = fc.record({ part: fc.constantFrom('a', 'b', 'c', 'd'), now: fc.nat(600_000) });
  fc.assert(
    fc.property(fc.array(gone), (all) => {
      let marks = noMarks;
      let reloads = 0;
      for (const { part, now } of all) {
        const next = marksAfter(marks, part, 1_000_000_000 + now);
        if (next) reloads += 1;
        marks = next ?? marks;
      }
      expect(reloads).toBeLessThanOrEqual(2);
    }),
  );
});

it('a page may reload again for another part after exactly ten minutes, and never for the same', () => {
  const marks = { at: 1_000_000, parts: ['a'] };
  expect(marksAfter(marks, 'b', 1_599_999)).toBeUndefined();
  expect(marksAfter(marks, 'b', 1_600_000)).toEqual({ at: 1_600_000, parts: ['a', 'b'] });
  expect(marksAfter(marks, 'a', 9_000_000)).toBeUndefined();
});

it('a session keeps at most 21 marks', () => {
  let marks = noMarks;
  for (let part = 0; part < 100; part += 1) {
    marks = marksAfter(marks, String(part), (part + 1) * 3_600_000) ?? marks;
  }
  expect(marks.parts).toEqual(Array.from({ length: 21 }, (_, index) => String(79 + index)));
});

import { createParser } from 'eventsource-parser';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSseReader } from './read-sse.ts';

const line = fc.oneof(
  fc.constantFrom(
    '',
    '',
    'data',
    'data:',
    'data: ',
    'data:  x',
    ':',
    ': beat',
    'datax: 1',
    ' data: 1',
  ),
  fc.constantFrom(
    'retry: 10',
    'retry:7',
    'retry: -1',
    'retry: 1.5',
    'retry',
    'event: x',
    'id: 1',
    'id',
  ),
  fc.string({ unit: fc.constantFrom('d', ':', ' ', 'é', '🦊', '\u2028', '\ufeff') }),
  fc.string().map((text) => `data:${text.replaceAll(/[\r\n]/g, '')}`),
);
const lines = fc.array(fc.tuple(line, fc.constantFrom('\n', '\r', '\r\n')), { maxLength: 12 });

it('the reader of SSE reads events and waits as another parser of the standard does, wherever a text is cut after a line', () => {
  fc.assert(
    fc.property(lines, fc.array(fc.nat()), (written, cuts) => {
      const text = written.flat().join('');
      const expected: unknown[] = [];
      const parser = createParser({
        onEvent: ({ data }) => void expected.push(data),
        onRetry: (ms) => void expected.push(ms),
      });
      // The parser would drop a byte order mark; the text reader has done that already.
      parser.feed('\ufeff');
      parser.feed(text);

      const found: unknown[] = [];
      const read = createSseReader(10_000);
      const ends = [...text.matchAll(/[\r\n]/g)].map(({ index }) => index + 1);
      const places = cuts.map((cut) => ends[cut % ends.length] ?? 0);
      let from = 0;
      for (const to of [...places.toSorted((one, other) => one - other), text.length]) {
        if (to > from) {
          const data = read(text.slice(from, to));
          found.push(...data);
        }
        from = Math.max(from, to);
      }
      expect(found).toEqual(expected);
    }),
    { numRuns: 2_000 },
  );
});

it('the reader of SSE refuses an event whose lines are too long together', () => {
  const read = createSseReader(5);
  expect(read('data: abc\ndata: d\n\n')).toEqual(['abc\nd']);
  expect(read('data: a\n\ndata: abc\ndata: de\n\n')).toMatchObject([
    'a',
    { code: 'ANSWER_TOO_LARGE' },
  ]);
});

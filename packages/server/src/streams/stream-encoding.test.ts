import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { formatOf, NDJSON, SSE } from './stream-encoding.ts';

const anyAccept = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.tuple(
        fc.constantFrom('text/event-stream', 'application/x-ndjson', 'text/*', '*/*', 'a/b', ''),
        fc.constantFrom('', ';q=0', ';q=0.5', '; q=1.000', ';q=2', ';q=', ';v=1;q=0.2', ';;'),
      ),
      { maxLength: 6 },
    )
    .map((ranges) => ranges.map(([type, quality]) => type + quality).join(',')),
);

// Many inputs, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

describe('a format', () => {
  it.each<[string | null, unknown]>([
    [null, SSE],
    ['*/*', SSE],
    ['text/event-stream', SSE],
    ['text/*', SSE],
    ['application/x-ndjson', NDJSON],
    ['Application/X-NDJSON', NDJSON],
    ['application/*', NDJSON],
    ['application/x-ndjson, */*', NDJSON],
    ['application/x-ndjson, text/event-stream', SSE],
    ['text/event-stream;q=0.5, application/x-ndjson', NDJSON],
    ['text/event-stream; q=0.9, application/x-ndjson; q=0.8', SSE],
    ['*/*, text/event-stream;q=0', NDJSON],
    ['text/event-stream;q=0', undefined],
    ['text/event-stream;q=2', undefined],
    ['text/html', undefined],
    ['', undefined],
  ])('for %j is chosen', (accept, format) => {
    expect(formatOf(accept)).toBe(format);
  });

  it('is chosen, or none is, for every Accept header', () => {
    fc.assert(
      fc.property(anyAccept, (accept) => {
        expect([SSE, NDJSON, undefined]).toContain(formatOf(accept));
      }),
      { numRuns: 10_000 },
    );
  });

  it('carries any event, and nothing that was not in it', () => {
    const event = fc
      .record({ type: fc.string({ unit: 'binary' }), data: fc.jsonValue() })
      .map((own) => ({ ...own, seq: 7 }));
    fc.assert(
      fc.property(event, (given) => {
        const line = NDJSON.encode(given);
        expect(line.indexOf('\n')).toBe(line.length - 1);
        const [id, name, data, ...blank] = SSE.encode(given).split(/\r\n|\r|\n/);
        expect(id).toBe('id: 7');
        expect(name).toMatch(/^event: /);
        expect(blank).toEqual(['', '']);
        const asJson: unknown = JSON.parse(JSON.stringify(given));
        expect(JSON.parse(line)).toEqual(asJson);
        expect(JSON.parse(data?.slice('data: '.length) ?? '')).toEqual(asJson);
      }),
      { numRuns: 10_000 },
    );
  });
});

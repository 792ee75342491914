import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dropTo, nextBatch } from './beacon-state.ts';
import type { BeaconEvent } from './beacon-state.ts';
import type { TelemetryEvent } from './telemetry-event.ts';

const started = (operation: string): TelemetryEvent => ({
  type: 'operation.started',
  at: 0,
  operation,
});
const one = (id: string, operation: string): BeaconEvent => ({
  id,
  severity: 'debug',
  event: started(operation),
});
const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

describe('a batch', () => {
  it('is `undefined` when no event waits', () => {
    expect(nextBatch([], 100)).toBeUndefined();
  });

  it('holds an event that alone is exactly as large as a batch may be', () => {
    const alone = [one('1', 'a')];
    const size = bytesOf(nextBatch(alone, 10_000)?.body ?? '');
    expect(nextBatch(alone, size)?.body).toBe(nextBatch(alone, 10_000)?.body);
    expect(nextBatch(alone, size - 1)?.body).not.toContain('"operation"');
  });

  it('holds only type and time of an event that JSON cannot hold, among the others', () => {
    const odd = { ...one('2', 'b').event, size: 5n };
    const batch = nextBatch(
      [one('1', 'a'), { ...one('2', 'b'), event: odd }, one('3', 'c')],
      10_000,
    );
    expect(batch?.ids).toEqual(['1', '2', '3']);
    expect(JSON.parse(batch?.body ?? '')).toMatchObject({
      events: [{ event: { operation: 'a' } }, { event: { type: odd.type } }, { id: '3' }],
    });
  });

  it('holds only type and time of an event that alone is too large', () => {
    const batch = nextBatch([one('1', 'x'.repeat(500))], 200);
    expect(JSON.parse(batch?.body ?? '')).toEqual({
      events: [{ id: '1', severity: 'debug', event: { type: 'operation.started', at: 0 } }],
    });
  });

  it('holds as many events as fit, to the byte', () => {
    const waiting = [one('1', 'a'), one('2', 'b')];
    const size = bytesOf(nextBatch(waiting, 10_000)?.body ?? '');
    expect(nextBatch(waiting, size)?.ids).toEqual(['1', '2']);
    expect(nextBatch(waiting, size - 1)?.ids).toEqual(['1']);
  });

  it('never exceeds its size, keeps the order, and leaves no event out for ever', () => {
    const events = fc.array(fc.string({ maxLength: 200, unit: 'grapheme' }), { maxLength: 40 });
    fc.assert(
      fc.property(events, fc.integer({ min: 300, max: 2_000 }), (names, maxBytes) => {
        let waiting = names.map((name, index) => one(String(index), name));
        const sent: string[] = [];
        for (
          let batch = nextBatch(waiting, maxBytes);
          batch;
          batch = nextBatch(waiting, maxBytes)
        ) {
          expect(bytesOf(batch.body)).toBeLessThanOrEqual(maxBytes);
          sent.push(...batch.ids);
          waiting = waiting.slice(batch.ids.length);
        }
        expect(sent).toEqual(names.map((_, index) => String(index)));
      }),
    );
  });

  it('drops nothing while there is room, and then the oldest of the least severe events', () => {
    const waiting = (['info', 'debug', 'critical', 'debug', 'warning', 'info'] as const).map(
      (severity, index) => ({ ...one(String(index), 'a'), severity }),
    );
    expect(dropTo(waiting, 6).kept).toBe(waiting);
    expect(dropTo(waiting, 6).dropped).toEqual([]);
    const left = (max: number) => dropTo(waiting, max).kept.map(({ id }) => id);
    expect([5, 4, 3, 2, 1, 0].map(left)).toEqual([
      ['0', '2', '3', '4', '5'],
      ['0', '2', '4', '5'],
      ['2', '4', '5'],
      ['2', '4'],
      ['2'],
      [],
    ]);
    expect(dropTo(waiting, 4).dropped.map(({ id }) => id)).toEqual(['1', '3']);
  });

  it('keeps the most severe events when some must be dropped', () => {
    const severity = fc.constantFrom('debug', 'info', 'warning', 'critical');
    fc.assert(
      fc.property(fc.array(severity, { maxLength: 30 }), fc.nat(20), (severities, max) => {
        const waiting = severities.map((each, index) => ({
          ...one(String(index), 'a'),
          severity: each,
        }));
        const { kept, dropped } = dropTo(waiting, max);
        const order = ['debug', 'info', 'warning', 'critical'];
        const rank = ({ severity: each }: BeaconEvent): number => order.indexOf(each);
        expect(kept.length).toBe(Math.min(max, waiting.length));
        expect(kept.length + dropped.length).toBe(waiting.length);
        expect(Math.max(-1, ...dropped.map(rank))).toBeLessThanOrEqual(
          Math.min(9, ...kept.map(rank)),
        );
      }),
    );
  });
});

const ofPage = (id: string, session?: string, release?: string): BeaconEvent => ({
  ...one(id, 'a'),
  ...{ session, release },
});
const parsed = (body = '{}'): unknown => JSON.parse(body);

describe('the page of an event', () => {
  it('is named once for a batch, and each batch has the events of one page', () => {
    const waiting = [
      ofPage('1', 's1', 'r1'),
      ofPage('2', 's1', 'r1'),
      ofPage('3', 's2', 'r1'),
      ofPage('4', 's2'),
    ];
    const first = nextBatch(waiting, 10_000);
    expect(first?.ids).toEqual(['1', '2']);
    expect(parsed(first?.body)).toMatchObject({ session: 's1', release: 'r1' });
    expect(nextBatch(waiting.slice(2), 10_000)?.ids).toEqual(['3']);
    const [sent] = (parsed(first?.body) as { readonly events: readonly object[] }).events;
    expect(Object.keys(sent ?? {})).toEqual(['id', 'severity', 'event']);
  });

  it('is left out for an event from before pages had names', () => {
    expect(Object.keys(parsed(nextBatch([ofPage('1')], 10_000)?.body) as object)).toEqual([
      'events',
    ]);
  });

  it('counts for the size of the body', () => {
    const waiting = [ofPage('1', 's1', 'r1'), ofPage('2', 's1', 'r1')];
    const size = bytesOf(nextBatch(waiting, 10_000)?.body ?? '');
    expect(nextBatch(waiting, size)?.ids).toEqual(['1', '2']);
    expect(nextBatch(waiting, size - 1)?.ids).toEqual(['1']);
  });
});

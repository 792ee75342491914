import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { endsStream, lengthOf, type NewEvent, placeEvents } from './new-event.ts';

// Many inputs, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const anyEvent: fc.Arbitrary<NewEvent> = fc.oneof(
  fc
    .string({ unit: 'grapheme' })
    .map((text): NewEvent => ({ type: 'delta', text: text.replaceAll(/\p{Surrogate}/gu, '') })),
  fc.nat().map((micros): NewEvent => ({ type: 'usage', micros })),
  fc.jsonValue().map((text): NewEvent => ({ type: 'mood', text })),
);

it('places events the same however they are grouped', () => {
  fc.assert(
    fc.property(fc.array(anyEvent), fc.nat({ max: 20 }), (events, cut) => {
      const start = { seq: 0, offset: 0 };
      const [head, tail] = [events.slice(0, cut), events.slice(cut)];
      const whole = placeEvents(start, events);
      expect([...placeEvents(start, head), ...placeEvents(lengthOf(head), tail)]).toEqual(whole);
      expect(whole.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    }),
    { numRuns: 10_000 },
  );
});

it('counts the bytes of text as UTF-8 does, and of nothing else', () => {
  const events: NewEvent[] = [
    { type: 'delta', text: 'é🔥' },
    { type: 'mood', text: 'not told' },
    { type: 'delta', text: 7 },
  ];
  expect(lengthOf(events)).toEqual({ seq: 3, offset: 6 });
});

it.each<[NewEvent, boolean]>([
  [{ type: 'done' }, true],
  [{ type: 'interrupted', reason: 'cancelled' }, true],
  [{ type: 'interrupted', reason: 'server-stopping' }, false],
  [{ type: 'delta', text: 'done' }, false],
  [{ type: 'mood', mood: 'done' }, false],
])('knows whether %j is an end: %s', (event, ends) => {
  expect(endsStream([event])).toBe(ends);
});

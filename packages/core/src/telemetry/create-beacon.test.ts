import { createVirtualPlatform } from '@holdfast/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../failures/failure.ts';
import { DEFECT } from '../failures/kinds/runtime.ts';
import { memoryBeaconBuffer } from './beacon-buffer.ts';
import { dropTo, nextBatch } from './beacon-state.ts';
import type { BeaconEvent } from './beacon-state.ts';
import { createBeacon } from './create-beacon.ts';
import type { BeaconOptions } from './create-beacon.ts';
import { flushWhenHidden } from './dom-flush-when-hidden.ts';
import type { TelemetryEvent } from './telemetry-event.ts';

const started = (operation: string): TelemetryEvent => ({
  type: 'operation.started',
  at: 0,
  operation,
});
const opened: TelemetryEvent = { type: 'circuit.changed', at: 0, name: 'api', state: 'open' };
const broke: TelemetryEvent = {
  type: 'render.uncaught',
  at: 0,
  failure: new Failure(DEFECT).toJSON(),
};

interface Body {
  readonly events: readonly BeaconEvent[];
}

function reporting(options: Partial<BeaconOptions> = {}) {
  const platform = createVirtualPlatform();
  const bodies: Body[] = [];
  const server = { up: true };
  const beacon = createBeacon({
    platform,
    async send(body) {
      if (!server.up) throw new Error('down');
      bodies.push(JSON.parse(body) as Body);
      return true;
    },
    ...options,
  });
  const received = () => bodies.flatMap(({ events }) => events);
  return { platform, beacon, bodies, server, received };
}

const fails = (): Promise<never> => Promise.reject(new Error('disk is full'));

describe('a beacon', () => {
  it('gathers events and sends them together', async () => {
    const { platform, beacon, bodies } = reporting();
    beacon.sink(started('a'));
    await platform.advance(4_999);
    beacon.sink(started('b'));
    expect(bodies).toEqual([]);
    await platform.advance(1);
    expect(bodies.map(({ events }) => events.length)).toEqual([2]);
    await platform.advance(60_000);
    expect(bodies).toHaveLength(1);
    expect(platform.pending()).toBe(0);
  });

  it('does not let a critical event wait', async () => {
    const { platform, beacon, received } = reporting();
    beacon.sink(broke);
    await platform.advance(0);
    expect(received()).toHaveLength(1);
  });

  it('sends again what was not received, with the same id, less and less often', async () => {
    const { platform, beacon, server, received } = reporting();
    server.up = false;
    beacon.sink(started('a'));
    await platform.advance(5_000);
    expect(beacon.status.getSnapshot()).toMatchObject({ waiting: 1 });
    await platform.advance(4_999);
    server.up = true;
    expect(received()).toEqual([]);
    await platform.advance(60_000);
    expect(received().map(({ event }) => event)).toEqual([started('a')]);
    expect(beacon.status.getSnapshot()).toMatchObject({ waiting: 0, dropped: 0, durable: true });
  });

  it('also sends again what a server refused', async () => {
    let refusals = 2;
    const { platform, beacon } = reporting({ send: async () => (refusals -= 1) < 0 });
    beacon.sink(started('a'));
    await platform.advance(120_000);
    expect(beacon.status.getSnapshot().waiting).toBe(0);
  });

  it('sends what an earlier page could not before its own, and keeps nothing that was received', async () => {
    const buffer = memoryBeaconBuffer();
    const first = reporting({ buffer });
    first.server.up = false;
    first.beacon.sink(started('a'));
    await first.platform.advance(5_000);
    first.beacon.dispose();
    expect(first.platform.pending()).toBe(0);
    first.beacon.sink(started('too late'));
    await first.beacon.flush();
    const second = reporting({ buffer });
    second.beacon.sink(started('b'));
    await second.platform.advance(5_000);
    expect(second.received().map(({ event }) => event)).toEqual([started('a'), started('b')]);
    expect(await buffer.load()).toEqual([]);
  });

  it('drops the oldest of the least severe when too many wait', async () => {
    const buffer = memoryBeaconBuffer();
    const { platform, beacon, server, received } = reporting({ maxWaiting: 3, buffer });
    server.up = false;
    for (const event of [started('a'), opened, started('b'), opened, started('c')])
      beacon.sink(event);
    expect(beacon.status.getSnapshot()).toMatchObject({ waiting: 3, dropped: 2 });
    server.up = true;
    await beacon.flush();
    expect(received().map(({ event }) => event)).toEqual([opened, opened, started('c')]);
    await platform.advance(0);
    expect(await buffer.load()).toEqual([]);
  });

  it('goes on without a buffer that fails, and says so', async () => {
    const { platform, beacon, received } = reporting({
      buffer: { load: fails, add: fails, remove: fails },
    });
    beacon.sink(started('a'));
    await platform.advance(5_000);
    expect(received()).toHaveLength(1);
    expect(beacon.status.getSnapshot().durable).toBe(false);
  });

  it('sends when the page is hidden, which may be its last moment', async () => {
    const { platform, beacon, received } = reporting();
    const page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
    const leave = flushWhenHidden(beacon, page);
    beacon.sink(started('a'));
    page.dispatchEvent(new Event('visibilitychange'));
    await platform.advance(0);
    expect(received()).toHaveLength(0);
    page.visibilityState = 'hidden';
    page.dispatchEvent(new Event('visibilitychange'));
    await platform.advance(0);
    expect(received()).toHaveLength(1);
    leave();
    beacon.sink(started('b'));
    page.dispatchEvent(new Event('visibilitychange'));
    await platform.advance(0);
    expect(received()).toHaveLength(1);
  });
});

const one = (id: string, operation: string): BeaconEvent => ({
  id,
  severity: 'debug',
  event: started(operation),
});
const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

describe('a batch', () => {
  it('is nothing when nothing waits', () => {
    expect(nextBatch([], 100)).toBeUndefined();
  });

  it('tells only type and time of an event that alone is too large', () => {
    const batch = nextBatch([one('1', 'x'.repeat(500))], 200);
    expect(JSON.parse(batch?.body ?? '')).toEqual({
      events: [{ id: '1', severity: 'debug', event: { type: 'operation.started', at: 0 } }],
    });
  });

  it('takes as much as fits, to the byte', () => {
    const waiting = [one('1', 'a'), one('2', 'b')];
    const size = bytesOf(nextBatch(waiting, 10_000)?.body ?? '');
    expect(nextBatch(waiting, size + 1)?.ids).toEqual(['1', '2']);
    expect(nextBatch(waiting, size - 1)?.ids).toEqual(['1']);
  });

  it('never passes its size, keeps the order, and leaves nothing out for ever', () => {
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

  it('keeps the most severe when some must go', () => {
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

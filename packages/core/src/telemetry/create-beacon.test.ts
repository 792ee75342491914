import { createVirtualPlatform } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { Failure } from '../failures/failure.ts';
import { DEFECT } from '../failures/kinds/runtime.ts';
import { memoryBeaconBuffer } from './beacon-buffer.ts';
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
  readonly release?: string;
  readonly session?: string;
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

  it('sends with the next event the events that its lost timer would have sent', async () => {
    const platform = createVirtualPlatform();
    const timers: (() => void)[] = [];
    const { beacon, bodies } = reporting({
      platform: {
        ...platform,
        schedule(delayMs, task) {
          timers.push(platform.schedule(delayMs, task));
          return () => {};
        },
      },
    });
    await platform.advance(0);
    beacon.sink(started('a'));
    for (const lose of timers) lose();
    await platform.advance(60_000);
    expect(bodies).toEqual([]);
    beacon.sink(started('b'));
    await platform.advance(0);
    expect(bodies.map(({ events }) => events.length)).toEqual([2]);
  });

  it('does not let a critical event wait', async () => {
    const { platform, beacon, received } = reporting();
    beacon.sink(broke);
    await platform.advance(0);
    expect(received()).toHaveLength(1);
  });

  it('sends events again that were not received, with the same id, less and less often', async () => {
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

  it('sends events that a server refused again, too', async () => {
    let refusals = 2;
    const { platform, beacon } = reporting({ send: async () => (refusals -= 1) < 0 });
    beacon.sink(started('a'));
    await platform.advance(120_000);
    expect(beacon.status.getSnapshot().waiting).toBe(0);
  });

  it('sends the events of an earlier page before its own, and keeps none that was received', async () => {
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

  it('names the release and a random session, which every page draws anew', async () => {
    const sessions = new Set<string | undefined>();
    for (const seed of [1, 2, 3]) {
      const { beacon, bodies } = reporting({
        platform: createVirtualPlatform({ seed }),
        release: '1.4.0',
      });
      beacon.sink(started('a'));
      // oxlint-disable-next-line no-await-in-loop -- one page after another
      await beacon.flush();
      beacon.sink(started('b'));
      // oxlint-disable-next-line no-await-in-loop -- one page after another
      await beacon.flush();
      expect(bodies.map(({ release }) => release)).toEqual(['1.4.0', '1.4.0']);
      expect(bodies[0]?.session).toMatch(/^[a-z\d]{8,13}$/);
      expect(bodies[1]?.session).toBe(bodies[0]?.session);
      sessions.add(bodies[0]?.session);
    }
    expect(sessions.size).toBe(3);
  });

  it('sends the events of an earlier page under the session and the release of that page', async () => {
    const buffer = memoryBeaconBuffer();
    const first = reporting({
      ...{ buffer, release: '1.4.0', platform: createVirtualPlatform({ seed: 1 }) },
      send: async () => false,
    });
    first.beacon.sink(started('a'));
    await first.beacon.flush();
    first.beacon.dispose();
    const [kept] = await buffer.load();
    const platform = createVirtualPlatform({ seed: 2 });
    const { beacon, bodies } = reporting({ buffer, platform, release: '1.5.0' });
    beacon.sink(started('b'));
    await platform.advance(5_000);
    expect(bodies.map(({ release }) => release)).toEqual(['1.4.0', '1.5.0']);
    expect(bodies[0]?.session).toBe(kept?.session);
    expect(bodies[1]?.session).not.toBe(kept?.session);
  });

  it('drops the oldest of the least severe events when too many wait', async () => {
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

  it('gives up a send that never answers, keeps its events, and sends them with later ones', async () => {
    const signals: AbortSignal[] = [];
    const bodies: Body[] = [];
    const { platform, beacon } = reporting({
      send(body, signal) {
        signals.push(signal);
        if (signals.length === 1) return new Promise(() => {});
        bodies.push(JSON.parse(body) as Body);
        return Promise.resolve(true);
      },
    });
    beacon.sink(started('a'));
    await platform.advance(5_000);
    beacon.sink(started('b'));
    await platform.advance(29_999);
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
    expect(beacon.status.getSnapshot()).toMatchObject({ waiting: 2, unanswered: 0 });
    await platform.advance(1);
    expect(signals[0]?.aborted).toBe(true);
    expect(beacon.status.getSnapshot()).toMatchObject({ waiting: 2, unanswered: 1, dropped: 0 });
    await platform.advance(10_000);
    expect(bodies.flatMap(({ events }) => events.map(({ event }) => event))).toEqual([
      started('a'),
      started('b'),
    ]);
    expect(beacon.status.getSnapshot()).toMatchObject({ waiting: 0, unanswered: 1 });
    expect(platform.pending()).toBe(0);
  });

  it('gives up a send whose timer the host has lost, with the next flush', async () => {
    const timers: (() => void)[] = [];
    const platform = createVirtualPlatform();
    const { beacon } = reporting({
      platform: {
        ...platform,
        schedule(delayMs, task) {
          timers.push(platform.schedule(delayMs, task));
          return () => {};
        },
      },
      send: () => new Promise(() => {}),
    });
    beacon.sink(started('a'));
    void beacon.flush();
    for (const lose of timers) lose();
    await platform.advance(60_000);
    expect(beacon.status.getSnapshot().unanswered).toBe(0);
    const flushed = beacon.flush();
    await platform.advance(0);
    await flushed;
    expect(beacon.status.getSnapshot()).toMatchObject({ waiting: 1, unanswered: 1 });
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

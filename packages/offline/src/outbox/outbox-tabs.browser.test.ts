import type { Failure } from '@holdfast/core';
import { type ChannelPort, type LockPort, webLocks } from '@holdfast/core/parts';
import type { TelemetryEvent } from '@holdfast/core/telemetry';

import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createStage,
  entry,
  stateOf,
  until,
  untilGone,
  type Stage,
  ended,
} from './outbox-stage.contract.ts';

/** A frozen tab also hears no message. */
const deafChannel: ChannelPort = { post() {}, subscribe: () => () => {}, dispose() {} };

let stage: Stage;
beforeEach(() => {
  stage = createStage();
});
afterEach(() => stage.close());

/** A lock that excludes no tab, as when its holder was frozen or its lock was stolen. */
const brokenLocks: LockPort = { hold: (_name, work) => work() };
const sentKeys = (): readonly string[] => stage.server.arrivals.map(({ key }) => key);

/** Counts how often a tab had to wait for the lock of bursts, and how many held it at once. */
const watchedLocks = (): LockPort & { contended: number; most: number } => {
  const locks = webLocks();
  let asking = 0;
  let holding = 0;
  const watched = {
    ...{ contended: 0, most: 0 },
    hold<T>(name: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
      if (!name.endsWith(':drain')) return locks.hold(name, work, signal);
      asking += 1;
      if (asking > 1) watched.contended += 1;
      const counted = async (): Promise<T> => {
        holding += 1;
        watched.most = Math.max(watched.most, holding);
        return work().finally(() => (holding -= 1));
      };
      return locks.hold(name, counted, signal).finally(() => (asking -= 1));
    },
  };
  return watched;
};

describe('several tabs', () => {
  it('send each entry once, one burst at a time', async () => {
    const locks = watchedLocks();
    const tabs = await Promise.all([1, 2, 3].map(() => stage.open({ locks })));
    const answering = (async () => {
      for (let sent = 0; sent < 60; sent += 1) (await stage.server.next()).answer(200, {});
    })();
    await Promise.all(
      Array.from({ length: 60 }, (_, n) =>
        tabs[n % 3]?.add(entry(`e${n}`, { lane: `lane-${n % 7}` })),
      ),
    );
    await answering;
    for (const tab of tabs) {
      while (tab.entries.getSnapshot().length > 0) await stage.platform.advance(16);
    }
    expect(stage.server.arrivals).toHaveLength(60);
    expect(new Set(sentKeys()).size).toBe(60);
    expect(locks.contended).toBeGreaterThan(0);
    expect(locks.most).toBe(1);
  });

  it('see each other’s entries, and each tab can follow any of them', async () => {
    const [one, two] = [await stage.open(), await stage.open()];
    await one.add(entry('a'));
    await until(two.entries, (all) => all.length === 1);
    const settled = [ended(one, 'a'), ended(two, 'a')];
    (await stage.server.next()).answer(200, { n: 1 });
    await stage.platform.advance(16);
    for (const settlement of settled) {
      await expect(settlement).resolves.toMatchObject({ kind: 'applied', value: { n: 1 } });
    }
    await untilGone(two, 'a');
  });

  it('keep no more entries than the limit together, also when they add at the same moment', async () => {
    const limits = { maxEntries: 3 };
    const tabs = [await stage.open({ limits }), await stage.open({ limits })];
    const adding = Array.from({ length: 8 }, (_, n) => tabs[n % 2]?.add(entry(`e${n}`)));
    const results = await Promise.allSettled(adding);
    const refusals = results.flatMap((result) =>
      result.status === 'rejected' ? [(result.reason as Failure).code] : [],
    );
    expect(refusals).toEqual(Array.from({ length: 5 }, () => 'QUEUE_FULL'));
    const later = await stage.open();
    expect(later.entries.getSnapshot()).toHaveLength(3);
  });

  it('take over from a tab that hangs with the lock, and its late acceptance changes nothing', async () => {
    const frozen = await stage.open({ locks: brokenLocks });
    await frozen.add(entry('a'));
    await frozen.add(entry('b'));
    const late = await stage.server.next();
    const other = await stage.open({ locks: brokenLocks });
    const taken = await stage.server.next();
    expect([late.key, taken.key]).toEqual(['a', 'a']);
    taken.answer(200, { by: 'other' });
    const follower = await stage.server.next();
    expect(follower.key).toBe('b');
    late.answer(200, { by: 'frozen' });
    follower.answer(200, {});
    await expect(ended(other, 'a')).resolves.toMatchObject({ value: { by: 'other' } });
    await untilGone(other, 'b');
    await frozen.drain();
    expect(sentKeys()).toEqual(['a', 'a', 'b']);
  });

  it('ignore a late refusal from a tab that was replaced, and let that tab claim nothing more', async () => {
    const bursts: TelemetryEvent[] = [];
    const limits = { parallel: 1 };
    stage.identity.set(null);
    const frozen = await stage.open({
      ...{ limits, locks: brokenLocks, channel: deafChannel },
      sinks: [(event) => event.type === 'outbox.burst' && bursts.push(event)],
    });
    await frozen.add(entry('a', { lane: 'x' }));
    await frozen.add(entry('b', { lane: 'y' }));
    await frozen.drain();
    stage.identity.set({ subject: 'ann' });
    const late = await stage.server.next();
    const before = bursts.length;
    const other = await stage.open({ limits, locks: brokenLocks });
    const taken = await stage.server.next();
    late.answer(422);
    while (bursts.length === before) await stage.platform.advance(0);
    expect(sentKeys()).toEqual(['a', 'a']);
    expect(stateOf(other, 'a')?.kind).toBe('sending');
    taken.answer(200, {});
    (await stage.server.next()).answer(200, {});
    await untilGone(other, 'b');
  });

  it('get their turn when a burst has lasted long enough', async () => {
    const bursts: string[] = [];
    const sinks = (sender: string) => ({
      sender,
      sinks: [
        (event: TelemetryEvent) => {
          if (event.type === 'outbox.burst' && event.sent > 0) bursts.push(event.sender);
        },
      ],
    });
    const one = await stage.open({ ...sinks('one'), limits: { parallel: 1 } });
    await one.add(entry('a'));
    const first = await stage.server.next();
    const two = await stage.open({ ...sinks('two'), limits: { parallel: 1 } });
    await two.add(entry('b'));
    await stage.platform.advance(20_000);
    first.answer(200, {});
    (await stage.server.next()).answer(200, {});
    await untilGone(two, 'b');
    await two.drain();
    expect(bursts).toEqual(['one', 'two']);
  });

  it('are not stopped by a tab that holds the lock and never lets go', async () => {
    let release: (() => void) | undefined;
    const held = webLocks().hold(
      `${stage.name}:drain`,
      () => new Promise<void>((resolve) => (release = resolve)),
    );
    const outbox = await stage.open();
    await outbox.add(entry('a'));
    const database = await openDB(stage.name);
    while (stage.server.arrivals.length === 0) {
      await stage.platform.advance(1_000);
      // Virtual time advances no faster than the database.
      await database.getAll('meta');
    }
    database.close();
    expect(outbox.guard.getSnapshot()).toBe('epoch');
    expect(stage.platform.monotonic()).toBeLessThan(60_000);
    (await stage.server.next()).answer(200, {});
    await untilGone(outbox, 'a');
    release?.();
    await held;
  });

  it('lose no wake-up, whenever it comes', async () => {
    const outbox = await stage.open();
    for (let n = 0; n < 40; n += 1) {
      const added = outbox.add(entry(`e${n}`, { lane: `${n % 2}` }));
      const arrival = await stage.server.next();
      arrival.answer(200, {});
      await added;
    }
    await until(outbox.entries, (all) => all.length === 0);
  });
});

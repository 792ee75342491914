import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { createVirtualPlatform, type VirtualPlatform } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { SHARDS } from './lane.ts';
import { memoryRelayStore } from './memory-relay-store.ts';
import { memorySink } from './memory-sink.ts';
import type { RelayVerdict } from './relay-sink.ts';
import { eventsOf, type RelayUnderTest, relayUnderTest } from '../../test/relay-under-test.ts';

const done: RelayVerdict = { outcome: 'done' };
const never = new Promise<never>(() => {});

/** A platform that can stop the timers and promises of one process while the clock goes on. */
function freezable(platform: VirtualPlatform): VirtualPlatform & { freeze(): () => void } {
  let isFrozen = false;
  const waiting: (() => void)[] = [];
  return {
    ...platform,
    schedule: (delayMs, task) =>
      platform.schedule(delayMs, () => void (isFrozen ? waiting.push(task) : task())),
    freeze() {
      isFrozen = true;
      return () => {
        isFrozen = false;
        for (const task of waiting.splice(0)) task();
      };
    },
  };
}

describe('two relays', () => {
  it('share the keys, and take over the keys of a relay that stops', async () => {
    const platform = createVirtualPlatform();
    const store = memoryRelayStore({ platform });
    const sinks = [memorySink(), memorySink()];
    const [one, two] = sinks.map((sink) => relayUnderTest({ sinks: [sink], store }, platform)) as [
      RelayUnderTest,
      RelayUnderTest,
    ];
    one.relay.start();
    two.relay.start();
    await platform.advance(5000);
    const shares = [one, two].map(({ relay }) => relay.status.getSnapshot().shards);
    expect(shares).toEqual([SHARDS / 2, SHARDS / 2]);
    await one.add(...Array.from({ length: 100 }, (_, key) => eventsOf(`k${key}`, key)).flat());
    await platform.advance(2000);
    expect(sinks.map(({ delivered }) => delivered.length > 20)).toEqual([true, true]);
    expect(new Set(sinks.flatMap(({ delivered }) => delivered.map(({ id }) => id))).size).toBe(100);
    await one.relay.stop();
    await platform.advance(2000);
    expect(two.relay.status.getSnapshot().shards).toBe(SHARDS);
    await two.relay.stop();
  });

  it('never send the same key at once: a frozen relay that comes back changes nothing', async () => {
    const platform = createVirtualPlatform();
    const store = memoryRelayStore({ platform });
    let finish!: (verdict: RelayVerdict) => void;
    const late = new Promise<RelayVerdict>((resolve) => (finish = resolve));
    const ice = freezable(platform);
    const slow = memorySink({ answer: () => late });
    const frozen = relayUnderTest({ sinks: [slow], store }, ice);
    await frozen.add(...eventsOf('a', 1, 2));
    frozen.relay.start();
    await platform.advance(0);
    expect(slow.batches).toHaveLength(1);
    const thaw = ice.freeze();
    const sink = memorySink();
    const other = relayUnderTest({ sinks: [sink], store }, platform);
    other.relay.start();
    await platform.advance(5000);
    expect(sink.delivered.map(({ body }) => body)).toEqual([1, 2]);
    finish(done);
    thaw();
    await platform.advance(10_000);
    expect(frozen.logged).toContain('relay.fenced');
    expect(slow.batches).toHaveLength(1);
    await frozen.relay.stop();
    await other.relay.stop();
  });

  it('hold their leases by the monotonic clock, whatever the wall clock says', async () => {
    const platform = createVirtualPlatform();
    const store = memoryRelayStore({ platform });
    const sink = memorySink();
    const { relay, add, logged } = relayUnderTest({ sinks: [sink], store }, platform);
    relay.start();
    await platform.advance(0);
    for (const jump of [3_600_000, -7_200_000]) {
      platform.jumpWallClock(jump);
      await add(...eventsOf('a', jump));
      await platform.advance(20);
    }
    expect(sink.delivered).toHaveLength(2);
    expect(logged).toEqual([]);
    await relay.stop();
  });
});

describe('an event that ends the process', () => {
  it('is recognised by its own attempts, takes few other events with it, and becomes a dead letter', async () => {
    const platform = createVirtualPlatform();
    const store = memoryRelayStore({ platform });
    const delivered: unknown[] = [];
    let crashes = 0;
    const setUp = relayUnderTest({ sinks: [], store }, platform);
    await setUp.add(
      ...Array.from({ length: 30 }, (_, key) => eventsOf(`k${key}`, `${key}`)).flat(),
      ...eventsOf('p', 'poison', 'after'),
    );
    // A dead process neither answers nor renews its lease. The test starts another one.
    for (let life = 0; life < 12; life += 1) {
      const ice = freezable(platform);
      let isDead = false;
      const sink = memorySink({
        maxBatch: 50,
        answer: ({ body, topic }) => {
          if (isDead) return never;
          if (body === 'poison' && topic === 't') {
            isDead = true;
            crashes += 1;
            ice.freeze();
            return never;
          }
          delivered.push(body);
          return done;
        },
      });
      const { relay } = relayUnderTest({ sinks: [sink], store, onPoison: 'skip' }, ice);
      relay.start();
      // oxlint-disable-next-line no-await-in-loop -- one life after another
      await platform.advance(8000);
      if (!isDead) await relay.stop();
    }
    expect(crashes).toBe(5);
    expect(await store.stopped('memory', 9)).toMatchObject([
      { body: 'poison', failure: { code: 'EVENT_POISONED' } },
    ]);
    expect(new Set(delivered)).toEqual(
      new Set(['poison', 'after', ...Array.from({ length: 30 }, (_, key) => `${key}`)]),
    );
    // Only the attempts before the relay suspected this event took other events with them.
    expect(delivered.length).toBeLessThan(32 + 2 * 50);
  });
});

describe('a store that fails', () => {
  it('gets the verdicts later, and the events are not sent again', async () => {
    const platform = createVirtualPlatform();
    const store = memoryRelayStore({ platform });
    let isFull = true;
    const full: typeof store = {
      ...store,
      settle: async (settlements) => {
        if (isFull) throw new Failure(catalogue.DATABASE_FULL);
        return store.settle(settlements);
      },
    };
    const sink = memorySink();
    const { relay, add, logged } = relayUnderTest({ sinks: [sink], store: full }, platform);
    await add(...eventsOf('a', 1));
    relay.start();
    await platform.advance(20_000);
    expect(logged).toEqual(['relay.settle-failed']);
    isFull = false;
    await platform.advance(1000);
    expect(sink.batches).toHaveLength(1);
    expect((await store.measure('memory', 9)).depth).toBe(0);
    await relay.stop();
  });

  it('may have kept a claim without an answer: the events of that claim wait again', async () => {
    const platform = createVirtualPlatform();
    const store = memoryRelayStore({ platform });
    let isLost = true;
    const lossy: typeof store = {
      ...store,
      claim: async (request) => {
        const claimed = await store.claim(request);
        if (!isLost || claimed.events.length === 0) return claimed;
        isLost = false;
        throw new Failure(catalogue.COMMIT_UNCERTAIN);
      },
    };
    const sink = memorySink();
    const { relay, add } = relayUnderTest({ sinks: [sink], store: lossy }, platform);
    await add(...eventsOf('a', 1));
    relay.start();
    await platform.advance(3000);
    expect(sink.delivered).toMatchObject([{ body: 1 }]);
    await relay.stop();
  });
});

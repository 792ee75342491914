import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createEnqueue } from './create-enqueue.ts';
import { SHARDS } from './lane.ts';
import type { RelayEvent } from './relay-event.ts';
import { afterVerdict, dead, type RelayChange, UNSENT } from './relay-state.ts';
import type { Claimed, ClaimedEvent, NewRelayEvent, RelayStore } from './relay-store.ts';

export interface RelayStoreUnderTest<TTransaction> {
  readonly store: RelayStore<TTransaction>;
  /** Runs work in a transaction that is kept when it fulfils. */
  readonly transact: <T>(work: (transaction: TTransaction) => Promise<T>) => Promise<T>;
  /** Sets the clock of the store back by so many milliseconds, or forward where there are fewer than 0. */
  readonly setBack: (ms: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

const MINUTE_MS = 60_000;
const failure = new Failure(catalogue.UNAVAILABLE);
const rules = { maxFailures: 9, onPoison: 'stop' } as const;
const done = afterVerdict(
  { failures: 0 },
  { verdict: { outcome: 'done' }, counts: true, delayMs: 0 },
  rules,
);
const retryIn = (delayMs: number): RelayChange =>
  afterVerdict(
    { failures: 0 },
    { verdict: { outcome: 'retry', failure }, counts: true, delayMs },
    rules,
  );
const blocked = afterVerdict(
  { failures: 0 },
  { verdict: { outcome: 'blocked', failure }, counts: true, delayMs: 0 },
  rules,
);

const bodies = ({ events }: Claimed): readonly unknown[] => events.map(({ body }) => body);

/** The rules that every `RelayStore` keeps. */
export function relayStoreContract<TTransaction>(
  name: string,
  open: () => Promise<RelayStoreUnderTest<TTransaction>>,
): void {
  describe(`${name} as a store of the relay`, () => {
    let under: RelayStoreUnderTest<TTransaction>;
    let sink = '';
    let shards: readonly number[] = [];
    let count = 0;
    const relay = 'one';
    const event = (key: string, body: unknown = key): RelayEvent => ({
      ...{ sink, topic: 't', key, body },
    });
    const enqueue = (events: RelayEvent | readonly RelayEvent[]) =>
      under.transact((transaction) => createEnqueue({ store: under.store })(transaction, events));
    const claim = (
      request: { most?: number; after?: string; only?: string; relay?: string } = {},
    ): Promise<Claimed> =>
      under.store.claim({ relay, sink, shards, after: '', most: 10, ...request });
    const settle = (events: readonly ClaimedEvent[], change: RelayChange) =>
      under.store.settle(events.map((one) => ({ event: one, change })));
    const lease = (of = relay, giveBack: readonly number[] = []) =>
      under.store.lease({ relay: of, leaseMs: MINUTE_MS, giveBack });

    beforeAll(async () => {
      under = await open();
    });
    afterAll(() => under.close());
    beforeEach(async () => {
      // Another sink for each test, on one database.
      sink = `sink-${(count += 1)}`;
      await under.store.release(relay);
      await under.store.release('two');
      shards = (await lease()).held.map(({ shard }) => shard);
    });

    it('gives every part of an event back, with positions from 1', async () => {
      const headers = { 'ce-type': 'note.added' };
      const traceparent = '00-11111111111111111111111111111111-2222222222222222-01';
      const body = { text: 'naïve 👋', list: [1, null] };
      await enqueue({ ...event('a', body), id: 'e1', headers, traceparent });
      const { events } = await claim();
      expect(events).toMatchObject([
        { sink, topic: 't', key: 'a', id: 'e1', body, headers, traceparent },
      ]);
      expect(events).toMatchObject([{ position: 1, attempt: 1, failures: 0, crashes: 0 }]);
      expect(Math.abs((events[0]?.enqueuedAt ?? 0) - Date.now())).toBeLessThan(MINUTE_MS);
    });

    it('gives the events of a key in the order of their transactions', async () => {
      await enqueue(event('a', 1));
      await enqueue([event('a', 2), event('b', 3), event('a', 4)]);
      const { events } = await claim();
      expect(events.map(({ key, position, body }) => [key, position, body])).toEqual([
        ['a', 1, 1],
        ['a', 2, 2],
        ['a', 3, 4],
        ['b', 1, 3],
      ]);
    });

    it('takes an id of a sink once, also within one call and after it is done', async () => {
      const first = await enqueue([
        { ...event('a'), id: 'e1' },
        { ...event('a', 'again'), id: 'e1' },
      ]);
      expect(first.map(({ isNew }) => isNew)).toEqual([true, false]);
      const { events } = await claim();
      await settle(events, done);
      expect(await enqueue({ ...event('b'), id: 'e1' })).toEqual([{ id: 'e1', isNew: false }]);
      expect(bodies(await claim())).toEqual([]);
      await enqueue(event('a', 'next'));
      expect((await claim()).events).toMatchObject([{ body: 'next', position: 2 }]);
    });

    it('keeps nothing of a transaction that rolls back, and leaves no gap', async () => {
      const undone = under.transact(async (transaction) => {
        await createEnqueue({ store: under.store })(transaction, event('a', 'undone'));
        throw new Error('halfway');
      });
      await expect(undone).rejects.toThrow('halfway');
      await enqueue(event('a', 'kept'));
      expect((await claim()).events).toMatchObject([{ body: 'kept', position: 1 }]);
    });

    it('takes many events in one call', async () => {
      const many = Array.from({ length: 1203 }, (_, index) => event(`key ${index % 7}`, index));
      await enqueue(many);
      expect(
        await under.transact((transaction) => under.store.depth(transaction, sink, 5000)),
      ).toBe(1203);
      expect(await under.transact((transaction) => under.store.depth(transaction, sink, 100))).toBe(
        100,
      );
      const { events } = await claim({ most: 2000 });
      expect(events).toHaveLength(1203);
      for (const key of new Set(events.map((one) => one.key))) {
        const own = events.filter((one) => one.key === key);
        expect(own.map(({ position }) => position)).toEqual(own.map((_, index) => index + 1));
      }
    });

    it('gives positions without a gap to parallel transactions of one key', async () => {
      await Promise.all(Array.from({ length: 12 }, (_, index) => enqueue(event('a', index))));
      const { events } = await claim({ most: 20 });
      expect(events.map(({ position }) => position)).toEqual(
        Array.from({ length: 12 }, (_, index) => index + 1),
      );
    });

    it('takes an id once when two transactions enqueue it at the same time', async () => {
      const results = await Promise.all(
        ['a', 'a', 'b', 'b'].map((key) => enqueue({ ...event(key), id: 'same' })),
      );
      expect(results.flat().filter(({ isNew }) => isNew)).toHaveLength(1);
      const { events } = await claim();
      expect(events).toMatchObject([{ id: 'same', position: 1 }]);
    });

    it('gives no event of a key while a relay sends an earlier one', async () => {
      await enqueue([event('a', 1), event('a', 2), event('b', 3)]);
      expect(bodies(await claim({ most: 1 }))).toEqual([1]);
      expect(bodies(await claim({ most: 1 }))).toEqual([3]);
      expect(bodies(await claim())).toEqual([]);
    });

    it('gives no event of a key past one that is being sent', async () => {
      await enqueue([1, 2, 3].map((body) => event('a', body)));
      const [first] = (await claim({ most: 2 })).events;
      await settle(first ? [first] : [], UNSENT);
      expect(bodies(await claim())).toEqual([1]);
    });

    it('shares a claim among the keys, and goes on after the last one', async () => {
      await enqueue(['a', 'a', 'a', 'b', 'b', 'c'].map((key) => event(key)));
      const first = await claim({ most: 2 });
      expect(bodies(first)).toEqual(['a', 'b']);
      const second = await claim({ most: 2, after: first.last ?? '' });
      expect(bodies(second)).toEqual(['c']);
      expect(second.last).toBeUndefined();
    });

    it('finds the one event to send behind many dead events, in one claim', async () => {
      const bad = Array.from({ length: 40 }, (_, index) => event(`a ${index}`));
      await enqueue([...bad, event('b')]);
      await settle((await claim({ most: 40 })).events, dead(failure, 'stop'));
      expect(bodies(await claim({ most: 1 }))).toEqual(['b']);
    });

    it('gives an event again only after its wait, and counts its attempts and failures', async () => {
      await enqueue([event('a', 1), event('a', 2)]);
      const { events } = await claim();
      expect(await settle(events, retryIn(MINUTE_MS))).toBe(2);
      const later = await claim();
      expect(later.events).toEqual([]);
      expect(later.dueInMs).toBeGreaterThan(MINUTE_MS - 10_000);
      await enqueue(event('b'));
      const [other] = (await claim()).events;
      await settle(other ? [other] : [], retryIn(0));
      expect((await claim()).events).toMatchObject([{ key: 'b', attempt: 2, failures: 1 }]);
    });

    describe('whose clock is set back', () => {
      const backMs = 30 * MINUTE_MS;
      afterEach(() => under.setBack(-backMs));

      it('lets no event wait longer than it was told to', async () => {
        await enqueue(event('a'));
        await settle((await claim()).events, retryIn(MINUTE_MS));
        await under.setBack(backMs);
        const { events, dueInMs = Infinity } = await claim();
        expect(events.length === 1 || dueInMs <= MINUTE_MS).toBe(true);
      });

      it('gives away the keys of a relay that is gone, once its lease is over', async () => {
        await under.store.lease({ relay, leaseMs: -1 });
        await under.setBack(backMs);
        expect((await lease('two')).held).toHaveLength(SHARDS);
      });

      it('leaves its keys to a relay that lives', async () => {
        await under.setBack(backMs);
        expect((await lease('two')).held).toHaveLength(0);
        expect((await lease()).held).toHaveLength(SHARDS);
      });
    });

    it('takes back the attempt of an event that was not sent', async () => {
      await enqueue(event('a'));
      await settle((await claim()).events, UNSENT);
      expect((await claim()).events).toMatchObject([{ attempt: 1, failures: 0 }]);
    });

    it('changes an event only once for each claim', async () => {
      await enqueue(event('a'));
      const { events } = await claim();
      expect(await settle(events, done)).toBe(1);
      expect(await settle(events, retryIn(0))).toBe(0);
      expect((await claim()).events).toEqual([]);
    });

    it('changes no event by the epoch of an earlier lease', async () => {
      await enqueue(event('a'));
      const { events } = await claim();
      const earlier = events.map((one) => ({ ...one, epoch: one.epoch - 1 }));
      expect(await settle(earlier, done)).toBe(0);
      expect(await settle(events, done)).toBe(1);
    });

    it('stops a key at a dead event until an administrator decides', async () => {
      await enqueue([{ ...event('a', 'bad'), id: 'bad' }, event('a', 'next'), event('b')]);
      const bad = (await claim({ most: 1 })).events;
      await settle(bad, dead(failure, 'stop'));
      expect(bodies(await claim())).toEqual(['b']);
      expect(await under.store.stopped(sink, 9)).toMatchObject([
        { id: 'bad', body: 'bad', state: 'dead', holdsKey: true, attempt: 1 },
      ]);
      expect((await under.store.stopped(sink, 9))[0]?.failure?.code).toBe('UNAVAILABLE');
      const found = { sink, id: 'bad', attempts: 1 };
      expect(await under.store.amend({ ...found, attempts: 2 }, 'skip')).toBe(false);
      expect(await under.store.amend(found, 'retry')).toBe(true);
      expect(await under.store.amend(found, 'drop')).toBe(false);
      const again = await claim({ most: 1 });
      expect(again.events).toMatchObject([{ body: 'bad', attempt: 2, failures: 0 }]);
      await settle(again.events, dead(failure, 'stop'));
      expect(await under.store.amend({ ...found, attempts: 2 }, 'skip')).toBe(true);
      expect(bodies(await claim())).toEqual(['next']);
      expect(await under.store.amend({ ...found, attempts: 2 }, 'drop')).toBe(true);
      expect(await under.store.stopped(sink, 9)).toEqual([]);
    });

    it('lists the stopped events of a sink, dead and blocked, as many as the caller wants', async () => {
      await enqueue([event('a', 1), event('b', 2), event('c', 3)]);
      const { events } = await claim();
      await settle(
        events.filter(({ body }) => body === 1),
        dead(failure, 'stop'),
      );
      await settle(
        events.filter(({ body }) => body !== 1),
        blocked,
      );
      const stopped = await under.store.stopped(sink, 9);
      expect(new Set(stopped.map(({ body, state }) => `${String(body)} ${state}`))).toEqual(
        new Set(['1 dead', '2 blocked', '3 blocked']),
      );
      expect(await under.store.stopped(sink, 2)).toHaveLength(2);
    });

    it('still knows an id of the app that is done together with ids that the relay made', async () => {
      await enqueue([event('a', 1), { ...event('b', 2), id: 'e1' }, event('c', 3)]);
      const { events } = await claim();
      expect(await settle(events, done)).toBe(3);
      expect(await enqueue({ ...event('b', 2), id: 'e1' })).toMatchObject([{ isNew: false }]);
    });

    it('goes past a dead event that does not hold its key, and enqueues its copy', async () => {
      await enqueue([event('a', 'bad'), event('a', 'next')]);
      const [bad] = (await claim({ most: 1 })).events;
      const copy: NewRelayEvent = {
        ...{ sink, id: 'copy', hasOwnId: false, topic: 't.dead', key: 'a', body: '"bad"' },
      };
      const settlement = bad && { event: bad, change: dead(failure, 'skip'), copy };
      expect(await under.store.settle(settlement ? [settlement] : [])).toBe(1);
      expect(await under.store.settle(settlement ? [settlement] : [])).toBe(0);
      expect(new Set(bodies(await claim()))).toEqual(new Set(['bad', 'next']));
    });

    it('gives no event of a blocked sink until an administrator unblocks it', async () => {
      await enqueue([event('a', 1), event('b', 2)]);
      const { events } = await claim({ most: 1 });
      await settle(events, blocked);
      expect(await claim()).toMatchObject({ events: [], isBlocked: true });
      expect(await under.store.measure(sink, 100)).toMatchObject({ depth: 2, blocked: 1, dead: 0 });
      expect(await under.store.unblock(sink)).toBe(1);
      expect(bodies(await claim())).toEqual([1, 2]);
    });

    it('measures the events that wait', async () => {
      expect(await under.store.measure(sink, 100)).toEqual({
        ...{ depth: 0, oldestMs: 0, dead: 0, blocked: 0 },
      });
      await enqueue(Array.from({ length: 5 }, (_, index) => event('a', index)));
      const measure = await under.store.measure(sink, 3);
      expect(measure.depth).toBe(3);
      expect(Math.abs((measure.oldestAt ?? 0) - Date.now())).toBeLessThan(MINUTE_MS);
      expect(measure.oldestMs).toBeLessThan(MINUTE_MS);
    });

    it('divides the shards among the running relays', async () => {
      expect(shards).toHaveLength(SHARDS);
      expect((await lease('two')).held).toHaveLength(0);
      const { surplus } = await lease();
      expect(surplus).toBe(SHARDS / 2);
      await lease(relay, shards.slice(0, surplus));
      expect((await lease('two')).held).toHaveLength(SHARDS / 2);
      expect((await lease()).held).toHaveLength(SHARDS / 2);
    });

    it('gives the events of a dead relay to another one, with one more crash', async () => {
      await enqueue([event('a', 1), event('a', 2)]);
      const lost = await claim({ most: 1 });
      await under.store.release(relay);
      await lease('two');
      expect(await claim()).toMatchObject({ events: [] });
      const taken = await claim({ relay: 'two' });
      expect(taken.events).toMatchObject([{ body: 1, attempt: 2, crashes: 1 }]);
      expect(await settle(lost.events, done)).toBe(0);
      expect(await settle(taken.events, done)).toBe(1);
      expect((await claim({ relay: 'two' })).events).toMatchObject([{ body: 2, crashes: 0 }]);
    });

    it('changes of a claim only what another relay has not taken since', async () => {
      await enqueue(Array.from({ length: 100 }, (_, index) => event(`key ${index}`)));
      const { events } = await claim({ most: 100 });
      const gone = new Set(shards.slice(0, SHARDS / 2));
      await lease('two');
      await lease(relay, [...gone]);
      await lease('two');
      const lost = events.filter(({ shard }) => gone.has(shard));
      const kept = events.filter(({ shard }) => !gone.has(shard));
      expect(await settle(events, done)).toBe(kept.length);
      expect(await settle(events, done)).toBe(0);
      const again = await claim({ relay: 'two', most: 100 });
      expect(new Set(bodies(again))).toEqual(new Set(lost.map(({ body }) => body)));
      expect(again.events.every(({ crashes, attempt }) => crashes === 1 && attempt === 2)).toBe(
        true,
      );
    });

    it('ends a batch before an event whose attempt never ended', async () => {
      await enqueue([1, 2, 3, 4].map((body) => event('a', body)));
      await claim();
      await under.store.release(relay);
      await lease();
      // The first event fails on its own, and is no longer a suspect. The others still are.
      const first = await claim();
      expect(bodies(first)).toEqual([1]);
      await settle(first.events, retryIn(0));
      expect(bodies(await claim())).toEqual([1]);
    });

    it('lets a relay send an event alone after it was lost twice', async () => {
      await enqueue(event('a'));
      for (const of of ['one', 'two']) {
        await claim({ relay: of });
        await under.store.release(of);
        await lease(of === 'one' ? 'two' : 'one');
      }
      await enqueue(event('b'));
      const { suspect, events } = await claim();
      expect(events).toMatchObject([{ key: 'b' }]);
      expect(suspect).toBe(JSON.stringify([sink, 't', 'a']));
      expect((await claim({ only: suspect ?? '' })).events).toMatchObject([
        { key: 'a', attempt: 3, crashes: 2 },
      ]);
    });

    it('removes only events that are done and old enough', async () => {
      // The events of the earlier tests.
      await under.store.prune({ doneMs: -MINUTE_MS, keysMs: MINUTE_MS }, 10_000);
      await enqueue([{ ...event('a', 1), id: 'e1' }, event('b', 2)]);
      await settle((await claim({ most: 1 })).events, done);
      expect(await under.store.prune({ doneMs: MINUTE_MS, keysMs: MINUTE_MS }, 100)).toBe(0);
      expect(await under.store.prune({ doneMs: -MINUTE_MS, keysMs: MINUTE_MS }, 100)).toBe(1);
      expect((await under.store.measure(sink, 9)).depth).toBe(1);
    });

    it('keeps nothing of a done event whose id was made for it', async () => {
      await under.store.prune({ doneMs: -MINUTE_MS, keysMs: MINUTE_MS }, 10_000);
      await enqueue([event('a', 1), event('a', 2)]);
      expect(await settle((await claim({ most: 1 })).events, done)).toBe(1);
      expect(await under.store.prune({ doneMs: -MINUTE_MS, keysMs: MINUTE_MS }, 100)).toBe(0);
      expect((await claim()).events).toMatchObject([{ body: 2, position: 2 }]);
    });
  });
}

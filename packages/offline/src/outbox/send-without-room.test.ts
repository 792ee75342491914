import { createCell, Failure, type Identity, type Transport } from '@holdfast/core';
import { NETWORK_FAILED, STORAGE_QUOTA } from '@holdfast/core/failures';
import { createVirtualPlatform, memoryTabs } from '@holdfast/testing';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { outboxOn } from './create-outbox.ts';
import { memoryOutboxStore } from './memory-outbox-store.contract.ts';
import { answerOf, entry, stateOf } from './outbox-stage.contract.ts';
import type { Outbox } from './outbox.ts';
import { ALL_LANES, type OutboxStore } from './outbox-store.ts';

const WRITES = [
  'add',
  'nextEpoch',
  'endEpoch',
  'step',
  'change',
  'drop',
  'enter',
  'prune',
  'pause',
] as const;

type Fate = 'answered' | 'lost before' | 'lost after';

/** Tabs of one origin on a disk that can be filled, and a server that honours keys. */
function world(fates: readonly Fate[] = []) {
  const store = memoryOutboxStore();
  const tabs = memoryTabs();
  const platform = createVirtualPlatform();
  const identity = createCell<Identity | null>({ subject: 'ann' });
  const sends: string[] = [];
  const effects: string[] = [];
  const underWay = new Set<string>();
  const state = { full: new Set<string>(), doubled: false };
  const disk: OutboxStore = {
    ...store,
    // The body of an entry with a 2 lies apart, so that the device is read once more before its send.
    list: async (owner) =>
      (await store.list(owner)).map((one) =>
        one.id.includes('2') ? { ...one, bodyParts: { bytes: 0, sha256: '', text: true } } : one,
      ),
  };
  for (const name of WRITES) {
    const method = store[name] as (...args: readonly unknown[]) => Promise<never>;
    Object.assign(disk, {
      async [name](...args: readonly unknown[]) {
        const isRead = name === 'pause' && args[2] === undefined;
        if (state.full.has(name) && !isRead) throw new Failure(STORAGE_QUOTA);
        return method(...args);
      },
    });
  }
  /** Does something at one call of a read, right before it or right after it. */
  const meet = (
    name: 'list' | 'pause' | 'find' | 'whole',
    call: number,
    side: string,
    doing: () => Promise<void>,
  ): void => {
    const method = disk[name] as (...args: readonly unknown[]) => Promise<never>;
    let calls = 0;
    Object.assign(disk, {
      async [name](...args: readonly unknown[]) {
        const isRead = args[2] === undefined;
        const isMet = isRead && (calls += 1) === call;
        if (isMet && side === 'before') await doing();
        const found = await method(...args);
        if (isMet && side === 'after') await doing();
        return found;
      },
    });
  };
  const transport: Transport = {
    async send({ headers }, { signal } = {}) {
      const key = (headers['idempotency-key'] ?? '').replaceAll('"', '');
      const fate = fates[sends.length] ?? 'answered';
      sends.push(key);
      state.doubled ||= underWay.has(key);
      underWay.add(key);
      // The tab of the request has died. The server may still apply a request that it has received.
      signal?.addEventListener('abort', () => underWay.delete(key));
      await new Promise<void>((resolve) => void platform.schedule(20, resolve));
      underWay.delete(key);
      if (fate !== 'lost before' && !effects.includes(key)) effects.push(key);
      if (fate === 'answered') return answerOf(204);
      throw new Failure(NETWORK_FAILED);
    },
  };
  return {
    ...{ store, platform, sends, effects, state, meet },
    fill: (names: readonly string[] = WRITES) => void (state.full = new Set(names)),
    open(): Outbox {
      const { locks, channel } = tabs.open();
      return outboxOn(() => disk, { identity, transport, platform, locks, channel });
    },
  };
}

const lanesOf = (keys: readonly string[]): readonly string[] =>
  ['a', 'b', 'c'].map((lane) => keys.filter((key) => key.startsWith(lane)).join());

it('twenty entries go out in order from a disk that has no room for a single write', async () => {
  const { open, fill, platform, effects, sends, store, state } = world();
  const outbox = open();
  fill(['nextEpoch']);
  for (let n = 0; n < 20; n += 1) {
    const id = `${'abc'[n % 3]}${n + 10}`;
    await outbox.add(entry(id, { lane: id.slice(0, 1) }));
  }
  fill();
  await platform.advance(2_000);
  expect(lanesOf(effects)).toEqual(lanesOf([...effects].toSorted()));
  expect(sends).toHaveLength(20);
  expect(new Set(effects).size).toBe(20);
  expect(outbox.entries.getSnapshot()).toEqual([]);
  expect(store.all()).toHaveLength(20);
  expect(outbox.storage.getSnapshot()).toMatchObject({ code: 'STORAGE_QUOTA' });
  fill([]);
  await outbox.add(entry('a99', { lane: 'a' }));
  await platform.advance(2_000);
  expect(store.all()).toEqual([]);
  expect(sends).toHaveLength(21);
  expect(state.doubled).toBe(false);
  await outbox.dispose();
});

it('a disk that is full for claims, and not for deletions, is emptied by sending', async () => {
  const { open, fill, platform, store, sends } = world();
  const outbox = open();
  fill(['nextEpoch', 'step']);
  for (const id of ['a1', 'a2', 'b1']) await outbox.add(entry(id, { lane: id.slice(0, 1) }));
  await platform.advance(2_000);
  expect(store.all()).toEqual([]);
  expect(sends).toHaveLength(3);
  await outbox.dispose();
});

it('an entry whose server does not honour keys is not sent before its claim is written', async () => {
  const { open, fill, platform, sends } = world();
  const outbox = open();
  fill(['nextEpoch', 'step']);
  await outbox.add(entry('a1', { lane: 'a', honoursKey: false }));
  await outbox.add(entry('a2', { lane: 'a' }));
  await outbox.add(entry('b1', { lane: 'b' }));
  fill();
  await platform.advance(60_000);
  expect(sends).toEqual(['b1']);
  fill([]);
  outbox.wake();
  await platform.advance(2_000);
  expect(sends).toEqual(['b1', 'a1', 'a2']);
  await outbox.dispose();
});

it('an entry on its way without a written claim is too late to cancel', async () => {
  const { open, fill, platform, sends } = world();
  const outbox = open();
  fill(['nextEpoch', 'step']);
  await outbox.add(entry('a1'));
  await platform.advance(5);
  expect(sends).toEqual(['a1']);
  expect(await outbox.cancel('a1')).toBe('too-late');
  await outbox.dispose();
});

it('no other tab cancels an entry that may have arrived without a written claim', async () => {
  const { open, fill, platform, sends, store } = world();
  const [sender, other] = [open(), open()];
  await other.ready;
  fill(['nextEpoch', 'step', 'drop']);
  await sender.add(entry('a1'));
  await platform.advance(500);
  expect(sends).toEqual(['a1']);
  const cancelling = other.cancel('a1');
  await platform.advance(2_000);
  expect(await cancelling).toBe('too-late');
  expect(store.all()).toHaveLength(1);
  fill([]);
  await sender.add(entry('a2'));
  await platform.advance(500);
  expect(sends).toEqual(['a1', 'a2']);
  expect(store.all()).toEqual([]);
  await other.add(entry('a3', { lane: 'b' }));
  expect(await other.cancel('a3')).toMatch(/cancelled|too-late/);
  await Promise.all([sender.dispose(), other.dispose()]);
});

it('a tab writes its changes when there is room again, though it sends nothing more', async () => {
  const { open, fill, platform, store, sends } = world();
  const outbox = open();
  fill(['nextEpoch', 'step', 'drop']);
  await outbox.add(entry('a1'));
  await platform.advance(500);
  expect(sends).toEqual(['a1']);
  expect(store.all()).toHaveLength(1);
  fill([]);
  await platform.advance(1_000);
  expect(store.all()).toEqual([]);
  expect(sends).toEqual(['a1']);
  await outbox.dispose();
});

it('the other tabs show the end of an entry as soon as a tab has room to write it', async () => {
  const { open, fill, platform, effects } = world();
  const [sender, other] = [open(), open()];
  fill(['nextEpoch']);
  await sender.add(entry('a1'));
  fill();
  await platform.advance(500);
  expect(effects).toEqual(['a1']);
  expect(other.entries.getSnapshot()).toHaveLength(1);
  fill([]);
  await platform.advance(1_200);
  expect(other.entries.getSnapshot()).toEqual([]);
  await Promise.all([sender.dispose(), other.dispose()]);
});

it('on a full disk every entry takes effect once and in order, whichever tabs die and whichever answers are lost', async () => {
  const fate = fc.constantFrom<Fate>('answered', 'lost before', 'lost after');
  const step = fc.record({
    ms: fc.integer({ min: 0, max: 400 }),
    crash: fc.boolean(),
    full: fc.subarray(['nextEpoch', 'step', 'change', 'enter', 'drop', 'endEpoch']),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fate, { maxLength: 12 }),
      fc.array(step, { maxLength: 8 }),
      async (fates, steps) => {
        const { open, fill, platform, effects, sends, store, state } = world(fates);
        const tabs: [Outbox, ...Outbox[]] = [open(), open()];
        fill(['nextEpoch']);
        const ids = Array.from({ length: 9 }, (_, n) => `${'abc'[n % 3]}${n}`);
        for (const id of ids) {
          const honoursKey = id !== 'c2';
          await tabs[0].add(entry(id, { lane: id.slice(0, 1), honoursKey }));
        }
        for (const { ms, crash, full } of steps) {
          fill(full);
          await platform.advance(ms);
          if (crash) {
            const dying = tabs[0].dispose();
            await platform.advance(1_000);
            await dying;
            tabs.splice(0, 1);
            tabs.push(open());
          }
        }
        fill([]);
        for (const tab of tabs) tab.wake();
        await platform.advance(120_000);
        expect(state.doubled).toBe(false);
        expect(sends.filter((id) => id === 'c2').length).toBeLessThanOrEqual(1);
        // The user decides about an entry that may have arrived at a server that knows no keys.
        const blocked = store.all().some(({ id }) => id === 'c2');
        const due = blocked ? ids.filter((id) => !id.startsWith('c')) : ids;
        expect(lanesOf(effects).slice(0, blocked ? 2 : 3)).toEqual(
          lanesOf(due).slice(0, blocked ? 2 : 3),
        );
        expect(store.all().filter(({ lane }) => !blocked || lane !== 'c')).toEqual([]);
        await Promise.all(tabs.map((tab) => tab.dispose()));
      },
    ),
    { numRuns: 100 },
  );
});

it('a full disk keeps to a pause, and says so', async () => {
  const { open, fill, platform, sends } = world();
  const outbox = open();
  await outbox.ready;
  await outbox.pause('a');
  await outbox.add(entry('a1', { lane: 'a' }));
  await outbox.add(entry('b1', { lane: 'b', undoMs: 500 }));
  fill();
  await platform.advance(400);
  expect(sends).toEqual([]);
  await platform.advance(2_000);
  expect(sends).toEqual(['b1']);
  expect(outbox.entries.getSnapshot()).toMatchObject([
    { id: 'a1', state: { kind: 'blocked', reason: 'paused' } },
  ]);
  await expect(outbox.resume('a')).rejects.toMatchObject({ code: 'STORAGE_QUOTA' });
  fill([]);
  await outbox.resume('a');
  await platform.advance(2_000);
  expect(sends).toEqual(['b1', 'a1']);
});

it('on a full disk an entry that is too old is neither sent nor told dead before its end is written', async () => {
  const { open, fill, platform, sends, store } = world();
  const outbox = open();
  await outbox.ready;
  await outbox.pause();
  await outbox.add(entry('a1', { lane: 'a', maxAgeMs: 60_000 }));
  await outbox.add(entry('b1', { lane: 'b' }));
  await platform.advance(60_000);
  fill();
  // Another tab writes its decision, since its change of one row still finds room.
  await store.pause('ann', ALL_LANES, false);
  outbox.wake();
  await platform.advance(5_000);
  expect(sends).toEqual(['b1']);
  expect(stateOf(outbox, 'a1')).not.toMatchObject({ kind: 'dead' });
  fill([]);
  await platform.advance(5_000);
  expect(stateOf(outbox, 'a1')).toMatchObject({
    kind: 'dead',
    failure: { code: 'ENTRY_TOO_OLD' },
  });
  expect(store.all()).toMatchObject([{ id: 'a1', state: { kind: 'dead' } }]);
  expect(sends).toEqual(['b1']);
  await outbox.dispose();
});

// A pause that is written behind the last read of a burst comes after its claims.
it.each([
  ['before', 'find'],
  ['after', 'find'],
  ['before', 'list'],
  ['after', 'list'],
  ['before', 'pause'],
  ['before', 'whole'],
  ['after', 'whole'],
] as const)(
  'a full disk sends nothing more after a pause that another tab writes %s any read with `%s`',
  async (side, name) => {
    for (let call = 1, isMet = true; isMet; call += 1) {
      isMet = false;
      const { open, fill, platform, sends, store, meet } = world();
      fill(['nextEpoch', 'step']);
      let sentBefore: number | undefined;
      meet(name, call, side, async () => {
        isMet = true;
        await store.pause('ann', ALL_LANES, true);
        sentBefore = sends.length;
      });
      const outbox = open();
      for (const id of ['a1', 'a2', 'a3', 'b1'])
        await outbox.add(entry(id, { lane: id.slice(0, 1) }));
      await platform.advance(10_000);
      expect(sends, `paused at call ${call}`).toHaveLength(sentBefore ?? 4);
      await outbox.dispose();
    }
  },
);

import { createVirtualPlatform } from '@holdfast/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDeadlineQueue } from './deadline-queue.ts';

/** A host whose timers can be lost, and whose clock can stand still although they fire. */
function hostThatLoses() {
  const platform = createVirtualPlatform();
  let requests = new Set<() => void>();
  let stopped: number | undefined;
  return {
    ...platform,
    monotonic: () => stopped ?? platform.monotonic(),
    schedule(delayMs: number, task: () => void) {
      const cancel = platform.schedule(delayMs, task);
      requests.add(cancel);
      return cancel;
    },
    /** Drops the timers, as an edge worker does when a request has ended. */
    loseTimers() {
      for (const cancel of requests) cancel();
      requests = new Set();
    },
    stopClock: () => void (stopped = platform.monotonic()),
    setClock: (ms: number) => void (stopped = ms),
  };
}

function queueOf(liveMs: number) {
  const platform = createVirtualPlatform();
  const expired: string[] = [];
  const queue = createDeadlineQueue<string>(platform, liveMs, (name) =>
    expired.push(`${name}@${platform.monotonic()}`),
  );
  return { platform, expired, queue };
}

describe('a deadline queue', () => {
  it.each([50, 1_000, 30_000])('tells each item exactly when it is due (%i ms)', async (liveMs) => {
    const { platform, expired, queue } = queueOf(liveMs);
    queue.add('a');
    await platform.advance(20);
    queue.add('b');
    await platform.advance(liveMs + 20);
    expect(expired).toEqual([`a@${liveMs}`, `b@${liveMs + 20}`]);
    expect(platform.pending()).toBe(0);
  });

  it('needs one timer for the many items of a burst', async () => {
    const { platform, expired, queue } = queueOf(30_000);
    for (const [index, name] of ['a', 'b', 'c', 'd', 'e', 'f'].entries())
      queue.add(name, index / 1_000);
    expect(platform.pending()).toBe(1);
    await platform.advance(30_000);
    expect(expired).toHaveLength(6);
  });

  it('leaves only the latest timer of a burst', async () => {
    const { platform, queue } = queueOf(30_000);
    for (let call = 0; call < 5; call += 1) {
      queue.remove(queue.add('a'));
      await platform.advance(10);
    }
    expect(platform.pending()).toBe(1);
    const [first, second] = [queue.add('b'), queue.add('c')];
    queue.remove(first);
    expect(platform.pending()).toBe(1);
    queue.remove(second);
    await platform.advance(1_000);
    expect(platform.pending()).toBe(0);
  });

  it('keeps its timer for at most a second after the last item', async () => {
    const { platform, queue } = queueOf(30_000);
    const only = queue.add('a');
    queue.remove(only);
    await platform.advance(1_000);
    expect(platform.pending()).toBe(0);
  });

  it('cancels a longer timer as soon as nothing waits for it', async () => {
    const { platform, queue } = queueOf(30_000);
    const only = queue.add('a');
    await platform.advance(1_500);
    expect(platform.pending()).toBe(1);
    queue.remove(only);
    expect(platform.pending()).toBe(0);
  });

  it('allows a caller to remove an item twice or too late', async () => {
    const { platform, expired, queue } = queueOf(50);
    const [gone, stays] = [queue.add('gone'), queue.add('stays')];
    queue.remove(gone);
    queue.remove(gone);
    await platform.advance(50);
    queue.remove(stays);
    expect(expired).toEqual(['stays@50']);
  });

  it('reports the items that stay, in order and in time, whichever items leave meanwhile', async () => {
    const plan = fc.array(
      fc.record({ afterMs: fc.nat(400), leavesAfterMs: fc.option(fc.nat(3_000)) }),
      {
        maxLength: 12,
      },
    );
    await fc.assert(
      fc.asyncProperty(plan, fc.integer({ min: 1, max: 2_500 }), async (arrivals, liveMs) => {
        const { platform, expired, queue } = queueOf(liveMs);
        const expected: string[] = [];
        let ms = 0;
        for (const [index, { afterMs, leavesAfterMs }] of arrivals.entries()) {
          await platform.advance(afterMs);
          ms += afterMs;
          const arrival = queue.add(String(index));
          if (leavesAfterMs !== null && leavesAfterMs < liveMs) {
            platform.schedule(leavesAfterMs, () => queue.remove(arrival));
          } else {
            expected.push(`${index}@${ms + liveMs}`);
          }
        }
        await platform.advance(liveMs + 1_000);
        expect(expired).toEqual(expected);
        expect(platform.pending()).toBe(0);
      }),
      { numRuns: 40 },
    );
  });
});

describe('a deadline queue on a host that loses timers', () => {
  it.each([50, 1_000, 30_000])(
    'reports each item although all earlier timers are lost (%i ms)',
    async (liveMs) => {
      const host = hostThatLoses();
      const expired: string[] = [];
      const queue = createDeadlineQueue<string>(host, liveMs, (name) => expired.push(name));
      queue.remove(queue.add('of a request that has ended'));
      host.loseTimers();
      queue.add('a');
      await host.advance(liveMs);
      expect(expired).toEqual(['a']);
      queue.add('lost');
      host.loseTimers();
      await host.advance(7);
      queue.add('b');
      await host.advance(liveMs);
      expect(expired).toEqual(['a', 'lost', 'b']);
    },
  );

  it('reports an overdue item at once when the next one comes', async () => {
    const host = hostThatLoses();
    const expired: string[] = [];
    const queue = createDeadlineQueue<string>(host, 500, (name) => expired.push(name));
    queue.add('lost');
    host.loseTimers();
    await host.advance(10_000);
    queue.add('next');
    await host.advance(0);
    expect(expired).toEqual(['lost']);
    await host.advance(500);
    expect(expired).toEqual(['lost', 'next']);
    expect(host.pending()).toBe(0);
  });

  it('believes a timer that fires while the clock stands still, and does not loop', async () => {
    for (const liveMs of [50, 30_000]) {
      const host = hostThatLoses();
      const expired: string[] = [];
      const queue = createDeadlineQueue<string>(host, liveMs, (name) => expired.push(name));
      host.stopClock();
      queue.add('a');
      await host.advance(liveMs - 1);
      expect(expired).toEqual([]);
      await host.advance(1);
      expect(expired).toEqual(['a']);
      expect(host.pending()).toBe(0);
    }
  });

  it.each([-1e6, 1e6])('goes on when the monotonic clock jumps by %i ms', async (jumpMs) => {
    const host = hostThatLoses();
    const expired: string[] = [];
    const queue = createDeadlineQueue<string>(host, 5_000, (name) => expired.push(name));
    host.setClock(2e6);
    queue.add('before');
    host.setClock(2e6 + jumpMs);
    queue.add('after');
    await host.advance(5_000);
    expect(expired).toEqual(['before', 'after']);
    expect(host.pending()).toBe(0);
  });

  it('reports every item that stays, whenever timers are lost before it comes', async () => {
    const step = fc.record({
      afterMs: fc.nat(400),
      loses: fc.boolean(),
      leavesAfterMs: fc.option(fc.nat(3_000)),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 12 }),
        fc.integer({ min: 1, max: 2_500 }),
        async (steps, liveMs) => {
          const host = hostThatLoses();
          const expired = new Map<number, number>();
          const queue = createDeadlineQueue<number>(host, liveMs, (item) =>
            expired.set(item, host.monotonic()),
          );
          const stays = new Map<number, number>();
          for (const [index, { afterMs, loses, leavesAfterMs }] of steps.entries()) {
            await host.advance(afterMs);
            if (loses) host.loseTimers();
            const began = host.monotonic();
            const place = queue.add(index);
            if (leavesAfterMs === 0) queue.remove(place);
            else stays.set(index, began + liveMs);
          }
          await host.advance(2 * liveMs + 1_000);
          // Items after the last loss are on time. Items before it are reported with the next one that is.
          const last = steps.findLastIndex(({ loses }) => loses);
          const items = [...stays.keys()];
          const late = items.some((item) => item >= last) ? items : [];
          expect(late.filter((item) => !expired.has(item))).toEqual([]);
          const onTime = items.filter((item) => item >= last);
          expect(onTime.map((item) => expired.get(item))).toEqual(
            onTime.map((item) => stays.get(item)),
          );
        },
      ),
      { numRuns: 60 },
    );
  });
});

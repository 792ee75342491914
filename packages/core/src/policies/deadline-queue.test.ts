import { createVirtualPlatform } from '@holdfast/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDeadlineQueue } from './deadline-queue.ts';

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

  it('needs one timer for any number of items', () => {
    const { platform, queue } = queueOf(30_000);
    for (const name of 'abcdef') queue.add(name);
    expect(platform.pending()).toBe(1);
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

  it('does not mind being told twice, or too late, to remove', async () => {
    const { platform, expired, queue } = queueOf(50);
    const [gone, stays] = [queue.add('gone'), queue.add('stays')];
    queue.remove(gone);
    queue.remove(gone);
    await platform.advance(50);
    queue.remove(stays);
    expect(expired).toEqual(['stays@50']);
  });

  it('tells of those that stayed, in order and in time, whoever leaves meanwhile', async () => {
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

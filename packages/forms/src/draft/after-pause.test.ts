import { createVirtualPlatform } from '@holdfast/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterPause } from './after-pause.ts';

function counting() {
  const virtual = createVirtualPlatform();
  const ran: number[] = [];
  let timers = 0;
  const platform = {
    monotonic: virtual.monotonic,
    schedule(delayMs: number, task: () => void) {
      timers += 1;
      return virtual.schedule(delayMs, task);
    },
  };
  const begin = virtual.monotonic();
  const pause = afterPause(platform, () => void ran.push(virtual.monotonic() - begin));
  return { ...virtual, pause, ran, timers: () => timers };
}

describe('a task after a pause', () => {
  it('runs exactly when each wish says, as if each key set a timer of its own', async () => {
    const keys = fc.array(fc.record({ afterMs: fc.nat(120), waitMs: fc.constantFrom(0, 50, 100) }));
    await fc.assert(
      fc.asyncProperty(keys, async (typed) => {
        const { pause, ran, advance } = counting();
        const expected: number[] = [];
        let [nowMs, dueMs] = [0, Infinity];
        for (const { afterMs, waitMs } of [...typed, { afterMs: 0, waitMs: 100 }]) {
          await advance(afterMs);
          nowMs += afterMs;
          if (dueMs <= nowMs) expected.push(dueMs);
          dueMs = nowMs + waitMs;
          pause.set(waitMs);
        }
        await advance(100);
        expect(ran).toEqual([...expected, dueMs]);
      }),
    );
  });

  it('needs a timer for each pause, and none for each key', async () => {
    const { pause, ran, advance, timers } = counting();
    for (let key = 0; key < 100; key += 1) {
      pause.set(50);
      await advance(1);
    }
    await advance(50);
    expect(ran).toEqual([149]);
    expect(timers()).toBeLessThan(5);
  });

  it('does not run when it was cleared', async () => {
    const { pause, ran, advance } = counting();
    pause.set(50);
    pause.clear();
    await advance(100);
    expect(ran).toEqual([]);
  });
});

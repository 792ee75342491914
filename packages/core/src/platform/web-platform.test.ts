import { describe, expect, it } from 'vitest';
import { webPlatform } from './web-platform.ts';

const passed = (delayMs: number): Promise<void> =>
  new Promise((resolve) => void webPlatform.schedule(delayMs, resolve));

describe('the platform of browsers and Node', () => {
  it('runs a scheduled task no sooner than asked, the shorter wait first', async () => {
    const order: string[] = [];
    const began = webPlatform.monotonic();
    webPlatform.schedule(20, () => order.push('later'));
    webPlatform.schedule(5, () => order.push('sooner'));
    await passed(25);
    expect(order).toEqual(['sooner', 'later']);
    // Hosts round to whole milliseconds.
    expect(webPlatform.monotonic() - began).toBeGreaterThan(23);
  });

  it('runs no cancelled task', async () => {
    let ran = false;
    const cancel = webPlatform.schedule(1, () => (ran = true));
    cancel();
    await passed(5);
    expect(ran).toBe(false);
  });

  it('runs a task at once whose time has passed', async () => {
    await expect(passed(-5)).resolves.toBeUndefined();
  });

  it('waits longer than host timers can, although these would fire at once', async () => {
    let ran = false;
    const cancel = webPlatform.schedule(2 ** 31, () => (ran = true));
    await passed(5);
    cancel();
    expect(ran).toBe(false);
  });

  it('gives random numbers in their range, and as many random bytes as the caller asks for', () => {
    const draws = Array.from({ length: 1_000 }, () => webPlatform.random());
    expect(draws.every((draw) => draw >= 0 && draw < 1)).toBe(true);
    expect(new Set(draws).size).toBeGreaterThan(990);
    expect(webPlatform.randomBytes(16)).toHaveLength(16);
    expect(webPlatform.randomBytes(16)).not.toEqual(webPlatform.randomBytes(16));
  });

  it('gives no random byte twice, in whatever portions the caller takes them', () => {
    const portions = Array.from({ length: 400 }, (_, index) => 8 + (index % 90));
    const draws = [...portions, 5000].map((count) => webPlatform.randomBytes(count));
    expect(draws.map(({ length }) => length)).toEqual([...portions, 5000]);
    // Eight equal bytes come twice by accident once in 10^14 runs.
    const beginnings = draws.flatMap((bytes) => [
      String(bytes.slice(0, 8)),
      String(bytes.slice(-8)),
    ]);
    expect(new Set(beginnings).size).toBeGreaterThanOrEqual(draws.length * 2 - 5);
  });

  it('gives random bytes that the caller may change', () => {
    webPlatform.randomBytes(8).fill(0);
    expect(webPlatform.randomBytes(8)).not.toEqual(new Uint8Array(8));
  });

  it('tells the wall-clock time, which is after this test was written', () => {
    expect(webPlatform.now()).toBeGreaterThan(Date.UTC(2026, 0, 1));
  });
});

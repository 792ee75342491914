import { describe, expect, it } from 'vitest';
import { createVirtualPlatform } from './virtual-platform.ts';

const draw = (seed: number): number[] => {
  const platform = createVirtualPlatform({ seed });
  return [platform.random(), platform.random(), ...platform.randomBytes(4)];
};

describe('the virtual platform', () => {
  it('lets no time pass without the test', async () => {
    const platform = createVirtualPlatform({ now: 1_000 });
    let fired = false;
    platform.schedule(0, () => (fired = true));
    await Promise.resolve();
    expect([fired, platform.now(), platform.monotonic()]).toEqual([false, 1_000, 0]);
  });

  it('fires timers in the order they fall due, each at its own moment', async () => {
    const platform = createVirtualPlatform();
    const fired: string[] = [];
    const note = (name: string) => () => fired.push(`${name}@${platform.monotonic()}`);
    platform.schedule(30, note('late'));
    platform.schedule(10, note('first'));
    platform.schedule(10, note('second'));
    await platform.advance(20);
    expect(fired).toEqual(['first@10', 'second@10']);
    await platform.advance(10);
    expect(fired).toEqual(['first@10', 'second@10', 'late@30']);
  });

  it('lets everything that follows from one timer happen before it fires the next', async () => {
    const platform = createVirtualPlatform();
    const order: string[] = [];
    const chain = async (): Promise<void> => {
      for (let step = 0; step < 200; step += 1) await Promise.resolve();
      order.push('consequence');
    };
    platform.schedule(10, () => void chain());
    platform.schedule(11, () => order.push('next timer'));
    await platform.advance(11);
    expect(order).toEqual(['consequence', 'next timer']);
  });

  it('fires timers set by timers, if they fall due in the same span', async () => {
    const platform = createVirtualPlatform();
    const fired: number[] = [];
    platform.schedule(10, () => {
      platform.schedule(10, () => fired.push(platform.monotonic()));
      platform.schedule(100, () => fired.push(platform.monotonic()));
    });
    await platform.advance(50);
    expect(fired).toEqual([20]);
    expect(platform.monotonic()).toBe(50);
  });

  it('forgets a cancelled timer, also when it is cancelled twice', async () => {
    const platform = createVirtualPlatform();
    const cancel = platform.schedule(10, () => expect.unreachable());
    expect(platform.pending()).toBe(1);
    cancel();
    cancel();
    expect(platform.pending()).toBe(0);
    await platform.advance(10);
  });

  it('moves the wall clock alone when it jumps', async () => {
    const platform = createVirtualPlatform({ now: 10_000 });
    await platform.advance(5);
    platform.jumpWallClock(-3_000);
    expect([platform.now(), platform.monotonic()]).toEqual([7_005, 5]);
  });

  it('gives the same random numbers for the same seed', () => {
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it('refuses a time that cannot pass, and its clocks go on', async () => {
    const platform = createVirtualPlatform({ now: 0 });
    for (const ms of [NaN, Infinity, -1]) {
      await expect(platform.advance(ms)).rejects.toThrow(`Time cannot pass by ${ms} ms.`);
    }
    expect(() => platform.jumpWallClock(NaN)).toThrow('The clock cannot jump by NaN ms.');
    await platform.advance(5);
    expect([platform.now(), platform.monotonic()]).toEqual([5, 5]);
  });

  it('fires a timer whose delay is no number at once, as a browser does', async () => {
    const platform = createVirtualPlatform();
    let fired = 0;
    platform.schedule(NaN, () => (fired += 1));
    await platform.advance(0);
    expect(fired).toBe(1);
  });
});

import { createVirtualPlatform } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { createSteadyClock } from './steady-clock.ts';

function told() {
  const platform = createVirtualPlatform();
  let offset = 0;
  let still: number | undefined;
  const clock = createSteadyClock({
    monotonic: () => still ?? platform.monotonic() + offset,
    schedule: platform.schedule,
  });
  return {
    platform,
    clock,
    jump: (ms: number) => void (offset += ms),
    stop: () => void (still = platform.monotonic()),
  };
}

describe('a steady clock', () => {
  it('gives the time of the platform', async () => {
    const { platform, clock } = told();
    await platform.advance(1_234.5);
    expect(clock.now()).toBe(1_234.5);
    platform.schedule(0.25, () => {});
    await platform.advance(0.25);
    expect(clock.now()).toBe(1_234.75);
  });

  it('goes on from its last value when the clock of the platform goes back', async () => {
    const { platform, clock, jump } = told();
    await platform.advance(1_000);
    expect(clock.now()).toBe(1_000);
    jump(-900);
    expect(clock.now()).toBe(1_000);
    await platform.advance(10);
    expect(clock.now()).toBe(1_010);
  });

  it('believes a timer while the platform stands still', async () => {
    const { platform, clock, stop } = told();
    const seen: number[] = [];
    await platform.advance(100);
    stop();
    clock.schedule(50, () => seen.push(clock.now()));
    await platform.advance(50);
    expect(seen).toEqual([150]);
  });

  it('believes the platform when a timer is a little early', async () => {
    const { platform, clock, jump } = told();
    const seen: number[] = [];
    clock.schedule(50, () => seen.push(clock.now()));
    jump(-1);
    await platform.advance(50);
    expect(seen).toEqual([49]);
  });

  it('can cancel a scheduled task', async () => {
    const { platform, clock } = told();
    clock.schedule(50, () => expect.unreachable())();
    await platform.advance(50);
  });
});

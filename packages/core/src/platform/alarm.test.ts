import { createVirtualPlatform } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { createAlarm } from './alarm.ts';

function alarmed() {
  const platform = createVirtualPlatform();
  const lost: (() => void)[] = [];
  const rang: number[] = [];
  let ahead = 0;
  const alarm = createAlarm(
    {
      monotonic: () => platform.monotonic() + ahead,
      schedule(delayMs, task) {
        const cancel = platform.schedule(delayMs, task);
        lost.push(cancel);
        return cancel;
      },
    },
    () => rang.push(platform.monotonic()),
  );
  return {
    platform,
    alarm,
    rang,
    loseTimers: () => lost.splice(0).forEach((cancel) => cancel()),
    jump: (ms: number) => void (ahead += ms),
  };
}

describe('an alarm', () => {
  it('rings once for all callers, at the time of the first of them', async () => {
    const { platform, alarm, rang } = alarmed();
    alarm.set(100);
    await platform.advance(50);
    alarm.set(100);
    expect(platform.pending()).toBe(1);
    await platform.advance(1_000);
    expect(rang).toEqual([100]);
    alarm.set(10);
    await platform.advance(10);
    expect(rang).toEqual([100, 1_060]);
  });

  it('does not ring when it is cleared, and can be set again', async () => {
    const { platform, alarm, rang } = alarmed();
    alarm.set(100);
    alarm.clear();
    alarm.clear();
    expect(platform.pending()).toBe(0);
    alarm.set(200);
    await platform.advance(1_000);
    expect(rang).toEqual([200]);
  });

  it('counts as set until it rings, or until its timer must have been lost', async () => {
    const { platform, alarm, loseTimers } = alarmed();
    expect(alarm.isSet()).toBe(false);
    alarm.set(100);
    expect(alarm.isSet()).toBe(true);
    await platform.advance(100);
    expect(alarm.isSet()).toBe(false);
    alarm.set(100);
    loseTimers();
    expect(alarm.isSet()).toBe(true);
    await platform.advance(101);
    expect(alarm.isSet()).toBe(false);
  });

  it('rings at once when a caller sets it and its timer was lost', async () => {
    const { platform, alarm, rang, loseTimers } = alarmed();
    alarm.set(100);
    loseTimers();
    await platform.advance(100);
    alarm.set(100);
    await platform.advance(1);
    alarm.set(100);
    await platform.advance(0);
    expect(rang).toEqual([101]);
    await platform.advance(1_000);
    expect(rang).toEqual([101]);
  });

  it('rings at once when a caller sets it after the clock began anew', async () => {
    const { platform, alarm, rang, loseTimers, jump } = alarmed();
    await platform.advance(5_000);
    alarm.set(100);
    loseTimers();
    jump(-4_000);
    alarm.set(100);
    await platform.advance(0);
    expect(rang).toEqual([5_000]);
  });
});

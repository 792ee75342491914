import { createVirtualPlatform } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { sleep } from './sleep.ts';

describe('sleep', () => {
  it('wakes after its time and not before', async () => {
    const platform = createVirtualPlatform();
    let awake = false;
    const sleeping = sleep(platform, 100).then(() => (awake = true));
    await platform.advance(99);
    expect(awake).toBe(false);
    await platform.advance(1);
    await sleeping;
    expect(awake).toBe(true);
  });

  it('wakes as soon as the caller aborts, with the reason, and leaves no timer', async () => {
    const platform = createVirtualPlatform();
    const caller = new AbortController();
    const sleeping = sleep(platform, 100, caller.signal);
    caller.abort('enough');
    await expect(sleeping).rejects.toBe('enough');
    expect(platform.pending()).toBe(0);
  });

  it('does not start when the caller has aborted already', async () => {
    const platform = createVirtualPlatform();
    await expect(sleep(platform, 100, AbortSignal.abort('before'))).rejects.toBe('before');
    expect(platform.pending()).toBe(0);
  });
});

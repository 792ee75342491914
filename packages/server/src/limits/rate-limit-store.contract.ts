import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RateLimitStore } from './rate-limit-store.ts';

export interface LimitStoreUnderTest {
  readonly store: RateLimitStore;
  /** Lets time pass on the clock the store reads. */
  readonly advance: (ms: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** The rules that every `RateLimitStore` keeps. */
export function rateLimitStoreContract(
  name: string,
  open: () => Promise<LimitStoreUnderTest>,
): void {
  describe(`${name} as a rate limit store`, () => {
    const limit = { name: 'user', limit: 3, windowMs: 1000 };
    let under: LimitStoreUnderTest;
    const take = (key = 'mara', rule = limit) => under.store.take(key, rule);
    const allowed = async (key?: string): Promise<boolean> => (await take(key)).allowed;

    beforeEach(async () => {
      under = await open();
    });
    afterEach(() => under.close());

    it('counts down, refuses, and says when there is a place again', async () => {
      expect(await take()).toEqual({ allowed: true, remaining: 2, resetMs: 1000 });
      await under.advance(400);
      expect(await take()).toEqual({ allowed: true, remaining: 1, resetMs: 600 });
      expect(await take()).toEqual({ allowed: true, remaining: 0, resetMs: 600 });
      expect(await take()).toEqual({ allowed: false, remaining: 0, resetMs: 600 });
    });

    it('slides: a place is free when what took it is as old as the window', async () => {
      await take();
      await under.advance(500);
      await take();
      await take();
      await under.advance(499);
      expect(await allowed()).toBe(false);
      await under.advance(1);
      expect(await allowed()).toBe(true);
      expect(await allowed()).toBe(false);
    });

    it('does not count refused requests', async () => {
      for (let turn = 0; turn < 20; turn += 1) await take();
      await under.advance(1000);
      expect(await take()).toMatchObject({ allowed: true, remaining: 2 });
    });

    it('remembers no key for longer because its requests were refused', async () => {
      for (let turn = 0; turn < 3; turn += 1) await take();
      await under.advance(900);
      expect(await allowed()).toBe(false);
      await under.advance(100);
      expect(await under.store.prune()).toBe(1);
    });

    it('keeps keys apart, and the same key of two limits', async () => {
      for (let turn = 0; turn < 3; turn += 1) await take();
      expect(await allowed()).toBe(false);
      expect(await allowed('noor')).toBe(true);
      expect((await take('mara', { ...limit, name: 'address' })).allowed).toBe(true);
    });

    it('gives a crowd at once exactly as many places as there are', async () => {
      const crowd = await Promise.all(Array.from({ length: 50 }, () => allowed()));
      expect(crowd.filter(Boolean)).toHaveLength(3);
    });

    it('follows a limit that is changed while it counts', async () => {
      for (let turn = 0; turn < 3; turn += 1) await take();
      expect(await take('mara', { ...limit, limit: 5 })).toMatchObject({ remaining: 1 });
      expect(await take('mara', { ...limit, limit: 2 })).toMatchObject({ allowed: false });
    });

    it('lets no request through under a limit of 0, and stores nothing of it', async () => {
      const nobody = { ...limit, limit: 0 };
      expect(await take('mara', nobody)).toEqual({ allowed: false, remaining: 0, resetMs: 1000 });
      await under.advance(1000);
      expect(await under.store.prune()).toBe(1);
    });

    it('forgets an empty window behind an older one that is still in use', async () => {
      await take('first');
      await under.advance(100);
      await take('second');
      await under.advance(800);
      await take('first');
      await under.advance(200);
      expect(await under.store.prune()).toBe(1);
    });

    it('forgets empty windows, and no request that still counts', async () => {
      await take('old');
      await under.advance(600);
      for (let turn = 0; turn < 3; turn += 1) await take();
      await under.advance(400);
      expect(await under.store.prune()).toBe(1);
      expect(await under.store.prune()).toBe(0);
      expect(await allowed()).toBe(false);
    });
  });
}

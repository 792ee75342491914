import { createVirtualPlatform } from '@holdfast/testing';
import { expect, it } from 'vitest';
import { ADDRESS_LIMIT, createRateLimiter, USER_LIMIT } from './create-rate-limiter.ts';
import { memoryLimitStore } from './memory-limit-store.ts';
import { rateLimitFields } from './rate-limit-fields.ts';

it('lets 60 requests a minute through per user and 100 per address, unless it is told otherwise', () => {
  expect(USER_LIMIT).toEqual({ name: 'user', limit: 60, windowMs: 60_000 });
  expect(ADDRESS_LIMIT).toEqual({ name: 'address', limit: 100, windowMs: 60_000 });
});

it('says of each request how many are left, and of a refused one when to come back', async () => {
  const platform = createVirtualPlatform();
  const store = memoryLimitStore({ platform });
  const limiter = createRateLimiter({ store, limit: { ...USER_LIMIT, limit: 1 } });
  const fields = { 'ratelimit-policy': '"user";q=1;w=60', ratelimit: '"user";r=0;t=60' };

  const first = await limiter('mara');
  expect(first).toEqual({ allowed: true, remaining: 0, resetMs: 60_000, fields });
  await platform.advance(15_500);
  const { failure, fields: later } = await limiter('mara');
  expect(failure).toMatchObject({ code: 'RATE_LIMITED', status: 429, retryAfterMs: 44_500 });
  expect(later['ratelimit']).toBe('"user";r=0;t=45');
});

it('takes another limit while it runs', async () => {
  let limit = { ...USER_LIMIT, limit: 1 };
  const limiter = createRateLimiter({ store: memoryLimitStore(), limit: () => limit });
  await limiter('mara');
  expect((await limiter('mara')).allowed).toBe(false);
  limit = { ...limit, limit: 2 };
  expect((await limiter('mara')).allowed).toBe(true);
});

it('writes any name as a structured string', () => {
  const named = { name: 'a "b\\c"\n', limit: 1, windowMs: 1500 };
  expect(rateLimitFields(named, { allowed: true, remaining: 0, resetMs: 1 })).toEqual({
    'ratelimit-policy': String.raw`"a \"b\\c\"";q=1;w=2`,
    ratelimit: String.raw`"a \"b\\c\"";r=0;t=1`,
  });
});

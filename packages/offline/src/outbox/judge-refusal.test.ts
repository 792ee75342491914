import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { expect, it } from 'vitest';
import { judgeRefusal } from './judge-refusal.ts';

it('an entry waits for the user when a quota does not become free by itself, otherwise for the time of the quota', () => {
  for (const kind of [catalogue.ACCOUNT_FULL, catalogue.QUOTA_EXCEEDED]) {
    const full = new Failure(kind);
    expect(judgeRefusal(full, true)).toBe('quota');
  }
  const today = new Failure(catalogue.QUOTA_EXCEEDED, { retryAfterMs: 60_000 });
  expect(judgeRefusal(today, true)).toBe('wait');
  // Only the server can make room on its own disk.
  expect(judgeRefusal(new Failure(catalogue.SERVER_STORAGE_FULL), true)).toBe('wait');
});

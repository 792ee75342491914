import { expect, it } from 'vitest';
import { webLocks } from './web-locks.ts';

// Pages of jsdom are given no locks, as pages that came by plain HTTP are.
it('a lock fails with CONTEXT_INSECURE where the page gets no locks, and does not run the work', async () => {
  let ran = false;
  const held = webLocks().hold('lock', async () => void (ran = true));
  await expect(held).rejects.toMatchObject({ code: 'CONTEXT_INSECURE', retry: 'never' });
  expect(ran).toBe(false);
});

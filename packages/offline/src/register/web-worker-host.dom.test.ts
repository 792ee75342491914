import { expect, it } from 'vitest';
import { registerWorker } from './register-worker.ts';

// Like pages that came by plain HTTP, pages of jsdom have no workers and are not secure.
it('registering a worker fails with CONTEXT_INSECURE on a page in an insecure context', async () => {
  const { ready, updates } = registerWorker({ url: '/worker.js' });
  await expect(ready).rejects.toMatchObject({ code: 'CONTEXT_INSECURE', retry: 'never' });
  expect(updates.getSnapshot()).toEqual({ kind: 'current' });
});

import { expect, it } from 'vitest';
import { registerWorker } from './register-worker.ts';

// Pages of jsdom are given no worker and are not secure, as pages that came by plain HTTP are.
it('registering a worker fails with CONTEXT_INSECURE on a page in an insecure context', async () => {
  const { ready, updates } = registerWorker({ url: '/worker.js' });
  await expect(ready).rejects.toMatchObject({ code: 'CONTEXT_INSECURE', retry: 'never' });
  expect(updates.getSnapshot()).toEqual({ kind: 'current' });
});

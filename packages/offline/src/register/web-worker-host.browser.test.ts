import { expect, it } from 'vitest';
import { registerWorker } from './register-worker.ts';

it('a first worker that does not install is told at once, and not after a minute', async () => {
  const { pathname } = new URL('./failing-worker.contract.ts', import.meta.url);
  const { ready, dispose } = registerWorker({
    url: pathname,
    scope: new URL('./nothing/', import.meta.url).pathname,
  });
  await expect(ready).rejects.toMatchObject({ code: 'WORKER_FAILED' });
  dispose();
}, 10_000);

import { expect, it, onTestFinished } from 'vitest';

const folder = '/packages/offline/test/';

/** Registers a worker whose app is one script, and gives the state of the worker when its installation is over. */
async function install(answers: 'own' | 'page'): Promise<ServiceWorkerState> {
  const registration = await navigator.serviceWorker.register(
    `${folder}shell-worker.ts?answers=${answers}`,
    { scope: `${folder}${Math.random().toString(36).slice(2)}/`, type: 'module' },
  );
  onTestFinished(async () => void (await registration.unregister()));
  const worker = registration.installing ?? registration.waiting ?? registration.active;
  if (!worker) return 'redundant';
  await expect.poll(() => worker.state).not.toBe('installing');
  return worker.state;
}

it('a worker installs with the file that its list names', async () => {
  expect(await install('own')).not.toBe('redundant');
});

it('a worker does not install with a page in the place of a script', async () => {
  expect(await install('page')).toBe('redundant');
});

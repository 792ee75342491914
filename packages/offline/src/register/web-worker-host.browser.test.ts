import { expect, it, onTestFinished } from 'vitest';
import { registerWorker } from './register-worker.ts';
import { webWorkerHost } from './web-worker-host.ts';
import type { WorkerHost } from './worker-host.ts';

const folder = '/packages/offline/test/';
const scriptOf = (version: number): string => `${folder}update-worker.js?version=${version}`;

/** A page outside of the worker's scope, so that no worker is in charge of it. */
function page(scope: string, url = scriptOf(1)): WorkerHost {
  onTestFinished(async () => {
    const registration = await navigator.serviceWorker.getRegistration(scope);
    await registration?.unregister();
  });
  return webWorkerHost(url, scope);
}
const once = (listen: (listener: () => void) => () => void): Promise<void> =>
  new Promise((resolve) => {
    const stop = listen(() => {
      stop();
      resolve();
    });
  });
const activated = async (scope: string): Promise<void> => {
  const registration = await navigator.serviceWorker.getRegistration(scope);
  await expect.poll(() => registration?.active?.state).toBe('activated');
};

/** A page that the worker is in charge of. While it is open, a newer worker waits. */
const opened = (scope: string): Promise<HTMLIFrameElement> =>
  new Promise((resolve) => {
    const frame = document.createElement('iframe');
    frame.addEventListener('load', () => resolve(frame), { once: true });
    frame.src = `${scope}blank`;
    document.body.append(frame);
    onTestFinished(() => frame.remove());
  });

it('the first worker of an app is no update', async () => {
  const scope = `${folder}first/`;
  const host = page(scope);
  let told = 0;
  host.onFound(() => (told += 1));
  host.onWaiting(() => (told += 1));
  await host.register();
  await activated(scope);
  expect([host.isControlled(), await host.update(), told]).toEqual([false, false, 0]);
});

it('a page hears of a newer worker that is found, that waits, and that takes over when it says so', async () => {
  const scope = `${folder}newer/`;
  const host = page(scope);
  await host.register();
  await activated(scope);
  await opened(scope);
  const [found, waiting] = [once(host.onFound), once(host.onWaiting)];
  await navigator.serviceWorker.register(scriptOf(2), { scope });
  await found;
  await waiting;
  const tookOver = once(host.onTookOver);
  // A page that is opened now hears of the worker that waited before.
  const later = webWorkerHost(scriptOf(2), scope);
  const waits = once(later.onWaiting);
  await later.register();
  await waits;
  expect(await host.update()).toBe(true);
  await host.skipWaiting();
  await tookOver;
  // No worker waits any more. A tab that asks too late hears at once that a worker has taken over.
  const heard = once(later.onTookOver);
  await later.skipWaiting();
  await heard;
});

it('a first worker that does not install is told at once, and not after a minute', async () => {
  const { pathname } = new URL('./failing-worker.contract.ts', import.meta.url);
  const { ready, dispose } = registerWorker({
    url: pathname,
    scope: new URL('./nothing/', import.meta.url).pathname,
  });
  await expect(ready).rejects.toMatchObject({ code: 'WORKER_FAILED' });
  dispose();
}, 10_000);

it('a worker whose script does not load fails by name', async () => {
  const host = page(`${folder}none/`, '/no-such-folder/worker.js');
  await expect(host.register()).rejects.toMatchObject({ code: 'WORKER_FAILED' });
  expect(await host.update()).toBe(false);
});

it('a page hears when its tab is hidden or shown', async () => {
  const host = page(`${folder}shown/`);
  const told = once(host.onVisibility);
  document.dispatchEvent(new Event('visibilitychange'));
  await told;
  expect(host.isHidden()).toBe(document.visibilityState === 'hidden');
});

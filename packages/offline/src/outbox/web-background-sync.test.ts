import { expect, it } from 'vitest';
import { SYNC_TAG, WAKE_MESSAGE } from './replay-signals.ts';
import { webBackground } from './web-background-sync.ts';

/** The worker of an app. `syncs` says what the browser does with a request for a sync. */
function workers(syncs?: () => Promise<void>, isActive = true) {
  const heard: unknown[] = [];
  const registration = {
    active: isActive
      ? ({ postMessage: (message: unknown) => void heard.push(message) } as ServiceWorker)
      : null,
    ...(syncs && {
      sync: {
        register(tag: string) {
          heard.push(tag);
          return syncs();
        },
      },
    }),
  };
  return { heard, registration, getRegistration: async () => registration };
}
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('the browser is asked for a sync of the outbox, also when it refuses', async () => {
  for (const answer of [() => Promise.resolve(), () => Promise.reject(new Error('denied'))]) {
    const worker = workers(answer);
    webBackground(worker).requestSync();
    await settled();
    expect(worker.heard).toEqual([SYNC_TAG]);
  }
});

it('the page asks for no sync where the browser has none, or the worker is not active', async () => {
  const without = workers();
  const installing = workers(() => Promise.resolve(), false);
  webBackground(without).requestSync();
  webBackground(installing).requestSync();
  await settled();
  expect([without.heard, installing.heard]).toEqual([[], []]);
});

it('the page wakes a worker that it found before at once, because a page that is closed hears no answer', async () => {
  const worker = workers();
  const background = webBackground(worker);
  await settled();
  background.wakeWorker();
  expect(worker.heard).toEqual([WAKE_MESSAGE]);
});

it('the page wakes a worker that it has not found yet as soon as it finds it', async () => {
  const worker = workers();
  webBackground(worker).wakeWorker();
  await settled();
  expect(worker.heard).toEqual([WAKE_MESSAGE]);
});

it('the page goes on alone where there is no worker, or the browser refuses to look for one', async () => {
  const refusing = { getRegistration: () => Promise.reject(new Error('insecure')) };
  for (const none of [undefined, { getRegistration: async () => undefined }, refusing]) {
    const background = webBackground(none);
    background.requestSync();
    background.wakeWorker();
    await settled();
  }
});

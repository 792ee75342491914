import { expect, it } from 'vitest';
import { webDevice } from './web-device.ts';

type Navigators = NonNullable<Parameters<typeof webDevice>[0]>;
/**
 * A browser in which the worker of the app is active, and which gives this answer to the question about background
 * work.
 */
function browser(
  registration: object | undefined,
  permission: () => Promise<object> = async () => ({ state: 'granted' }),
): Navigators {
  return {
    storage: { persisted: async () => false, persist: async () => true },
    serviceWorker: { getRegistration: async () => registration },
    permissions: { query: permission },
  } as unknown as Navigators;
}
const syncing = { active: {}, sync: {} };

it('a browser says whether it keeps what is stored, and may agree to keep it', async () => {
  const device = webDevice(browser(syncing));
  expect([await device.persisted(), await device.persist()]).toEqual([false, true]);
});

it.each<[string, boolean, Navigators]>([
  ['with an active worker and sync', true, browser(syncing)],
  [
    'with both, which the user has forbidden',
    false,
    browser(syncing, async () => ({ state: 'denied' })),
  ],
  [
    'with both, which knows no such permission',
    true,
    browser(syncing, () => Promise.reject(new TypeError('no'))),
  ],
  ['with both, which has no permissions', true, { serviceWorker: browser(syncing).serviceWorker! }],
  ['without sync', false, browser({ active: {} })],
  ['whose worker is not active', false, browser({ active: null, sync: {} })],
  ['without a worker', false, browser(undefined)],
  ['without workers', false, {}],
])('a browser %s may send while no page is open: %s', async (_title, sends, navigator) => {
  expect(await webDevice(navigator).sendsInBackground()).toBe(sends);
});

it('the status does not know whether a device keeps its storage when the device does not say so', async () => {
  for (const device of [webDevice({}), webDevice()]) {
    expect([await device.persisted(), await device.persist()]).toEqual([undefined, undefined]);
  }
});

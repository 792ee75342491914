import { expect, it } from 'vitest';
import { createConnectivity } from './create-connectivity.ts';
import { watchBrowserNetwork } from './web-network.ts';

it('connectivity hears the network events of the browser until the app stops it', () => {
  const navigator = { onLine: false };
  const page = Object.assign(new EventTarget(), { navigator });
  const connectivity = createConnectivity();
  const leave = watchBrowserNetwork(connectivity, page);
  expect(connectivity.getSnapshot()).toBe('offline');
  navigator.onLine = true;
  page.dispatchEvent(new Event('online'));
  // A network alone does not prove that the server answers.
  expect(connectivity.getSnapshot()).toBe('unknown');
  leave();
  navigator.onLine = false;
  page.dispatchEvent(new Event('offline'));
  expect(connectivity.getSnapshot()).toBe('unknown');
});

it.each([
  ['a server, which has no events', {}],
  ['Node, whose navigator knows of no network', { navigator: {} }],
])('watching the network gives no evidence on %s', (_, host) => {
  const connectivity = createConnectivity();
  watchBrowserNetwork(connectivity, host)();
  expect(connectivity.getSnapshot()).toBe('unknown');
});

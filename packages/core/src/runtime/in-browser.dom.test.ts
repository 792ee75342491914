import { createVirtualPlatform, scriptedTransport } from '@holdfast/testing';
import { afterEach, expect, it, vi } from 'vitest';
import { createHoldfast } from './create-holdfast.ts';
import { inBrowser } from './in-browser.ts';

afterEach(() => vi.restoreAllMocks());

it('inBrowser hears the network of the page until the runtime is disposed of', async () => {
  const platform = createVirtualPlatform();
  const { connectivity, dispose } = createHoldfast({
    ...{ transport: scriptedTransport(), platform },
    ...inBrowser(),
  });
  const isOnline = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  window.dispatchEvent(new Event('offline'));
  expect(connectivity.getSnapshot()).toBe('offline');
  isOnline.mockReturnValue(true);
  window.dispatchEvent(new Event('online'));
  expect(connectivity.getSnapshot()).toBe('unknown');
  await dispose();
  isOnline.mockReturnValue(false);
  window.dispatchEvent(new Event('offline'));
  expect(connectivity.getSnapshot()).toBe('unknown');
  expect(platform.pending()).toBe(0);
});

it('inBrowser leaves no timer of its probe when the runtime is disposed of', async () => {
  const platform = createVirtualPlatform();
  const transport = scriptedTransport();
  const holdfast = createHoldfast({ transport, platform, ...inBrowser({ health: 'healthz' }) });
  expect(platform.pending()).toBe(1);
  await holdfast.dispose();
  expect(platform.pending()).toBe(0);
});

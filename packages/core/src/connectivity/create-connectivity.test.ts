import { createVirtualPlatform } from '@holdfast/testing';
import { expect, it } from 'vitest';
import { createConnectivity } from './create-connectivity.ts';

const ours = 'https://api.test/notes?page=1';
const other = 'https://stories.test/';

it('connectivity does not take the silence of one origin for a dead network', () => {
  const connectivity = createConnectivity();
  connectivity.note('answered', ours);
  for (let send = 0; send < 10; send += 1) connectivity.note('unanswered', other);
  expect(connectivity.getSnapshot()).toBe('online');
  expect(connectivity.of?.(ours)).toBe('online');
  expect(connectivity.of?.(other)).toBe('degraded');
});

it('connectivity judges a single origin by the last evidence about it', () => {
  const connectivity = createConnectivity();
  connectivity.note('answered');
  connectivity.note('unanswered');
  expect(connectivity.getSnapshot()).toBe('degraded');
  connectivity.note('answered');
  expect(connectivity.getSnapshot()).toBe('online');
});

it('connectivity forgets an old answer of another origin when no origin answers any more', async () => {
  const platform = createVirtualPlatform();
  const connectivity = createConnectivity({ platform });
  connectivity.note('answered', other);
  await platform.advance(30_000);
  connectivity.note('unanswered', ours);
  expect(connectivity.getSnapshot()).toBe('degraded');
  expect(connectivity.of?.(other)).toBe('unknown');
});

it('connectivity believes what the device says about all origins until one origin answers', () => {
  const connectivity = createConnectivity();
  connectivity.note('answered', ours);
  connectivity.note('device-offline');
  expect(connectivity.of?.(ours)).toBe('offline');
  connectivity.note('unanswered', ours);
  expect(connectivity.getSnapshot()).toBe('offline');
  connectivity.note('answered', other);
  expect(connectivity.getSnapshot()).toBe('online');
  // Evidence from the network that has gone says nothing about the new one.
  expect(connectivity.of?.(ours)).toBe('unknown');
});

it('connectivity knows an origin by any address on it, and the page’s own origin by a relative address', () => {
  const connectivity = createConnectivity();
  connectivity.note('answered', ours);
  expect(connectivity.of?.('https://api.test')).toBe('online');
  connectivity.note('answered', '/api/notes');
  expect(connectivity.of?.('')).toBe('online');
});

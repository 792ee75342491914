import { createVirtualPlatform } from '@holdfast/testing';
import { expect, it } from 'vitest';
import { createWatchdog } from './watchdog.ts';

function watching() {
  const platform = createVirtualPlatform();
  const sleepers = new Set<() => void>();
  let bites = 0;
  const watchdog = createWatchdog({
    ...{ platform, limitMs: 1000 },
    wake(listener) {
      sleepers.add(listener);
      return () => void sleepers.delete(listener);
    },
    bite: () => (bites += 1),
  });
  const wake = (): void => {
    for (const listener of sleepers) listener();
  };
  return { platform, watchdog, wake, bites: () => bites, sleepers };
}

it('a watchdog bites once, after a silence of `limitMs`', async () => {
  const { platform, watchdog, bites } = watching();
  await platform.advance(999);
  watchdog.feed();
  await platform.advance(999);
  expect(bites()).toBe(0);
  await platform.advance(1);
  expect(bites()).toBe(1);
  await platform.advance(9000);
  expect(bites()).toBe(1);
});

it('a watchdog has one timer, however often the device wakes', async () => {
  const { platform, wake, bites } = watching();
  for (let round = 0; round < 5; round += 1) wake();
  expect(platform.pending()).toBe(1);
  await platform.advance(1000);
  expect(bites()).toBe(1);
});

it('a watchdog does not bite while it rests, and waits again once it is fed', async () => {
  const { platform, watchdog, bites } = watching();
  watchdog.rest();
  await platform.advance(5500);
  expect(bites()).toBe(0);
  watchdog.feed();
  await platform.advance(999);
  expect(bites()).toBe(0);
  await platform.advance(1000);
  expect(bites()).toBe(1);
});

it('a watchdog leaves neither a timer nor a listener', () => {
  const { platform, watchdog, sleepers } = watching();
  watchdog.dispose();
  expect(platform.pending()).toBe(0);
  expect(sleepers.size).toBe(0);
});

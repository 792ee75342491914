import { createVirtualPlatform } from '@holdfast/testing';
import { expect, it } from 'vitest';
import { onceQuiet } from './once-quiet.ts';

function quiet() {
  const platform = createVirtualPlatform();
  const begun: number[] = [];
  const asked = { isBusy: false };
  const begin = (): void => void begun.push(platform.monotonic() - startMs);
  const noise = onceQuiet(platform, () => asked.isBusy, begin);
  const startMs = platform.monotonic();
  return { platform, begun, noise, asked };
}

it('begins when there was no noise for a moment', async () => {
  const { platform, begun, noise } = quiet();
  await platform.advance(200);
  noise();
  await platform.advance(249);
  expect(begun).toEqual([]);
  await platform.advance(1);
  expect(begun).toEqual([450]);
});

it('does not begin while the page waits for an answer', async () => {
  const { platform, begun, noise, asked } = quiet();
  asked.isBusy = true;
  await platform.advance(900);
  expect(begun).toEqual([]);
  asked.isBusy = false;
  noise();
  await platform.advance(300);
  expect(begun).toEqual([1150]);
});

it('begins after three seconds where it is never quiet, and only once', async () => {
  const { platform, begun, noise, asked } = quiet();
  asked.isBusy = true;
  for (let at = 0; at < 4000; at += 50) {
    noise();
    // Each noise comes after the one before.
    // oxlint-disable-next-line no-await-in-loop
    await platform.advance(50);
  }
  asked.isBusy = false;
  await platform.advance(1000);
  expect(begun).toEqual([3000]);
});

import { createVirtualPlatform } from '@holdfast/testing';
import { expect, it } from 'vitest';
import { onceQuiet } from './once-quiet.ts';

function quiet() {
  const platform = createVirtualPlatform();
  const begun: number[] = [];
  const noise = onceQuiet(platform, () => void begun.push(platform.monotonic() - startMs));
  const startMs = platform.monotonic();
  return { platform, begun, noise };
}

it('begins when nothing was heard for a moment', async () => {
  const { platform, begun, noise } = quiet();
  await platform.advance(80);
  noise();
  await platform.advance(99);
  expect(begun).toEqual([]);
  await platform.advance(1);
  expect(begun).toEqual([180]);
});

it('begins after three seconds where it is never quiet, and only once', async () => {
  const { platform, begun, noise } = quiet();
  for (let at = 0; at < 4000; at += 50) {
    noise();
    // Each noise comes after the one before.
    // oxlint-disable-next-line no-await-in-loop
    await platform.advance(50);
  }
  await platform.advance(1000);
  expect(begun).toEqual([3000]);
});

import { createVirtualPlatform } from '@holdfast/testing';
import { expect, it } from 'vitest';
import type { Found } from './durable-store.ts';
import { createTailWatches } from './tail-watch.ts';

const found = (seq: number): Found =>
  ({
    at: 0,
    stream: { id: 'a', tail: { seq, bytes: 0 }, isClosed: false, isDeleted: false },
  }) as Found;

it('readers hear of changes again after a store that never answered once', async () => {
  const platform = createVirtualPlatform();
  const answers = [new Promise<Found>(() => {}), Promise.resolve(found(2))];
  const reads = { find: () => answers.shift() ?? Promise.resolve(found(3)) };
  const { watch } = createTailWatches({ reads: reads as never, pollMs: 250, platform });
  const reader = watch('/a');
  const { signal } = new AbortController();
  await platform.advance(250 + 30_000);
  const changed: string[] = [];
  void reader.change(found(1), 60_000, signal).then(() => changed.push('heard'));
  await platform.advance(249);
  expect(changed).toEqual([]);
  await platform.advance(1);
  expect(changed).toEqual(['heard']);
  reader.stop();
  await platform.advance(250);
  expect(platform.pending()).toBe(0);
});

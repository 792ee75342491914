import { createCell, Failure, type Identity, type Transport } from '@holdfast/core';
import { NETWORK_FAILED } from '@holdfast/core/failures';
import type { Platform } from '@holdfast/core/parts';
import { createVirtualPlatform, memoryTabs } from '@holdfast/testing';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { outboxOn } from './create-outbox.ts';
import { memoryOutboxStore } from './memory-outbox-store.contract.ts';
import { answerOf, entry } from './outbox-stage.contract.ts';

/** The server says "later", with or without a time, or does not answer. Afterwards it answers every request. */
type Said = { readonly kind: 'silent' } | { readonly kind: 'later'; readonly seconds: number };

interface Story {
  readonly said: readonly Said[];
  /** The wall clock is set just before one of the times at which the outbox reads it. */
  readonly jumps: readonly { readonly read: number; readonly ms: number }[];
}

const HOUR_MS = 3_600_000;
const MOST_SECONDS = 60;
// The longest planned waits: of a send, and of the first few refusals and silences.
const LONGEST_MS = MOST_SECONDS * 1_000;

const stories: fc.Arbitrary<Story> = fc.record({
  said: fc.array(
    fc.oneof(
      fc.constant<Said>({ kind: 'silent' }),
      fc.record({
        kind: fc.constant('later' as const),
        seconds: fc.integer({ min: 0, max: MOST_SECONDS }),
      }),
    ),
    { minLength: 1, maxLength: 4 },
  ),
  jumps: fc.array(
    fc.record({
      read: fc.nat({ max: 60 }),
      ms: fc.constantFrom(-24 * HOUR_MS, -HOUR_MS, -90_000, -5_000, 5_000, HOUR_MS, 24 * HOUR_MS),
    }),
    { maxLength: 4 },
  ),
});

async function play({ said, jumps }: Story) {
  const virtual = createVirtualPlatform();
  const waits: number[] = [];
  let reads = 0;
  let ahead = 0;
  const platform: Platform = {
    ...virtual,
    now() {
      for (const { read, ms } of jumps) if (read === reads) ahead += ms;
      reads += 1;
      return virtual.now() + ahead;
    },
    schedule(delayMs, task) {
      waits.push(delayMs);
      return virtual.schedule(delayMs, task);
    },
  };
  let sends = 0;
  const transport: Transport = {
    async send() {
      const word = said[sends];
      sends += 1;
      if (!word) return answerOf(204);
      if (word.kind === 'silent') throw new Failure(NETWORK_FAILED);
      return { ...answerOf(503), headers: { 'retry-after': String(word.seconds) } };
    },
  };
  const { locks, channel } = memoryTabs().open();
  const identity = createCell<Identity | null>({ subject: 'ann' });
  const outbox = outboxOn(() => memoryOutboxStore(), {
    ...{ identity, transport, platform, locks, channel },
  });
  await outbox.add(entry('a'));
  const began = virtual.monotonic();
  const isOver = (): boolean => outbox.entries.getSnapshot().length === 0;
  // Each jump may make one pause begin again.
  const most = (said.length + jumps.length + 1) * LONGEST_MS;
  while (!isOver() && virtual.monotonic() - began < most) await virtual.advance(5_000);
  const result = { isOver: isOver(), longestMs: Math.max(...waits) };
  await outbox.dispose();
  return result;
}

it('no wait of the outbox becomes longer than planned, whenever the wall clock jumps', async () => {
  await fc.assert(
    fc.asyncProperty(stories, async (story) => {
      const { isOver, longestMs } = await play(story);
      expect(longestMs).toBeLessThanOrEqual(LONGEST_MS);
      expect(isOver).toBe(true);
    }),
    {
      numRuns: 100,
      // The clock is set back and on again within one look.
      examples: [
        [
          {
            said: [{ kind: 'silent' }],
            jumps: [
              { read: 12, ms: -24 * HOUR_MS },
              { read: 15, ms: 24 * HOUR_MS },
            ],
          },
        ],
      ],
    },
  );
});

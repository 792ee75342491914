import { requireOptions, webPlatform } from '@holdfast/core/parts';
import type { EntryView } from '@holdfast/core';
import { UNCHANGED } from '../outbox/entry-step.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { QueuedWrite } from './content-of.ts';
import { probed, type ProbeAnswer } from './probe-state.ts';
import { watchBlocked, type WatchOptions } from './watch-blocked.ts';

// A request whose sender gave up may still be on its way.
const SETTLE_MS = 10_000;

/**
 * Asks the server whether writes of an operation took effect, for example by reading the data under the id that
 * the write gave it. The answer decides in place of the user. It asks in a page, `firstAfterMs` after the page
 * saw the entry blocked as `uncertain`, by default ten seconds: by then a request whose answer was lost has
 * arrived. It never sends an entry on a guess. Returns the function that ends it.
 */
export function probeUncertain<TInput, TParsed>(
  outbox: Outbox,
  operation: QueuedWrite<TInput, TParsed>,
  probe: (input: TParsed, entry: EntryView) => Promise<ProbeAnswer>,
  options: WatchOptions = {},
): () => void {
  requireOptions('probeUncertain', { probe }, { probe: 'a function' });
  requireOptions('probeUncertain', options, {
    platform: 'an object with now, random, randomBytes, schedule?',
    firstAfterMs: 'a finite number from 0 on?',
    mostRounds: 'a whole number from 0 on?',
  });

  const { platform = webPlatform } = options;
  const of = { reason: 'uncertain', operation: operation.name } as const;
  return watchBlocked(outbox, of, { firstAfterMs: SETTLE_MS, ...options }, async (entry) => {
    const answer = await probe(entry.input as TParsed, entry);
    requireOptions<{ readonly kind: string }>('The answer of a probe', answer, {
      kind: 'one of applied, absent, unknown',
    });
    if (answer.kind === 'unknown') return;
    const now = platform.now();
    await outbox.decide(entry.id, (stored) =>
      stored.sends === entry.sends ? probed(stored, answer, now) : UNCHANGED,
    );
  });
}

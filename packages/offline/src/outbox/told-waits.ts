import type { WaitReason } from '@holdfast/core/parts';
import type { StoredEntry } from './entry-record.ts';

/** Why the heads of lanes wait, as one burst found it. */
export interface ToldWaits {
  /** A look found that a head waits. Its transaction may still be undone. */
  found(head: StoredEntry, why: WaitReason): void;
  /** The burst sends the entry, so that a later wait counts as a new one. */
  ended(entry: StoredEntry): void;
  /** Tells what the last look found. The caller does so after the commit. */
  tell(): void;
}

/** Tells each head's reason once, and again when it changes. */
export function createToldWaits(
  held: (head: StoredEntry, waitsFor: WaitReason) => void,
): ToldWaits {
  const reasons = new Map<string, WaitReason>();
  let news: [StoredEntry, WaitReason][] = [];
  return {
    found(head, why) {
      if (reasons.get(head.id) !== why) news.push([head, why]);
      reasons.set(head.id, why);
    },
    ended: ({ id }) => void reasons.delete(id),
    tell() {
      news.forEach(([head, why]) => held(head, why));
      news = [];
    },
  };
}

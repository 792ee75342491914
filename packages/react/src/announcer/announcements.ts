import { createCell, type Observable } from '@holdfast/core';
import type { Platform } from '@holdfast/core/parts';

/** `assertive` interrupts the screen reader. Use it rarely, for news that cannot wait. */
export type Urgency = 'polite' | 'assertive';

export interface Announcement {
  readonly id: number;
  readonly text: string;
  readonly urgency: Urgency;
}

export interface Announcements extends Observable<readonly Announcement[]> {
  announce(text: string, urgency?: Urgency): void;
}

// Long enough for a screen reader to read it out, short enough that a user who browses the page finds no
// old news.
const KEPT_MS = 10_000;

/**
 * Texts for screen readers to read out. Each text is removed after a time, so that the same text can be announced
 * twice.
 */
export function createAnnouncements(
  platform: Pick<Platform, 'monotonic' | 'schedule'>,
): Announcements {
  const { getSnapshot, subscribe, set } = createCell<readonly Announcement[]>([]);
  const said = new Map<number, number>();
  let count = 0;
  return {
    getSnapshot,
    subscribe,
    announce(text, urgency = 'polite') {
      count += 1;
      const id = count;
      const now = platform.monotonic();
      // An announcement that is still there after its time has lost its timer.
      for (const [old, saidMs] of said) if (now > saidMs + KEPT_MS) said.delete(old);
      said.set(id, now);
      set([...getSnapshot().filter((each) => said.has(each.id)), { id, text, urgency }]);
      platform.schedule(KEPT_MS, () => {
        said.delete(id);
        set(getSnapshot().filter((each) => each.id !== id));
      });
    },
  };
}

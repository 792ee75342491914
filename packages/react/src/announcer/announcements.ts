import { createCell, type Observable, type Platform } from '@holdfast/core';

/** `assertive` interrupts; for what cannot wait, and rarely. */
export type Urgency = 'polite' | 'assertive';

export interface Announcement {
  readonly id: number;
  readonly text: string;
  readonly urgency: Urgency;
}

export interface Announcements extends Observable<readonly Announcement[]> {
  announce(text: string, urgency?: Urgency): void;
}

// Long enough to be read out, short enough that nobody finds old news while browsing the page.
const KEPT_MS = 10_000;

/** Texts to be read out. Each is taken away again, so the same text can be told twice. */
export function createAnnouncements(platform: Pick<Platform, 'schedule'>): Announcements {
  const { getSnapshot, subscribe, set } = createCell<readonly Announcement[]>([]);
  let count = 0;
  return {
    getSnapshot,
    subscribe,
    announce(text, urgency = 'polite') {
      count += 1;
      const id = count;
      set([...getSnapshot(), { id, text, urgency }]);
      platform.schedule(KEPT_MS, () => set(getSnapshot().filter((each) => each.id !== id)));
    },
  };
}

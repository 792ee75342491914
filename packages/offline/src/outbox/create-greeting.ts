import type { Platform } from '@holdfast/core/parts';
import type { Engine } from './create-engine.ts';
import type { EntryList } from './entry-list.ts';
import { nextEntry } from './outbox-state.ts';
import type { OutboxLimits } from './outbox-limits.ts';
import type { OutboxStore } from './outbox-store.ts';

interface GreetingOptions {
  readonly store: Pick<OutboxStore, 'enter'>;
  readonly platform: Pick<Platform, 'now'>;
  readonly limits: OutboxLimits;
  readonly list: Pick<EntryList, 'reset'>;
  readonly owner: () => string | undefined;
  readonly reload: () => Promise<void>;
  readonly publish: Engine['publish'];
  readonly wake: () => void;
}

export interface Greeting {
  /** Tells the database who is signed in, and reads the entries of this user. */
  greet(): Promise<void>;
  /** Greets, and sends meanwhile. */
  meet(): Promise<void>;
  /** Whether the database knows the present user. */
  isMet(): boolean;
  /** Whether the database does not know the present user, and no greeting runs. */
  isDue(): boolean;
}

/** Makes the database know who is signed in. */
export function createGreeting(options: GreetingOptions): Greeting {
  const { store, platform, limits, list, owner, reload, publish, wake } = options;
  let shownTo: string | undefined;
  let isMet = false;
  let greetings = 0;

  const enter = async (user: string | undefined): Promise<void> => {
    const changes = await store.enter(
      user ?? null,
      (entry) => nextEntry(entry, { type: 'released' }, limits),
      platform.now(),
    );
    publish(changes);
    // Another user may have signed in meanwhile.
    isMet ||= user === owner();
    if (changes.length > 0) wake();
  };
  const greet = async (): Promise<void> => {
    isMet = false;
    greetings += 1;
    try {
      const user = owner();
      if (user !== shownTo) list.reset([]);
      shownTo = user;
      // A database that refuses writes may still be read.
      await Promise.allSettled([enter(user), reload()]);
    } finally {
      greetings -= 1;
    }
  };
  return {
    greet,
    async meet() {
      const greeted = greet();
      // The first send does not wait for the list, which may be long.
      wake();
      await greeted;
    },
    isMet: () => isMet,
    isDue: () => !isMet && greetings === 0,
  };
}

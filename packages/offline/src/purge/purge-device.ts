import { requireOptions } from '@holdfast/core/parts';
import { createReadCache } from '../cache/idb-read-cache.ts';
import { despiteTrouble } from './despite-trouble.ts';
import { draftsOfOwner } from './purge-drafts.ts';
import { outboxOfOwner } from './purge-outbox.ts';

/** Writes and drafts of a user that only this device has. A purge loses them. */
export interface Unsent {
  /** The number of entries in the outbox that wait, are blocked or dead, or were set aside. */
  readonly entries: number;
  readonly drafts: number;
}

export interface UnsentOptions {
  readonly owner: string;
  /** The beginning of the names of the databases: the same as in `onThisDevice`. @default 'holdfast' */
  readonly name?: string;
  /**
   * Tells by its key whether a draft is work that no server has. Slices and the text of streams are kept beside the
   * drafts of forms, and may be copies of what a server has. @default every draft is
   */
  readonly isUnsent?: (key: string) => boolean;
}

export interface PurgeOptions extends UnsentOptions {
  /**
   * Called when the purge would lose work that no server has, and once more when the user wrote something meanwhile.
   * With `false`, all work that the user has not agreed to lose stays on the device until this user comes back.
   * @default work that no server has stays, and everything else is deleted
   */
  readonly agree?: (unsent: Unsent) => boolean | Promise<boolean>;
}

const everyKey = (): boolean => true;

/** Counts the work of a user that only this device has. Ask the user about it before you sign the user out. */
export async function countUnsent(options: UnsentOptions): Promise<Unsent> {
  requireOptions('countUnsent', options, {
    owner: 'a text that is not empty',
    name: 'a text that is not empty?',
    isUnsent: 'a function?',
  });

  const { owner, name = 'holdfast', isUnsent = everyKey } = options;
  const outbox = outboxOfOwner(`${name}-outbox`, owner);
  const drafts = draftsOfOwner(`${name}-drafts`, owner, isUnsent);
  try {
    return { entries: await outbox.count(), drafts: await drafts.count() };
  } finally {
    await Promise.all([outbox.close(), drafts.close()]);
  }
}

/**
 * Deletes what the device keeps of a user who signs out: entries of the outbox with their bodies and ends, rows that
 * were set aside, the key of their encryption, drafts, and answers of reads. Sign the user out first, in every tab.
 * Without `agree`, entries and drafts that no server has stay, and their answers and all copies are deleted. Resolves
 * with `kept` when something stays. After an `agree` that said no, the purge has deleted only the work to which
 * `agree` had said yes before. A send that is under way may still arrive. Rejects with the failure of a store that
 * cannot be purged, and still purges the others. Reports for a beacon and budgets stay: they hold nothing that the
 * user wrote.
 */
export async function purgeDevice(options: PurgeOptions): Promise<'purged' | 'kept'> {
  requireOptions('purgeDevice', options, {
    owner: 'a text that is not empty',
    name: 'a text that is not empty?',
    isUnsent: 'a function?',
    agree: 'a function?',
  });

  const { owner, name = 'holdfast', agree, isUnsent = everyKey } = options;
  const outbox = outboxOfOwner(`${name}-outbox`, owner);
  const drafts = draftsOfOwner(`${name}-drafts`, owner, isUnsent);
  const cache = createReadCache({ name: `${name}-cache` });
  const forgetReads = async (): Promise<number> => {
    await cache.clear(owner);
    return 0;
  };
  try {
    if (!agree) {
      const stay = await despiteTrouble([
        () => outbox.purgeAnswers(),
        () => drafts.purgeCopies(),
        forgetReads,
      ]);
      return stay.some((count) => count > 0) ? 'kept' : 'purged';
    }
    let told: Unsent = { entries: 0, drafts: 0 };
    for (;;) {
      const unsent = { entries: await outbox.count(), drafts: await drafts.count() };
      const isMore = unsent.entries > told.entries || unsent.drafts > told.drafts;
      if (isMore && !(await agree(unsent))) return 'kept';
      told = unsent;
      const { entries, drafts: written } = unsent;
      // The transaction of each deletion counts once more, so that the user hears of work that came meanwhile.
      const [left = 0, typed = 0] = await despiteTrouble([
        () => outbox.purge(entries),
        () => drafts.purge(written),
        forgetReads,
      ]);
      if (left <= entries && typed <= written) return 'purged';
    }
  } finally {
    await Promise.all([outbox.close(), drafts.close(), cache.dispose()]);
  }
}

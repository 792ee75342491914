import { creatorOf } from '@holdfast/core/parts';
import { ask } from '../database/idb-request.ts';
import { membersOf } from '../database/row.ts';
import type { StoredEntry } from '../outbox/entry-record.ts';
import { findOne } from '../outbox/idb-find.ts';
import { quarantinedIn, type Sieve } from '../outbox/idb-quarantine.ts';
import type { Known } from '../outbox/outbox-store.ts';
import { realIdIn } from './idb-real-ids.ts';
import type { RealId } from './real-id.ts';

/** What a claim must know of the entries that the head of a lane waits for. */
export async function knownOf(
  tx: IDBTransaction,
  sieve: Sieve,
  { after = [], owner }: StoredEntry,
): Promise<Known> {
  const ids = new Map<string, RealId>();
  const found = await Promise.all(
    after.map(async (named): Promise<Known['found'][number]> => {
      const creator = creatorOf(named);
      if (creator !== undefined) {
        const real = realIdIn(await ask(tx.objectStore('ids').get(named)), owner);
        if (real !== undefined) ids.set(named, real);
      }
      const id = creator ?? named;
      const one = await findOne(tx, sieve, id);
      if (one) return one;
      const aside = await quarantinedIn(tx);
      return aside.some((set) => membersOf(set.row)['id'] === id) ? 'lost' : undefined;
    }),
  );
  return { found, ids };
}

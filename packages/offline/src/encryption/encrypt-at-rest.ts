import { Failure, isFailure } from '@holdfast/core';
import { isEqual } from '@holdfast/core/parts';
import { STORAGE_CORRUPT } from '@holdfast/core/failures';
import type { LedgerRecord, StoredEnd, StoredEntry } from '../outbox/entry-record.ts';
import type { EntryStep } from '../outbox/entry-step.ts';
import {
  hasLeft,
  type BurstStep,
  type BurstStepResult,
  type EntryChange,
  type Found,
  type OutboxStore,
  type Transition,
} from '../outbox/outbox-store.ts';
import type { Encryption } from './encryption.ts';
import { ownerKeys } from './idb-owner-keys.ts';
import { openBody, openEnd, openEntry, sealEntry, sealValue } from './sealed-entry.ts';

/** Stands for what the end of an entry does not keep. */
const NO_REQUEST: Pick<StoredEntry, 'request' | 'expectation' | 'state'> = {
  request: { method: 'POST', url: '', headers: {}, body: null },
  expectation: { accept: 'nothing' },
  state: { kind: 'queued' },
};

const sealedStore = (
  store: OutboxStore,
  name: string,
  damaged: (failure: Failure, rows: number) => void,
): OutboxStore => {
  const keys = ownerKeys(name);
  const known = new Map<string, CryptoKey>();

  const keyOf = async (owner: string, isFresh: boolean): Promise<CryptoKey | undefined> => {
    const key = (!isFresh && known.get(owner)) || (await keys.find(owner));
    if (key) known.set(owner, key);
    return key;
  };
  /** Another tab may have made another key since this one was read. */
  const withKey = async <T>(
    owner: string,
    work: (key: CryptoKey | undefined) => Promise<T>,
  ): Promise<T> => {
    try {
      return await work(await keyOf(owner, false));
    } catch (error) {
      if (!isFailure(error, 'STORAGE_CORRUPT')) throw error;
      return work(await keyOf(owner, true));
    }
  };
  const making = new Map<string, Promise<CryptoKey>>();
  /** Read again for each addition, because another tab may have deleted the key. Calls at once share one read. */
  const keyToSeal = (owner: string): Promise<CryptoKey> => {
    const running = making.get(owner) ?? keys.findOrMake(owner).finally(() => making.delete(owner));
    making.set(owner, running);
    return running;
  };

  /** The entries that decrypt. The others are set aside. */
  const opened = async (entries: readonly StoredEntry[]): Promise<readonly StoredEntry[]> => {
    const unread: string[] = [];
    const open = async (entry: StoredEntry): Promise<readonly StoredEntry[]> => {
      if (!entry.sealed) return [entry];
      try {
        return [await withKey(entry.owner, (key) => openEntry(key, entry))];
      } catch (error) {
        if (!isFailure(error, 'STORAGE_CORRUPT')) throw error;
        unread.push(entry.id);
        return [];
      }
    };
    const all = await Promise.all(entries.map(open));
    const aside = unread.length > 0 ? await keys.setAside(unread) : 0;
    if (aside > 0) damaged(new Failure(STORAGE_CORRUPT), aside);
    return all.flat();
  };
  const openedFound = async (found: Found | undefined): Promise<Found | undefined> => {
    if (!found) return undefined;
    if (!hasLeft(found)) return (await opened([found]))[0];
    const { settlement } = found;
    try {
      return await withKey(found.owner, (key) => openEnd(key, found));
    } catch (error) {
      if (!isFailure(error, 'STORAGE_CORRUPT')) throw error;
      // The entry took effect, even when its answer does not decrypt.
      return { ...found, settlement: { ...settlement, value: undefined } as StoredEnd };
    }
  };
  const openedEnd = async (end: LedgerRecord): Promise<readonly LedgerRecord[]> => {
    if (!end.sent?.sealed) return [end];
    const row = { ...NO_REQUEST, ...end.sent };
    try {
      return await withKey(end.owner, async (key) => {
        const { input } = await openEntry(key, row);
        return [{ ...(await openEnd(key, end)), sent: { ...end.sent!, input } }];
      });
    } catch (error) {
      if (!isFailure(error, 'STORAGE_CORRUPT')) throw error;
      // The server has the write, so nothing is set aside.
      return [];
    }
  };
  const openedChanges = async (
    changes: readonly EntryChange[],
    before: ReadonlyMap<string, Found>,
  ): Promise<readonly EntryChange[]> => {
    const all = await Promise.all(
      changes.map(async ({ entry, settled }): Promise<readonly EntryChange[]> => {
        const [open] = await opened([entry]);
        if (!open) return [];
        const end = before.get(entry.id);
        return [{ entry: open, ...(settled && { settled: end && hasLeft(end) ? end : settled }) }];
      }),
    );
    return all.flat();
  };

  /** Runs a transition first on the plain entry, to encrypt its result, and then on the row in the transaction. */
  const sealing = async (
    plain: Found | undefined,
    transition: Transition,
    ends: Map<string, Found>,
    now: number,
  ): Promise<Transition> => {
    if (!plain || hasLeft(plain)) return () => ({ kind: 'unchanged' });
    const step = transition(plain);
    const isEdited =
      step.kind === 'kept' &&
      !(isEqual(step.entry.request, plain.request) && isEqual(step.entry.input, plain.input));
    const isAnswer = step.kind === 'left' && step.settlement.kind === 'applied';
    const { id, owner } = plain;
    if (isAnswer) ends.set(id, { id, owner, settlement: step.settlement, settledAt: now });
    const key = isEdited || isAnswer ? await keyToSeal(owner) : undefined;
    const edited = key && isEdited ? await sealEntry(key, step.entry) : undefined;
    const value =
      key && isAnswer && step.settlement.kind === 'applied'
        ? await sealValue(key, step.settlement.value, plain)
        : undefined;
    return (stored): EntryStep => {
      // An earlier version wrote this row without encryption, and it stays so.
      const { request, input } = stored.sealed ? plain : stored;
      const { sealed: _, ...open } = stored;
      const made = transition({ ...open, request, input });
      if (made.kind === 'left' && made.settlement.kind === 'applied') {
        // An answer ends the entry in the same way in each state.
        return { ...made, settlement: { ...made.settlement, value } };
      }
      if (made.kind !== 'kept' || !stored.sealed) return made;
      const { sealedBody: __, ...entry } = made.entry;
      const isNew = !(isEqual(entry.request, request) && isEqual(entry.input, input));
      // The entry became editable only after this function had encrypted, so its new content is not encrypted.
      if (isNew && !edited) return { kind: 'unchanged' };
      if (isNew && edited) {
        return {
          kind: 'kept',
          entry: { ...entry, request: edited.request, input: edited.input, sealed: edited.sealed! },
        };
      }
      return {
        kind: 'kept',
        entry: { ...entry, request: stored.request, input: stored.input, sealed: stored.sealed },
      };
    };
  };
  const find = async (ids: readonly string[]): Promise<readonly (Found | undefined)[]> =>
    Promise.all((await store.find(ids)).map(openedFound));

  const step = async (given: BurstStep): Promise<BurstStepResult> => {
    const plain = await find(given.answers.map(({ id }) => id));
    const ends = new Map<string, Found>();
    const answers = await Promise.all(
      given.answers.map(async ({ id, transition }, index) => ({
        id,
        transition: await sealing(plain[index], transition, ends, given.now),
      })),
    );
    const result = await store.step({ ...given, answers });
    const claimed = await opened(result.claimed);
    const followers = await opened(result.followers);
    const changes = await openedChanges(result.changes, ends);
    const heads = result.heads && (await opened(result.heads));
    const { claim } = given;
    const room = (claim?.room ?? 0) - claimed.length;
    if (!claim || room <= 0 || claimed.length === result.claimed.length) {
      return { ...result, claimed, followers, changes, ...(heads && { heads }) };
    }
    // Behind an entry that was set aside, the next one of its lane may be sent.
    const more = await step({ ...given, answers: [], claim: { ...claim, room } });
    return {
      ...more,
      claimed: [...claimed, ...more.claimed],
      followers: [...followers, ...more.followers],
      changes: [...changes, ...more.changes],
    };
  };

  return {
    ...store,
    find,
    async add(entry, maxEntries) {
      const stored = await store.add(
        await sealEntry(await keyToSeal(entry.owner), entry),
        maxEntries,
      );
      return stored && { ...stored, request: entry.request, input: entry.input };
    },
    step,
    async change(id, transition, now) {
      const [plain] = await find([id]);
      const ends = new Map<string, Found>();
      const change = await store.change(id, await sealing(plain, transition, ends, now), now);
      return change && (await openedChanges([change], ends))[0];
    },
    async whole(entry) {
      const found = await store.whole(entry);
      if (!found || entry.sealedBody === undefined) return found;
      const { body } = found.request;
      return withKey(entry.owner, (key) => openBody(key, found, body as Uint8Array<ArrayBuffer>));
    },
    async enter(owner, transition, now) {
      known.clear();
      return openedChanges(await store.enter(owner, transition, now), new Map());
    },
    list: async (owner) => opened(await store.list(owner)),
    ended: async (after) => (await Promise.all((await store.ended(after)).map(openedEnd))).flat(),
    async close() {
      await keys.close();
      await store.close();
    },
  };
};

/**
 * Encrypts on the disk the request of each entry, its input and the answer that the server gave to it, with AES-GCM
 * under a key of 256 bits that no script can read out. Each owner has a key of its own, in the database of the outbox.
 * Not encrypted are id, owner, lane, operation, the names in `invalidates`, times, counters, sizes, the state with its
 * failure, and the origin of the address. An entry that does not decrypt is set aside, as a row that does not parse.
 */
export function encryptAtRest(): Encryption {
  // The store of a worker has fewer methods, and the worker calls only those.
  return sealedStore as unknown as Encryption;
}

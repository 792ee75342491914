import { createCell, type Observable } from '@holdfast/core';
import {
  createHandle,
  creatorOf,
  hasEnded,
  temporaryIdOf,
  type EntrySource,
  type NewEntry,
} from '@holdfast/core/parts';
import type { StoredEntry } from '../outbox/entry-record.ts';
import { QUEUED, UNCHANGED, type EntryStep } from '../outbox/entry-step.ts';
import type { Following } from '../outbox/follow-entry.ts';
import type { Sieve } from '../outbox/idb-quarantine.ts';
import type { EntryChange, OutboxStore } from '../outbox/outbox-store.ts';
import { invalid } from '../outbox/refuse-credentials.ts';
import { isBlocked, ruleOnDependencies } from './dependency-state.ts';
import type { Known } from '../outbox/outbox-store.ts';
import { knownOf } from './idb-known.ts';
import { keepRealId, pruneRealIds, realIdIn } from './idb-real-ids.ts';
import { realIdAt, type RealId } from './real-id.ts';
import { temporaryIdsIn, withRealIds } from './temporary-ids.ts';

/** What an outbox needs to send an entry after others, and with the ids that the answers to those others brought. */
export interface Dependencies {
  /**
   * The id of the server for a temporary one; `undefined` until the server has given it. It is known in every tab, and
   * for some time after a reload.
   */
  realId(temporaryId: string): Observable<RealId | undefined>;
  /**
   * The entry with all entries that it must wait for. Refuses an entry whose temporary id is not made of its
   * own id.
   */
  prepare(entry: NewEntry, source: EntrySource | undefined): NewEntry;
  /**
   * Resolves when the additions that are under way and that the entry waits for are committed. An entry that the device
   * could not store must have been applied; rejects when it was not, because no later look would know.
   */
  before(entry: NewEntry): Promise<unknown> | undefined;
  /** An addition is under way. */
  adding(entry: NewEntry, added: Promise<unknown>): void;
  /** Reads what a claim must know of the head of a lane, in the transaction of that claim. */
  look(tx: IDBTransaction, sieve: Sieve, head: StoredEntry): Promise<Known> | undefined;
  /** The head, as if its dependency did not block it. */
  ready(head: StoredEntry): StoredEntry;
  /** The step that keeps an entry from being sent; `undefined` when it may be sent. Pure. */
  rule(head: StoredEntry, known: Known | undefined): EntryStep | undefined;
  /** The entry as the outbox sends it. */
  dress(entry: StoredEntry, known: Known | undefined): StoredEntry;
  /** Keeps the id that an answer brought, in the transaction that takes its entry out. */
  settled(tx: IDBTransaction, change: EntryChange): void;
  prune: typeof pruneRealIds;
  /** The outbox that uses this part. */
  attach(outbox: AttachedOutbox): void;
}

interface AttachedOutbox extends Pick<Following, 'follow'>, Pick<OutboxStore, 'realIdRow'> {
  readonly owner: () => string | undefined;
  /** Whether the device could not store the entry with this id. */
  readonly isUnkept: (id: string) => boolean;
}

/**
 * Sends entries only after the entries that they name in `after` have been applied, and puts the ids of the server in
 * place of temporary ones. Give it to the outbox of the page and to `installReplay` in the worker.
 */
export function awaitDependencies(): Dependencies {
  const underWay = new Map<string, Promise<unknown>>();
  const cells = new Map<string, Observable<RealId | undefined>>();
  let outbox: AttachedOutbox | undefined;

  const learn = (temporaryId: string): Observable<RealId | undefined> => {
    const cell = createCell<RealId | undefined>(undefined);
    const creator = creatorOf(temporaryId);
    if (creator === undefined || !outbox) return cell;
    const { follow, realIdRow, owner } = outbox;
    const state = follow(creator);
    const look = async (): Promise<void> => {
      if (!hasEnded(state.getSnapshot())) return;
      leave();
      const row = await realIdRow(temporaryId).catch(() => undefined);
      cell.set(realIdIn(row, owner() ?? ''));
    };
    const leave = state.subscribe(() => void look());
    void look();
    return cell;
  };

  return {
    realId(temporaryId) {
      const cell = cells.get(temporaryId) ?? learn(temporaryId);
      if (outbox) cells.set(temporaryId, cell);
      return cell;
    },
    prepare(entry, source) {
      const { after: given = [], id, temporaryId, request, input } = entry;
      if (temporaryId !== undefined && temporaryId !== temporaryIdOf(id)) {
        throw invalid('/temporaryId');
      }
      const named = source?.operation.after?.(input) ?? [];
      const ids = named.map((one) => (typeof one === 'string' ? one : one.id));
      const after = [...new Set([...given, ...ids, ...temporaryIdsIn(request)])].filter(
        // An entry does not wait for itself.
        (one) => one !== temporaryId,
      );
      if (after.some((one) => typeof one !== 'string' || one === id)) throw invalid('/after');
      return after.length > 0 ? { ...entry, after } : entry;
    },
    before({ after = [], incidentId }) {
      const others = after.flatMap((named): Promise<unknown> | readonly [] => {
        const id = creatorOf(named) ?? named;
        const run = { incidentId, needsValue: false };
        return (
          underWay.get(id) ??
          (outbox?.isUnkept(id) ? createHandle(outbox, id, undefined, run).synced : [])
        );
      });
      return others.length > 0 ? Promise.all(others) : undefined;
    },
    adding({ id }, added) {
      const end = (): void => void underWay.delete(id);
      underWay.set(id, added);
      added.then(end, end);
    },
    look: (tx, sieve, head) => (head.after ? knownOf(tx, sieve, head) : undefined),
    ready: (head) => (isBlocked(head) ? { ...head, state: QUEUED } : head),
    rule(head, known) {
      if (known) return ruleOnDependencies(head, known);
      return head.after && UNCHANGED;
    },
    dress(entry, known) {
      return known ? { ...entry, request: withRealIds(entry.request, known.ids) } : entry;
    },
    settled(tx, { entry, settled }) {
      const { temporaryId, owner, expectation } = entry;
      const { settlement, settledAt = 0 } = settled ?? {};
      if (settlement?.kind !== 'applied' || !temporaryId || !expectation.idPointer) return;
      const real = realIdAt(settlement.value, expectation.idPointer);
      if (real !== undefined)
        keepRealId(tx, { temporary: temporaryId, owner, real, at: settledAt });
    },
    prune: pruneRealIds,
    attach(to) {
      outbox = to;
    },
  };
}

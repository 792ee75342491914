import type { Platform } from '@holdfast/core/parts';
import type { Dependencies } from '../chains/await-dependencies.ts';
import type { Migration } from '../chains/migrate-entries.ts';
import type { Admission } from './admission.ts';
import type { StoredEntry } from './entry-record.ts';
import { isClaim, UNCHANGED, type EntryStep } from './entry-step.ts';
import type { OutboxLimits } from './outbox-limits.ts';
import { dueOf, nextEntry } from './outbox-state.ts';
import type { ClaimQuery, EntryChange, Known, OutboxStore } from './outbox-store.ts';

export interface ClaimContext {
  readonly platform: Platform;
  readonly admission: Pick<Admission, 'evidence'>;
  readonly limits: OutboxLimits;
  readonly store: Pick<OutboxStore, 'change'>;
  readonly dependencies?: Dependencies | undefined;
  readonly migration?: Migration | undefined;
  /** The base of the URLs that a migration makes. */
  readonly baseUrl?: string | undefined;
}

/** The claims of a burst, in which the parts of the outbox have a say. */
export interface Claims {
  /** Forgets what it knew of the last claim. The waits of this one count from `now`. */
  begin(now: number): void;
  /**
   * Makes the step of a claim, at the time at which the transaction reads the entry. Only in a transaction that
   * survives a power cut does it bury an entry that is too old: the clock may be set back afterwards, and then the
   * entry would be sent although its user saw that it is dead.
   */
  transition(epoch: number, survives: boolean): ClaimQuery['transition'];
  /** Whether the last claim left an entry to bury. */
  buries(): boolean;
  /**
   * When a head may be tried. The outbox looks again at a head that waits for other entries when one of them
   * has changed.
   */
  readonly dueOf: ClaimQuery['dueOf'];
  /** Puts into a claimed entry the ids that the store knows from the entries that it waited for. */
  dressing(claimed: StoredEntry): (entry: StoredEntry) => StoredEntry;
  /** Migrates the encrypted heads that it met. Gives their changes; `undefined` when there were none. */
  migrated(now: number): Promise<readonly EntryChange[]> | undefined;
}

/** `waiting` hears of each head that waits for other entries. */
export function createClaims(
  { platform, admission, limits, store, dependencies, migration, baseUrl }: ClaimContext,
  waiting: (head: StoredEntry) => void,
): Claims {
  const knowns = new Map<string, Known>();
  const others = new Set<string>();
  const encrypted = migration?.encrypted(store, baseUrl);
  let buries = false;
  let begunAt = 0;
  let readAt = 0;

  /** The step that keeps an entry, because the others that it waits for are not applied yet. */
  const holding = (head: StoredEntry, known: Known | undefined): EntryStep | undefined => {
    if (dependencies) return dependencies.rule(head, known);
    // Only a context with the part `dependencies` knows whether the entry may be sent.
    return head.after || head.temporaryId ? UNCHANGED : undefined;
  };

  return {
    begin(now) {
      begunAt = now;
      readAt = now;
      knowns.clear();
      others.clear();
      buries = false;
    },
    buries: () => buries,
    transition: (epoch, survives) => (head, isPaused, known) => {
      const mine = migration ? migration.rule(head, baseUrl) : head;
      if (!mine) {
        others.add(head.id);
        encrypted?.meet(head.id);
        return UNCHANGED;
      }
      if ('kind' in mine) return mine;
      // The browser may freeze the tab between its request for the transaction and the read. A time from before
      // the freeze would then look as if the clock had been set back, to before an entry that came meanwhile.
      const now = platform.now();
      readAt = now;
      const step = nextEntry(
        dependencies ? dependencies.ready(mine) : mine,
        { type: 'claimed', epoch, now, evidence: admission.evidence(head), isPaused },
        limits,
      );
      if (step.kind === 'kept' && step.entry.state.kind === 'dead' && !survives) {
        buries = true;
        return UNCHANGED;
      }
      if (!isClaim(step)) return step;
      const holds = holding(head, known);
      if (!holds) {
        if (known) knowns.set(head.id, known);
        return step;
      }
      others.add(head.id);
      const { state } = holds.kind === 'kept' ? holds.entry : head;
      if (known && state.kind === 'queued') waiting(head);
      return holds;
    },
    // The clock may have been set since the look began, and the wait counts from the start of the look.
    dueOf: (head) =>
      others.has(head.id)
        ? Infinity
        : dueOf(head, admission.evidence(head), limits) - readAt + begunAt,
    dressing({ id }) {
      const known = knowns.get(id);
      return (entry) => (dependencies ? dependencies.dress(entry, known) : entry);
    },
    migrated: (now) => encrypted?.migrated(now),
  };
}

import { sha256 } from '../digest/sha256.ts';
import type { AuditEntry, AuditRecord } from './audit-event.ts';
import type { AuditPlace, AuditStore } from './audit-store.ts';

const BEGINNING = '';

/** The place of a record after the last entry, and the text whose SHA-256 is its hash. */
export function placeAfter(
  last: AuditPlace | undefined,
  { at, kind, facts }: AuditRecord,
): { readonly entry: Omit<AuditEntry, 'hash'>; readonly text: string } {
  const place = { seq: (last?.seq ?? 0) + 1, previous: last?.hash ?? BEGINNING };
  const text = JSON.stringify([place.seq, place.previous, at, kind, facts]);
  return { entry: { ...place, at, kind, facts }, text };
}

/** Puts a record after the last entry. */
export async function chainRecord(
  last: AuditPlace | undefined,
  record: AuditRecord,
): Promise<AuditEntry> {
  const { entry, text } = placeAfter(last, record);
  return { ...entry, hash: await sha256(text) };
}

export type AuditVerdict =
  /**
   * `head` is the last entry: keep it elsewhere to see whether the end is cut off later. `pruned` is the last
   * entry of the beginning that retention has removed, if it has.
   */
  | {
      readonly intact: true;
      readonly head: AuditPlace | undefined;
      readonly pruned?: AuditPlace;
    }
  /** The first entry that was changed or moved. */
  | { readonly intact: false; readonly seq: number };

const PAGE = 500;

/**
 * Reads all remaining entries and says whether any was changed, removed, added or moved. It cannot notice that
 * entries are missing at the end, or that the whole history was written anew.
 */
export async function verifyAudit(
  store: Pick<AuditStore, 'read'> & Partial<Pick<AuditStore, 'checkpoint'>>,
): Promise<AuditVerdict> {
  for (;;) {
    const pruned = await store.checkpoint?.();
    const verdict = await verifyAfter(store, pruned);
    // Entries that retention removed meanwhile are missing, but nothing was tampered with.
    if (verdict.intact || (await store.checkpoint?.())?.seq === pruned?.seq) {
      return verdict.intact && pruned ? { ...verdict, pruned } : verdict;
    }
  }
}

async function verifyAfter(
  store: Pick<AuditStore, 'read'>,
  pruned: AuditPlace | undefined,
): Promise<AuditVerdict> {
  let last = pruned;
  for (;;) {
    const entries = await store.read({ after: last?.seq ?? 0, limit: PAGE });
    if (entries.length === 0) return { intact: true, head: last };
    for (const entry of entries) {
      const expected = await chainRecord(last, entry);
      if (entry.seq !== expected.seq || entry.hash !== expected.hash) {
        return { intact: false, seq: expected.seq };
      }
      last = { seq: entry.seq, hash: entry.hash };
    }
  }
}

import type { LedgerRecord, StoredEntry } from './entry-record.ts';
import { createLook } from './look-at-heads.ts';
import type { EntryStep } from './outbox-state.ts';
import { queueFull } from './queue-full.ts';
import { changeBy, type EntryChange, type OutboxStore, type Transition } from './outbox-store.ts';

/** The store's promises without a database, so that many lanes and hours can be played in Node. */
export function memoryOutboxStore(): OutboxStore & { all(): readonly StoredEntry[] } {
  const entries = new Map<string, StoredEntry>();
  const ledger = new Map<string, LedgerRecord>();
  let [seq, epoch, pulse] = [0, 0, 0];
  let subject: string | null = null;

  const stepped = (before: StoredEntry, step: EntryStep, now: number): EntryChange | undefined => {
    const made = changeBy(before, step, now);
    if (made?.settled) {
      entries.delete(before.id);
      ledger.set(before.id, made.settled);
    } else if (made) entries.set(before.id, made.entry);
    return made;
  };
  const change = (id: string, transition: Transition, now: number): EntryChange | undefined => {
    const before = entries.get(id);
    return before && stepped(before, transition(before), now);
  };
  const heads = (owner: string): StoredEntry[] => {
    const first = new Map<string, StoredEntry>();
    for (const entry of [...entries.values()].toSorted((a, b) => a.seq - b.seq)) {
      if (entry.owner === owner && !first.has(entry.lane)) first.set(entry.lane, entry);
    }
    return [...first.values()].toSorted((a, b) => (a.lane < b.lane ? -1 : 1));
  };

  return {
    all: () => [...entries.values()],
    async add(entry, maxEntries) {
      if (entries.has(entry.id) || ledger.has(entry.id)) return undefined;
      const mine = [...entries.values()].filter(({ owner }) => owner === entry.owner);
      if (mine.length >= maxEntries) throw queueFull(entry, maxEntries);
      const stored = { ...structuredClone(entry), seq: (seq += 1) };
      entries.set(entry.id, stored);
      return stored;
    },
    async nextEpoch(seen) {
      if (seen !== undefined && pulse >= 0 && pulse !== seen) return undefined;
      pulse = Math.abs(pulse) + 1;
      return (epoch += 1);
    },
    pulse: async () => pulse,
    async endEpoch(mine) {
      if (mine === epoch) pulse = -pulse;
    },
    async step({ answers, claim, epoch: mine, now }) {
      if (mine === epoch) pulse += 1;
      const changes = answers.flatMap(({ id, transition }) => change(id, transition, now) ?? []);
      if (!claim) return { changes, claimed: [], dueAt: Infinity, fenced: false, whole: false };
      const look = createLook(claim, (head, step) => stepped(head, step, now));
      const owner = claim.owner === undefined ? subject : claim.owner;
      const fenced = claim.epoch !== epoch;
      let whole = true;
      if (!fenced && owner !== null) {
        const all = heads(owner);
        const { afterLane = '' } = claim;
        const order = [
          ...claim.first.flatMap((lane) => all.find((head) => head.lane === lane) ?? []),
          ...all.filter(({ lane }) => lane > afterLane),
          ...all.filter(({ lane }) => lane <= afterLane),
        ];
        whole = [...new Set(order)].every((head) => look.take(head));
      }
      const result = look.result({ fenced, whole });
      return { ...result, changes: [...changes, ...result.changes] };
    },
    change: async (id, transition, now) => change(id, transition, now),
    async enter(owner, transition, now) {
      subject = owner;
      if (owner === null) return [];
      return heads(owner).flatMap(({ id }) => change(id, transition, now) ?? []);
    },
    list: async (owner) =>
      [...entries.values()]
        .filter((entry) => entry.owner === owner)
        .toSorted((a, b) => a.seq - b.seq),
    find: async (ids) => ids.map((id) => entries.get(id) ?? ledger.get(id)),
    prune: async () => {},
    async close() {},
  };
}

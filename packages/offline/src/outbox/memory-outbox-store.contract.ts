import type { LedgerRecord, StoredEntry } from './entry-record.ts';
import { headsOfList } from './heads-of-list.ts';
import { createLook, followed } from './look-at-heads.ts';
import type { EntryStep } from './entry-step.ts';
import { queueFull } from './queue-full.ts';
import {
  ALL_LANES,
  changeBy,
  type EntryChange,
  type OutboxStore,
  type PausedLanes,
  type Transition,
} from './outbox-store.ts';

/** The store's promises without a database, so that tests can play many lanes and hours in Node. */
export function memoryOutboxStore(): OutboxStore & { all(): readonly StoredEntry[] } {
  const entries = new Map<string, StoredEntry>();
  const ledger = new Map<string, LedgerRecord>();
  const lanes = new Map<string, { readonly owner: string; readonly lane: string }>();
  const pausedOf = (owner: string): PausedLanes =>
    [...lanes.values()]
      .filter((row) => row.owner === owner)
      .map(({ lane }) => lane)
      .toSorted();
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
  const ofOwner = (owner: string): StoredEntry[] =>
    [...entries.values()]
      .filter((entry) => entry.owner === owner)
      .toSorted((a, b) => a.seq - b.seq);

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
    async step({ answers, claim, follow, epoch: mine, isBeat, now }) {
      if (mine === epoch && isBeat) pulse += 1;
      const changes = answers.flatMap(({ id, transition }) => change(id, transition, now) ?? []);
      const behind = (heads: readonly StoredEntry[]): readonly EntryChange[] =>
        heads.flatMap((head) => {
          const lane = ofOwner(head.owner).filter(({ lane: its }) => its === head.lane);
          const next = lane[0]?.seq === head.seq ? lane[1] : undefined;
          const query = { ...follow!, paused: pausedOf(head.owner) };
          return followed(query, head, next, (found, step) => stepped(found, step, now)) ?? [];
        });
      if (!claim) {
        const claims = follow && mine === epoch ? behind(follow.heads) : [];
        const followers = claims.map(({ entry }) => entry);
        const none = { claimed: [], dueAt: Infinity, fenced: mine !== epoch, whole: false };
        return { ...none, followers, changes: [...changes, ...claims] };
      }
      const owner = claim.owner === undefined ? subject : claim.owner;
      const paused = pausedOf(owner ?? '');
      const look = createLook(claim, (head, step) => stepped(head, step, now), paused);
      const fenced = claim.epoch !== epoch;
      let whole = true;
      if (!fenced && owner !== null) {
        whole = headsOfList(ofOwner(owner), claim).every((head) => look.take(head));
      }
      const result = look.result({ fenced, whole });
      const claims = follow && !fenced && whole ? behind([...follow.heads, ...result.claimed]) : [];
      const followers = claims.map(({ entry }) => entry);
      return { ...result, followers, changes: [...changes, ...result.changes, ...claims] };
    },
    change: async (id, transition, now) => change(id, transition, now),
    async enter(owner, transition, now) {
      subject = owner;
      if (owner === null) return [];
      const heads = headsOfList(ofOwner(owner), { first: [], afterLane: undefined });
      return heads.flatMap(({ id }) => change(id, transition, now) ?? []);
    },
    async drop(ids) {
      for (const id of ids) entries.delete(id);
    },
    whole: async (entry) => entry,
    list: async (owner) => ofOwner(owner),
    find: async (ids) => ids.map((id) => entries.get(id) ?? ledger.get(id)),
    async pause(owner, lane = ALL_LANES, isPaused) {
      const row = JSON.stringify([owner, lane]);
      if (isPaused) lanes.set(row, { owner, lane });
      else if (isPaused === false) lanes.delete(row);
      return pausedOf(owner);
    },
    ended: async (from) => [...ledger.values()].filter(({ settledAt }) => settledAt >= from),
    realIdRow: async () => undefined,
    quarantined: async () => [],
    discard: async () => {},
    prune: async () => {},
    async close() {},
  };
}

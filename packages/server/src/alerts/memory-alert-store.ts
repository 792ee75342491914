import { inTurn } from '@holdfast/core/parts';
import { tellApp } from '../logging/web-tell.ts';
import type { MemoryTransaction } from '../idempotency/memory-store.ts';
import type { AlertStore, HeldLease, RuleBook } from './alert-store.ts';
import type { Alert } from './state/alert.ts';
import type { AlertEvent } from './state/alert-event.ts';
import type { Silence } from './state/silence.ts';

/** Keeps alerts in the memory of this process, for tests and for servers without a database. */
export function memoryAlertStore(): AlertStore<MemoryTransaction> {
  let leased: HeldLease | undefined;
  let book: RuleBook | undefined;
  let silences: readonly Silence[] = [];
  let events: readonly AlertEvent[] = [];
  const alerts = new Map<string, Alert>();
  const memories = new Map<string, unknown>();
  // One change at a time. Otherwise another change could come in while this one waits for `enqueue`.
  const oneByOne = inTurn();

  return {
    async lease(holder, now, ttlMs) {
      // A clock that was set back: no lease is that long.
      const isHeld = leased && leased.until > now && leased.until <= now + 10 * ttlMs;
      if (leased && leased.holder !== holder && isHeld) return undefined;
      const epoch = leased?.holder === holder ? leased.epoch : (leased?.epoch ?? 0) + 1;
      leased = { holder, epoch, until: now + ttlMs };
      return { holder, epoch };
    },
    leased: async () => leased,
    async release({ epoch }) {
      if (leased?.epoch === epoch) leased = { ...leased, until: 0 };
    },
    rules: async () => book,
    async saveRules(next) {
      if (next.revision !== (book?.revision ?? 0) + 1) return false;
      book = next;
      return true;
    },
    open: async (now) =>
      [...alerts.values()].filter(({ state }) => state.kind !== 'ok' || state.coolUntil > now),
    alert: async (fingerprint) => alerts.get(fingerprint),
    memories: async () => new Map(memories),
    commit: (change, enqueue) =>
      oneByOne(async () => {
        if (change.lease && change.lease.epoch !== leased?.epoch) return false;
        const fits = change.alerts.every(
          ({ fingerprint, version }) => version === (alerts.get(fingerprint)?.version ?? 0) + 1,
        );
        if (!fits) return false;
        const undos: (() => void)[] = [];
        const tasks: (() => void)[] = [];
        try {
          await enqueue?.({
            onRollback: (undo) => undos.push(undo),
            onCommit: (task) => tasks.push(task),
          });
        } catch (error) {
          for (const undo of undos.toReversed()) tellApp(undo);
          throw error;
        }
        for (const alert of change.alerts) alerts.set(alert.fingerprint, alert);
        for (const [rule, memory] of change.memories) memories.set(rule, memory);
        events = [...change.events.toReversed(), ...events];
        for (const task of tasks) tellApp(task);
        return true;
      }),
    history: async (limit, fingerprint) =>
      events
        .filter((event) => fingerprint === undefined || event.fingerprint === fingerprint)
        .slice(0, limit),
    async addSilence(silence) {
      silences = [...silences, silence];
    },
    silences: async (now) => silences.filter(({ until }) => until > now),
    async endSilence(id, now) {
      const [before] = [silences.find((silence) => silence.id === id && silence.until > now)];
      silences = silences.filter((silence) => silence !== before);
      return before !== undefined;
    },
    async prune(before, limit = Number.POSITIVE_INFINITY) {
      const old = events.filter(({ at }) => at < before).slice(-limit);
      events = events.filter((event) => !old.includes(event));
      const quiet = [...alerts.values()].filter(
        ({ state }) => state.kind === 'ok' && Math.max(state.at, state.coolUntil) < before,
      );
      const gone = quiet.slice(0, limit - old.length);
      for (const { fingerprint } of gone) alerts.delete(fingerprint);
      return old.length + gone.length;
    },
  };
}

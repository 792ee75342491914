import { inTurn } from '@holdfast/core/parts';
import { chainRecord } from './audit-chain.ts';
import type { AuditEntry } from './audit-event.ts';
import type { AuditPlace, AuditStore } from './audit-store.ts';
import { lastPrunable } from './prunable.ts';

/** For tests and for servers without a database: everything is forgotten with the process. */
export function memoryAuditStore(): AuditStore {
  let entries: AuditEntry[] = [];
  let pruned: AuditPlace | undefined;
  const oneByOne = inTurn();
  return {
    append: (record) =>
      oneByOne(async () => {
        const entry = await chainRecord(entries.at(-1), record);
        entries.push(entry);
        return entry;
      }),
    async read({ after, limit }) {
      const skipped = Math.max(0, after - (pruned?.seq ?? 0));
      return structuredClone(entries.slice(skipped, skipped + limit));
    },
    checkpoint: async () => pruned,
    async prune(before, limit, now = Number.POSITIVE_INFINITY) {
      const head = entries.at(-1)?.seq ?? 0;
      const last = lastPrunable(entries.slice(0, limit), { before, now, head });
      if (!last) return 0;
      const count = entries.length;
      pruned = { seq: last.seq, hash: last.hash };
      entries = entries.filter(({ seq }) => seq > last.seq);
      return count - entries.length;
    },
  };
}

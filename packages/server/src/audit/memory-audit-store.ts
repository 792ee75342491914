import { chainRecord } from './audit-chain.ts';
import type { AuditEntry } from './audit-event.ts';
import type { AuditStore } from './audit-store.ts';

/** For tests and for servers without a database: everything is forgotten with the process. */
export function memoryAuditStore(): AuditStore {
  const entries: AuditEntry[] = [];
  let writing: Promise<unknown> = Promise.resolve();
  return {
    append(record) {
      const append = writing.then(async () => {
        const entry = await chainRecord(entries.at(-1), record);
        entries.push(entry);
        return entry;
      });
      writing = append.catch(() => {});
      return append;
    },
    async read({ after, limit }) {
      return structuredClone(entries.slice(after, after + limit));
    },
  };
}

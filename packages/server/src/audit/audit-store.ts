import type { AuditEntry, AuditRecord } from './audit-event.ts';

export interface AuditPage {
  /** The number of the last entry that is known already; 0 for the beginning. */
  readonly after: number;
  readonly limit: number;
}

/** Keeps what was written down. There is no way to change or remove any of it. */
export interface AuditStore {
  /** Puts a record at the end. Records that come at once, from whatever servers, get a place each. */
  append(record: AuditRecord): Promise<AuditEntry>;
  /** In order. */
  read(page: AuditPage): Promise<readonly AuditEntry[]>;
}

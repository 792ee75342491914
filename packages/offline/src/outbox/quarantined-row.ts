import { membersOf } from '../database/row.ts';

/** A row of the outbox's database that this code could not read, exactly as it was stored. */
export interface QuarantinedRow {
  /** The object store in which it was, and its key there. */
  readonly store: 'entries' | 'ledger' | 'meta';
  readonly key: IDBValidKey;
  readonly row: unknown;
  /** When it was set aside, in wall-clock milliseconds. */
  readonly at: number;
}

/** The owner of the row; `undefined` when the row does not tell. */
export function ownerOf(row: unknown): string | undefined {
  const { owner } = membersOf(row);
  return typeof owner === 'string' ? owner : undefined;
}

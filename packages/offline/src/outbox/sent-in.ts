import { areNumbers, areTexts, membersOf } from '../database/row.ts';
import type { LedgerRecord } from './entry-record.ts';
import type { SentRecord } from './outbox-store.ts';

/** The end, when it is of this owner and keeps enough of its entry to show it. */
export function sentIn(end: LedgerRecord | undefined, owner: string): readonly SentRecord[] {
  const { operation, version, seq, createdAt, invalidates } = membersOf(end?.sent);
  const isShown =
    end?.owner === owner &&
    end.settlement.kind === 'applied' &&
    areTexts(operation) &&
    areNumbers(version, seq, createdAt) &&
    Array.isArray(invalidates);
  return isShown ? [end as SentRecord] : [];
}

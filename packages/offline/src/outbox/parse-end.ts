import { areNumbers, areTexts, membersOf } from '../database/row.ts';
import type { LedgerRecord } from './entry-record.ts';

/** The end of an entry as the device kept it; `undefined` when it lacks its owner, its time or its end. */
export function parseEnd(row: unknown): LedgerRecord | undefined {
  const { id, owner, settledAt, settlement } = membersOf(row);
  const { kind, replayed, costMicros = 0, into } = membersOf(settlement);
  const isEnd =
    areTexts(id, owner) &&
    areNumbers(settledAt, costMicros) &&
    (kind === 'cancelled' ||
      (kind === 'merged' && areTexts(into)) ||
      (kind === 'applied' && typeof replayed === 'boolean'));
  return isEnd ? (row as LedgerRecord) : undefined;
}

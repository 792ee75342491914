import type { CachedRead } from '@holdfast/core/parts';
import { areNumbers, membersOf } from '../database/row.ts';

/** A kept answer; `undefined` when its row does not tell when it arrived. */
export function parseKeptRead(row: unknown): CachedRead | undefined {
  const { value, storedAt } = membersOf(row);
  return areNumbers(storedAt) ? { value, storedAt: Number(storedAt) } : undefined;
}

import type { Failure } from '../failure.ts';
import type { MessageTable } from './message-table.ts';

/**
 * The sentence a person reads for a failure, from the first table that has one: its code in any table,
 * else its family in any, else `UNKNOWN`. Pass the person's language first and a complete one last. It
 * never holds anything of the failure but its name.
 */
export function userMessage(
  { code, family }: Pick<Failure, 'code' | 'family'>,
  ...tables: readonly [MessageTable, ...MessageTable[]]
): string {
  for (const name of [code, family, 'UNKNOWN']) {
    for (const table of tables as readonly Readonly<Record<string, string>>[]) {
      if (Object.hasOwn(table, name) && table[name]) return table[name];
    }
  }
  return code.toLowerCase().replaceAll('_', ' ');
}

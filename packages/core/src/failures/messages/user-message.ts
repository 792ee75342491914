import type { Failure } from '../failure.ts';
import type { MessageTable } from './message-table.ts';

/**
 * The sentence a user reads for a failure, from the first table that has one: its code in any table, else its
 * family in any (of a failure of a server, 5xx, that is `api`), else `UNKNOWN`, else `runtime`. Pass the user's language first and
 * a complete table last. The sentence never holds anything of the failure but its name.
 */
export function userMessage(
  { code, family, status = 0 }: Pick<Failure, 'code' | 'family'> & Partial<Pick<Failure, 'status'>>,
  ...tables: readonly [MessageTable, ...MessageTable[]]
): string {
  // A server that tells of its own storage says nothing about the device.
  const isServers = status >= 500;
  const first = isServers && family === 'storage' ? 'server-storage' : code;
  for (const name of [first, code, isServers ? 'api' : family, 'UNKNOWN', 'runtime']) {
    for (const table of tables as readonly Readonly<Record<string, string>>[]) {
      if (Object.hasOwn(table, name) && table[name]) return table[name];
    }
  }
  return code.toLowerCase().replaceAll('_', ' ');
}

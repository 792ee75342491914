import type { Failure } from '../failure.ts';
import type { MessageTable } from './message-table.ts';

/**
 * The sentence that a user reads for a failure. It looks for the code in all tables, then for the family (`api` for a
 * server's 5xx), then for `UNKNOWN`, then for `runtime`; the first table that has one wins. Pass the user's language
 * first and a complete table last. The sentence holds none of the details of the failure.
 */
export function userMessage(
  { code, family, status = 0 }: Pick<Failure, 'code' | 'family'> & Partial<Pick<Failure, 'status'>>,
  ...tables: readonly [MessageTable, ...MessageTable[]]
): string {
  // A failure of the server's own storage says nothing about the device.
  const isServers = status >= 500;
  const first = isServers && family === 'storage' ? 'server-storage' : code;
  for (const name of [first, code, isServers ? 'api' : family, 'UNKNOWN', 'runtime']) {
    for (const table of tables as readonly Readonly<Record<string, string>>[]) {
      if (Object.hasOwn(table, name) && table[name]) return table[name];
    }
  }
  return code.toLowerCase().replaceAll('_', ' ');
}

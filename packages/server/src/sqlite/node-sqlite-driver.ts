import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { type Driver, SqliteDriver } from 'kysely';
import type { Turns } from '../sql/create-turns.ts';
import { refuseWithin } from '../sql/transaction-parts.ts';
import type { SqliteConnection } from './node-sqlite-connection.ts';

export interface SqliteDriverParts {
  /** The adapter that identifies the transactions of this database. */
  readonly adapter: object;
  readonly connection: SqliteConnection;
  readonly turns: Turns;
  /** Takes the file for this process, and returns a function that releases it. */
  readonly takeFile: () => Promise<() => void>;
}

/** Gives the one connection to one caller at a time. */
export function sqliteDriver({ adapter, connection, turns, takeFile }: SqliteDriverParts): Driver {
  let letGo: (() => void) | undefined;
  let destroyed = false;
  return Object.assign(new SqliteDriver({ database: unused }), {
    async init() {
      letGo = await takeFile();
      try {
        await connection.open();
      } catch (error) {
        letGo?.();
        throw error;
      }
    },
    async acquireConnection() {
      refuseWithin(adapter);
      await turns.take();
      try {
        // A caller that still waits for a turn must not open the file again.
        if (destroyed) throw new Failure(catalogue.DATABASE_UNREACHABLE);
        await connection.open();
        return connection;
      } catch (error) {
        turns.leave();
        throw error;
      }
    },
    async releaseConnection() {
      turns.leave();
    },
    beginTransaction: () => connection.begin(),
    commitTransaction: () => connection.commit(),
    rollbackTransaction: () => connection.rollback(),
    async destroy() {
      destroyed = true;
      connection.close();
      letGo?.();
    },
  });
}

// Of Kysely's driver only the statements of savepoints are used.
const unused = (): never => {
  throw new Error('The connection opens the file.');
};

import { CompiledQuery, type Kysely } from 'kysely';
import { nameOf } from '../idempotency/key-locks.ts';
import type { FinishedRecord } from '../idempotency/idempotency-state.ts';
import type { ScopedKey } from '../idempotency/idempotency-store.ts';
import { databaseOf } from './database-of.ts';
import { headersText } from './kept-headers.ts';
import { KEPT_READY } from './kept-ready.ts';
import { SENT_AHEAD } from './sent-ahead.ts';

/** The statements of every idempotent write. Their texts are made once, because each is run so often. */
export interface KeyStatements {
  /**
   * Tries the lock of a key; `read` says whether this transaction has it. Absent where a transaction has the whole
   * database to itself.
   */
  readonly tryLock: ((key: ScopedKey) => CompiledQuery) | undefined;
  /** Reads all stored data of a key. */
  read(key: ScopedKey): CompiledQuery;
  finish(key: ScopedKey, record: FinishedRecord): CompiledQuery;
}

export function keyStatements(database: Kysely<never>): KeyStatements {
  const { parameter, locks, clock } = databaseOf('sqlStore', database);
  const [one = '', two, three, four, five, six, seven] = [1, 2, 3, 4, 5, 6, 7].map(parameter);

  const tryLock = locks && `${KEPT_READY} select ${locks.tryName(one)} ${SENT_AHEAD}`;
  // Without locks, all servers are on one machine and share its clock.
  const now = locks ? clock.compile(database).sql : 'null';
  const read = `${KEPT_READY}
    select ${locks?.hasName ?? "'true'"} as locked, ${now} as now,
      record.fingerprint, record.status, record.headers, record.body, record.finished_at,
      claim.fingerprint as claim_fingerprint, claim.provider_key, claim.lease_until, claim.attempts
    from (select 1 as one) as one
    left join holdfast_idempotency as record on record.scope = ${one} and record.key = ${two}
    left join holdfast_claims as claim on claim.scope = ${one} and claim.key = ${two}`;
  const finish = `${KEPT_READY}
    insert into holdfast_idempotency (scope, key, fingerprint, status, headers, body, finished_at)
    values (${one}, ${two}, ${three}, ${four}, ${five}, ${six}, ${seven}) ${SENT_AHEAD}`;

  return {
    tryLock: tryLock === undefined ? undefined : (key) => CompiledQuery.raw(tryLock, [nameOf(key)]),
    read: ({ scope, key }) => CompiledQuery.raw(read, [scope, key]),
    finish: ({ scope, key }, { fingerprint, finishedAt, answer }) =>
      CompiledQuery.raw(finish, [
        scope,
        key,
        fingerprint,
        answer.status,
        headersText(answer),
        answer.body,
        // A clock may give parts of a millisecond, which the column cannot store.
        Math.floor(finishedAt),
      ]),
  };
}

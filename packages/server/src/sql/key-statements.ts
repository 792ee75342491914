import { CompiledQuery, type Kysely } from 'kysely';
import { nameOf } from '../idempotency/key-locks.ts';
import type { FinishedRecord } from '../idempotency/idempotency-state.ts';
import type { ScopedKey } from '../idempotency/idempotency-store.ts';
import { headersText } from './kept-headers.ts';
import { isSqlite } from './is-sqlite.ts';
import { KEPT_READY } from './kept-ready.ts';
import { SENT_AHEAD } from './sent-ahead.ts';

/** The statements of every idempotent write. Their texts are made once, because each is run so often. */
export interface KeyStatements {
  /** Tries the lock of a key; `read` says whether this transaction has it. */
  tryLock(key: ScopedKey): CompiledQuery;
  /** Reads all stored data of a key. */
  read(key: ScopedKey): CompiledQuery;
  finish(key: ScopedKey, record: FinishedRecord): CompiledQuery;
}

// Keeps these locks apart from those an application takes under names of its own.
const LOCK_SEED = 1_214_606_444;
/** Where a transaction of PostgreSQL remembers whether it holds the lock of its key. */
const LOCKED = "'holdfast.locked'";

export function keyStatements(database: Kysely<never>): KeyStatements {
  const sqlite = isSqlite(database);
  const place = (number: number): string => (sqlite ? `?${number}` : `$${number}`);
  const [one, two, three, four, five, six, seven] = [1, 2, 3, 4, 5, 6, 7].map(place);

  const tryLock = `${KEPT_READY} select set_config(${LOCKED}, pg_try_advisory_xact_lock(hashtextextended(${one}, ${LOCK_SEED}))::text, true) ${SENT_AHEAD}`;
  const read = `${KEPT_READY}
    select ${sqlite ? "'true'" : `current_setting(${LOCKED}, true)`} as locked,
      record.fingerprint, record.status, record.headers, record.body, record.finished_at,
      claim.fingerprint as claim_fingerprint, claim.provider_key, claim.lease_until, claim.attempts
    from (select 1 as one) as one
    left join holdfast_idempotency as record on record.scope = ${one} and record.key = ${two}
    left join holdfast_claims as claim on claim.scope = ${one} and claim.key = ${two}`;
  const finish = `${KEPT_READY}
    insert into holdfast_idempotency (scope, key, fingerprint, status, headers, body, finished_at)
    values (${one}, ${two}, ${three}, ${four}, ${five}, ${six}, ${seven}) ${SENT_AHEAD}`;

  return {
    tryLock: (key) => CompiledQuery.raw(tryLock, [nameOf(key)]),
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

import { Failure, isFailure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { type Platform, webPlatform } from '@holdfast/core/parts';
import { transact } from '@holdfast/server/sql';
import { type ExpressionBuilder, sql, type Transaction } from 'kysely';
import type { Receipt } from '../../contract/spending.ts';
import { holdAccount } from '../characters/hold-account.ts';
import type { Database, Tables } from '../database/tables.ts';
import { budgetDay, renewsAt } from './budget-day.ts';
import type { SpendingLedger } from './spending.ts';
import type { ReceiptTable } from './spending-tables.ts';

/** A generation that has not settled by itself. */
export interface OpenGeneration extends Pick<Receipt, 'id' | 'what'> {
  readonly owner: string;
  readonly stream: string | undefined;
}

export interface SpendingLedgerOptions {
  readonly database: Database;
  /** What one writer may spend on one day. */
  readonly limitMicros: () => number;
  /** The cost of a generation that did not settle by itself; `undefined` while it may still run. */
  readonly spentBy: (generation: OpenGeneration) => Promise<number | undefined>;
  /** @default the ambient clock */
  readonly platform?: Pick<Platform, 'now'>;
}

/** No server begins a generation later than this after its reservation. */
const BEGINS_WITHIN_MS = 60_000;
/** A picture is drawn within this time, or its server is dead. */
const DRAWN_WITHIN_MS = 600_000;
const RECEIPTS = 50;

/**
 * A ledger in the database. A reservation holds the row of its account until it is committed. So requests, tabs and
 * servers take turns, and all of them together never reserve more than the budget.
 */
export function createSpendingLedger({
  database,
  limitMicros,
  spentBy,
  platform = webPlatform,
}: SpendingLedgerOptions): SpendingLedger {
  const settle: SpendingLedger['settle'] = async (owner, { id, stream }, spentMicros) => {
    const spent = Math.max(0, Math.ceil(spentMicros));
    await database
      .updateTable('receipts')
      .set({
        state: 'ended',
        spent_micros: sql`case when reserved_micros < ${sql.lit(spent)} then reserved_micros else ${sql.lit(spent)} end`,
      })
      .where('account_id', '=', owner)
      .where('id', '=', id)
      .where('stream_id', stream === undefined ? 'is' : '=', stream ?? null)
      .where('state', '=', 'reserved')
      .execute();
  };

  /** Settles those open generations that are over; `owner` limits it to one writer. */
  async function settleOpen(limit: number, owner?: string): Promise<number> {
    const now = platform.now();
    let open = database
      .selectFrom('receipts')
      .select(['account_id', 'id', 'what', 'stream_id'])
      .where('state', '=', 'reserved')
      .where((row) => isOld(row, now))
      .orderBy('at')
      .limit(limit);
    if (owner !== undefined) open = open.where('account_id', '=', owner);
    let settled = 0;
    for (const row of await open.execute()) {
      const { account_id, id, what, stream_id } = row;
      const generation = { owner: account_id, id, what, stream: stream_id ?? undefined };
      // oxlint-disable-next-line no-await-in-loop -- requests get their turn between two of them
      const spent = await spentBy(generation);
      if (spent === undefined) continue;
      // oxlint-disable-next-line no-await-in-loop
      await settle(account_id, generation, spent);
      settled += 1;
    }
    return settled;
  }

  const reserve: SpendingLedger['reserve'] = (owner, { id, what, title, micros, stream }) =>
    transact(database, async (transaction) => {
      await holdAccount(transaction, owner, 0, Number.MAX_SAFE_INTEGER);
      const now = platform.now();
      const earlier = await receiptOf(transaction, owner, id);
      const isRunning = earlier?.state === 'reserved';
      if (isRunning && earlier.stream_id === (stream ?? null)) return;
      if (earlier && (isRunning || earlier.spent_micros > 0)) {
        throw new Failure(catalogue.CONFLICT, { effect: 'none' });
      }
      const today = budgetDay(now);
      const { spent, reserved } = await usedOn(transaction, owner, today);
      if (spent + reserved + micros > limitMicros()) {
        throw new Failure(catalogue.BUDGET_EXCEEDED, { retryAfterMs: renewsAt(now) - now });
      }
      const columns = {
        ...{ what, title, reserved_micros: micros, spent_micros: 0 },
        ...{ day: today, at: Math.floor(now), stream_id: stream ?? null },
        state: 'reserved' as const,
      };
      await (earlier
        ? transaction
            .updateTable('receipts')
            .set(columns)
            .where('account_id', '=', owner)
            .where('id', '=', id)
            .execute()
        : transaction
            .insertInto('receipts')
            .values({ account_id: owner, id, ...columns })
            .execute());
    });

  return {
    settle,
    settleAbandoned: (limit) => settleOpen(limit),
    async reserve(owner, reservation) {
      try {
        await reserve(owner, reservation);
      } catch (error) {
        // The money and the id of a generation that died are free again, as soon as the writer needs them.
        const isHeld = isFailure(error, 'BUDGET_EXCEEDED') || isFailure(error, 'CONFLICT');
        if (!isHeld || (await settleOpen(RECEIPTS, owner)) === 0) throw error;
        await reserve(owner, reservation);
      }
    },
    async read(owner) {
      await settleOpen(RECEIPTS, owner);
      const now = platform.now();
      const { spent, reserved } = await usedOn(database, owner, budgetDay(now));
      const rows = await database
        .selectFrom('receipts')
        .selectAll()
        .where('account_id', '=', owner)
        .orderBy('position', 'desc')
        .limit(RECEIPTS)
        .execute();
      return {
        limitMicros: limitMicros(),
        spentMicros: spent,
        reservedMicros: reserved,
        renewsAt: renewsAt(now),
        receipts: rows.map(toReceipt),
      };
    },
    async prune(before, limit) {
      const old = database
        .selectFrom('receipts')
        .select('position')
        .where('state', '=', 'ended')
        .where('at', '<', Math.floor(before))
        .limit(limit);
      const { numDeletedRows } = await database
        .deleteFrom('receipts')
        .where('position', 'in', old)
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}

type Reader = Pick<Database, 'selectFrom'>;

function receiptOf(transaction: Transaction<Tables>, owner: string, id: string) {
  return transaction
    .selectFrom('receipts')
    .select(['state', 'spent_micros', 'stream_id'])
    .where('account_id', '=', owner)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** A sum of one column, as a number. PostgreSQL adds into a type that is wider than the numbers. */
const sumOf = (micros: string, state: Receipt['state']) =>
  sql<number>`cast(coalesce(sum(case when state = ${state} then ${sql.ref(micros)} else 0 end), 0) as bigint)`;

/** The money of one day that is spent, and the money that running generations hold. */
async function usedOn(
  database: Reader,
  owner: string,
  day: number,
): Promise<{ readonly spent: number; readonly reserved: number }> {
  return await database
    .selectFrom('receipts')
    .select([
      sumOf('spent_micros', 'ended').as('spent'),
      sumOf('reserved_micros', 'reserved').as('reserved'),
    ])
    .where('account_id', '=', owner)
    .where('day', '=', day)
    .executeTakeFirstOrThrow();
}

/** Whether a reservation is so old that its server may be dead. */
function isOld({ or, and, eb }: ExpressionBuilder<Tables, 'receipts'>, now: number) {
  const before = (ms: number) => eb('at', '<', Math.floor(now - ms));
  return or([
    and([eb('stream_id', 'is not', null), before(BEGINS_WITHIN_MS)]),
    before(DRAWN_WITHIN_MS),
  ]);
}

function toReceipt(row: Omit<ReceiptTable, 'position'>): Receipt {
  const { id, what, title, state, reserved_micros, spent_micros, at } = row;
  return {
    ...{ id, what, title, state, at },
    reservedMicros: reserved_micros,
    spentMicros: spent_micros,
    returnedMicros: state === 'ended' ? reserved_micros - spent_micros : 0,
  };
}

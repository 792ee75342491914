import { type Platform, webPlatform, requireOptionsAlways } from '@holdfast/core/parts';
import type { Kysely, Transaction } from 'kysely';
import { requireText } from '../mistakes/require-value.ts';
import type { ConsumedTables } from './consumed-table.ts';
import { databaseOf } from './database-of.ts';
import { transact, type TransactOptions } from './transact.ts';

export interface ConsumeOnceOptions extends TransactOptions {
  /** The name of the consumer. A consumer of another name acts on the same messages again. @default 'default' */
  readonly consumer?: string;
  /** @default the ambient clock */
  readonly platform?: Pick<Platform, 'now' | 'monotonic' | 'random' | 'schedule'>;
}

/** The result for a message: `done` if its effects are new, `repeated` if they were there already. */
export type Consumed<T> =
  { readonly kind: 'done'; readonly value: T } | { readonly kind: 'repeated' };

/** Runs the effects of a message unless they are there already. */
export type ConsumeOnce<TDatabase> = <T>(
  id: string,
  work: (transaction: Transaction<TDatabase>) => Promise<T>,
) => Promise<Consumed<T>>;

/**
 * Makes the function that gives each message its effects once, although brokers deliver it more than once: to one
 * consumer after the other, or to two at the same time. The id goes into the table of `createConsumedTable` in the
 * transaction of the effects, so both commit or neither does. When `work` rejects, the message stays unread and the
 * function rejects with the same error.
 *
 * It covers what `work` writes with its transaction, and nothing else. Keep the ids for as long as a broker may
 * deliver a message again; see `tableRetention`, with the column `consumed_at`.
 */
export function createConsumeOnce<TDatabase>(
  database: Kysely<TDatabase>,
  options: ConsumeOnceOptions = {},
): ConsumeOnce<TDatabase> {
  requireOptionsAlways('createConsumeOnce', options, {
    consumer: 'anything?',
    timeoutMs: 'a number from 0 on?',
    maxAttempts: 'a whole number above 0?',
    backoff: 'a function?',
    isolationLevel: 'a text that is not empty?',
    signal: 'an object?',
    platform: 'an object with now, monotonic, random, schedule?',
  });

  const { consumer = 'default', platform = webPlatform, ...given } = options;
  databaseOf('createConsumeOnce', database);
  requireText('createConsumeOnce', { consumer }, 'each consumer acts on a message once');
  return (id, work) => {
    requireText('consumeOnce', { id }, 'it must be the same each time the message comes');
    return transact(
      database,
      async (transaction) => {
        // A second transaction with this id waits here for the end of the first.
        const { numInsertedOrUpdatedRows } = await (
          transaction as unknown as Transaction<ConsumedTables>
        )
          .insertInto('holdfast_consumed')
          .values({ consumer, id, consumed_at: platform.now() })
          .onConflict((conflict) => conflict.columns(['consumer', 'id']).doNothing())
          .executeTakeFirst();
        if (Number(numInsertedOrUpdatedRows) === 0) return { kind: 'repeated' };
        return { kind: 'done', value: await work(transaction) };
      },
      { ...given, platform },
    );
  };
}

import { webPlatform } from '@holdfast/core/parts';
import { accountFull } from '@holdfast/server/quotas';
import type { Transaction } from 'kysely';
import {
  KeptRelationship,
  type Relationship,
  type RelationshipList,
  type RelationshipSave,
  type RelationshipSaved,
} from '../../contract/relationship.ts';
import { holdAccount } from '../characters/hold-account.ts';
import type { Precondition } from '../characters/precondition.ts';
import { bytesOf, CHARACTER_QUOTAS } from '../characters/quotas.ts';
import { saveIf } from '../characters/save-if.ts';
import type { Database, Tables } from '../database/tables.ts';
import type { RelationshipTable } from './relationship-tables.ts';
import { wholeOrCorrupt } from '../database/whole-or-corrupt.ts';
import { wholeRows } from '../database/whole-rows.ts';

export interface RelationshipQuotas {
  readonly relationships: number;
  /** Of all texts of the account together. */
  readonly bytes: number;
}

const RELATIONSHIP_QUOTAS: RelationshipQuotas = {
  relationships: 1000,
  bytes: CHARACTER_QUOTAS.bytes,
};

/** All relationships of an account, in order of creation. */
export async function listRelationships(
  database: Database,
  account: string,
): Promise<RelationshipList> {
  const rows = await database
    .selectFrom('relationships')
    .selectAll()
    .where('account_id', '=', account)
    .orderBy('position')
    .execute();
  const { whole, ...rest } = wholeRows(rows, KeptRelationship, toRelationship);
  return { relationships: whole, ...rest };
}

/**
 * One relationship of an account; `undefined` when the account has no such relationship. Throws `STORAGE_CORRUPT` for a
 * damaged one.
 */
export async function readRelationship(
  database: Database,
  account: string,
  id: string,
): Promise<KeptRelationship | undefined> {
  const row = await rowOf(database, account, id);
  return row && wholeOrCorrupt(row, KeptRelationship, toRelationship);
}

/**
 * Makes a relationship or replaces the stored one, if the precondition allows. A save that equals the stored
 * relationship replaces nothing. `undefined` when another state is stored. Throws `ACCOUNT_FULL`.
 */
export async function saveRelationship(
  transaction: Transaction<Tables>,
  account: string,
  { relationship, revision }: Omit<RelationshipSave, 'basedOn'>,
  precondition: Precondition,
  quotas: RelationshipQuotas = RELATIONSHIP_QUOTAS,
): Promise<RelationshipSaved | undefined> {
  const { id, fromId, toId, ...rest } = relationship;
  const content = { ...rest, from_id: fromId, to_id: toId };
  const columns = { ...content, revision, saved_at: webPlatform.now() };
  return saveIf(id, await rowOf(transaction, account, id), precondition, {
    isSame: (stored) => saysTheSame(stored, content),
    async write(stored) {
      const moreBytes = bytesOf(content.note) - (stored ? bytesOf(stored.note) : 0);
      await holdAccount(transaction, account, moreBytes, quotas.bytes);
      if (!stored) {
        const limit = quotas.relationships;
        if ((await countOf(transaction, account)) >= limit) {
          throw accountFull({ what: 'relationships', limit });
        }
      }
      return stored
        ? transaction
            .updateTable('relationships')
            .set(columns)
            .where('account_id', '=', account)
            .where('id', '=', id)
            // Another server may have saved since this transaction looked.
            .where('revision', '=', stored.revision)
            .returning(['revision', 'saved_at'])
            .executeTakeFirst()
        : transaction
            .insertInto('relationships')
            .values({ account_id: account, id, ...columns })
            .onConflict((conflict) => conflict.columns(['account_id', 'id']).doNothing())
            .returning(['revision', 'saved_at'])
            .executeTakeFirst();
    },
  });
}

/** Whether the relationship is gone afterwards: it was there in the given state, or it was not there. */
export async function deleteRelationship(
  transaction: Transaction<Tables>,
  account: string,
  id: string,
  precondition: Precondition,
): Promise<boolean> {
  const stored = await rowOf(transaction, account, id);
  if (!stored) return true;
  if (!precondition(stored.revision)) return false;
  await holdAccount(transaction, account, -bytesOf(stored.note), RELATIONSHIP_QUOTAS.bytes);
  const { numDeletedRows } = await transaction
    .deleteFrom('relationships')
    .where('account_id', '=', account)
    .where('id', '=', id)
    .where('revision', '=', stored.revision)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

type Reader = Pick<Database, 'selectFrom'>;
type Row = Omit<RelationshipTable, 'position'>;
type Content = Omit<Row, 'account_id' | 'id' | 'revision' | 'saved_at'>;

function rowOf(database: Reader, account: string, id: string): Promise<Row | undefined> {
  return database
    .selectFrom('relationships')
    .selectAll()
    .where('account_id', '=', account)
    .where('id', '=', id)
    .executeTakeFirst();
}

async function countOf(transaction: Transaction<Tables>, account: string): Promise<number> {
  const { count } = await transaction
    .selectFrom('relationships')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('account_id', '=', account)
    .executeTakeFirstOrThrow();
  return count;
}

function saysTheSame(stored: Content, content: Content): boolean {
  const names = ['between', 'from_id', 'to_id', 'kind', 'weight', 'note'] as const;
  return names.every((name) => stored[name] === content[name]);
}

function toRelationship(row: Row): KeptRelationship {
  const { id, between, from_id, to_id, kind, weight, note, revision, saved_at } = row;
  // The routes let only whole relationships in.
  const relationship = { id, between, fromId: from_id, toId: to_id, kind, weight, note };
  return { relationship: relationship as Relationship, revision, savedAt: saved_at };
}

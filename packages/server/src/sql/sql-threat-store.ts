import {
  type ExpressionBuilder,
  type ExpressionWrapper,
  type Kysely,
  sql,
  type SqlBool,
} from 'kysely';
import type { ThreatState } from '../threats/threat-state.ts';
import {
  type BlockedPlace,
  lastHeard,
  type PartyKind,
  type ThreatStore,
} from '../threats/threat-store.ts';
import { deleteInSteps } from './delete-some.ts';
import type { ThreatTables } from './threat-table.ts';
import { transact } from './transact.ts';
import { databaseOf } from './database-of.ts';
import { hasMembers, type MemberForms } from './has-members.ts';
import { keptJson } from './kept-json.ts';

/**
 * Keeps the evidence against each party in a database (see `createThreatTable`), SQLite or PostgreSQL. When one server
 * blocks a party, every other server knows it with its next question.
 */
export function sqlThreatStore<TDatabase>(database: Kysely<TDatabase>): ThreatStore {
  databaseOf('sqlThreatStore', database);
  const threats = database as unknown as Kysely<ThreatTables>;
  return {
    async read({ kind, id }) {
      const row = await threats
        .selectFrom('holdfast_threats')
        .select('state')
        .where('kind', '=', kind)
        .where('id', '=', id)
        .executeTakeFirst();
      return row && parse(row.state);
    },
    change: ({ kind, id }, change) =>
      transact(threats, async (transaction) => {
        // The update that changes nothing takes the row's lock, whether it was there or not.
        const row = await transaction
          .insertInto('holdfast_threats')
          .values({ kind, id, state: '', heard_at: 0, blocked_until: null })
          .onConflict((conflict) => conflict.columns(['kind', 'id']).doUpdateSet({ id }))
          .returning('state')
          .executeTakeFirstOrThrow();
        const before = parse(row.state);
        const after = change(before);
        await transaction
          .updateTable('holdfast_threats')
          .set({
            state: JSON.stringify(after),
            heard_at: lastHeard(after),
            blocked_until: after.kind === 'blocked' ? after.until : null,
          })
          .where('kind', '=', kind)
          .where('id', '=', id)
          .execute();
        return { before, after };
      }),
    async blocked(at, limit, after) {
      const rows = await threats
        .selectFrom('holdfast_threats')
        .select(['kind', 'id', 'state'])
        .where('blocked_until', '>', at)
        .$if(after !== undefined, (query) => query.where((row) => isBehind(row, after)))
        .orderBy('blocked_until', 'desc')
        .orderBy('kind')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.flatMap(({ kind, id, state }) => {
        const blocked = parse(state);
        return blocked?.kind === 'blocked'
          ? { party: { kind: kind as PartyKind, id }, state: blocked }
          : [];
      });
    },
    prune: (before) => deleteInSteps(threats, 'holdfast_threats', sql`heard_at < ${before}`),
  };
}

function isBehind(
  row: ExpressionBuilder<ThreatTables, 'holdfast_threats'>,
  after: BlockedPlace | undefined,
): ExpressionWrapper<ThreatTables, 'holdfast_threats', SqlBool> {
  const { until = 0, kind = '', id = '' } = after ?? {};
  return row.or([
    row('blocked_until', '<', until),
    row.and([
      row('blocked_until', '=', until),
      row.or([row('kind', '>', kind), row.and([row('kind', '=', kind), row('id', '>', id)])]),
    ]),
  ]);
}

const PAST: MemberForms = { strikes: 'number', struckAt: 'number', provenAt: 'number?' };
const STATES: Readonly<Record<ThreatState['kind'], MemberForms>> = {
  watched: { ...PAST, score: 'number', at: 'number' },
  blocked: { ...PAST, since: 'number', until: 'number', reason: 'text' },
};

/** The evidence of a row. A row that is new, or damaged, has none: a party without its times could never be blocked. */
function parse(state: string): ThreatState | undefined {
  const kept = keptJson(state) as ThreatState | undefined;
  const kind = kept?.kind;
  const isWhole =
    kind !== undefined && Object.hasOwn(STATES, kind) && hasMembers(kept, STATES[kind]);
  return isWhole ? kept : undefined;
}

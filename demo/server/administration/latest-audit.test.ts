import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { readAudit } from '../../contract/administration-operations.ts';
import { onEachDatabase } from '../testing/each-database.ts';
import { latestAudit } from './latest-audit.ts';

onEachDatabase((open) => {
  it('a damaged event hides no other from an administrator, and is listed as damaged', async () => {
    const database = open();
    const facts = ['{"actor":"a"}', '{', 'null', '{"actor":{"id":1}}', '{"count":2}'];
    for (const [index, text] of facts.entries()) {
      // The events of an audit have an order.
      // oxlint-disable-next-line no-await-in-loop
      await sql`
        insert into holdfast_audit (seq, previous, hash, at, kind, facts)
        values (${index + 1}, '', ${`h${index}`}, 5, 'k', ${text})
      `.execute(database);
    }
    const routes = latestAudit({
      ...{ database, audit: async () => {} },
      administrators: { of: async () => 'root' },
    });
    const answer: unknown = await (await routes.request('/audit')).json();
    const read = await readAudit.output?.['~standard'].validate(answer);
    const damaged = { damaged: 'facts' };
    expect(read).toMatchObject({
      value: {
        events: [
          { seq: 5, facts: { count: 2 } },
          { seq: 4, facts: damaged },
          { seq: 3, facts: damaged },
          { seq: 2, facts: damaged },
          { seq: 1, facts: { actor: 'a' } },
        ],
      },
    });
  });
});

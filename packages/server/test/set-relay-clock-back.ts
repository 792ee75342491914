import { type Kysely, sql } from 'kysely';

/** Moves the times that a relay wrote into the future, as if the clock of the database had been set back since. */
export async function setRelayClockBack(database: Kysely<object>, ms: number): Promise<void> {
  await sql`
    update holdfast_relay set due_from = due_from + ${ms}, due_at = due_at + ${ms} where due_at > 0
  `.execute(database);
  await sql`
    update holdfast_relay_shards set since = since + ${ms}, until = until + ${ms} where relay <> ''
  `.execute(database);
  await sql`
    update holdfast_relay_members set since = since + ${ms}, until = until + ${ms}
  `.execute(database);
}

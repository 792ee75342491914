import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkWrites } from './check-writes.ts';
import { transact } from './transact.ts';

export interface CheckedDatabase {
  readonly database: Kysely<object>;
  /** Makes the database refuse writes, and returns a function that ends this. */
  readonly makeReadOnly: () => Promise<() => Promise<void>>;
  /** The size of the database, in any unit. */
  readonly size: () => Promise<number>;
  readonly close: () => Promise<void>;
}

const READ_ONLY = { code: 'STORAGE_UNAVAILABLE', status: 507, retry: 'later', effect: 'none' };

/** Tests of `checkWrites` for every database. */
export function checkWritesContract(name: string, open: () => Promise<CheckedDatabase>): void {
  describe(`a check of writes on ${name}`, () => {
    let under: CheckedDatabase;
    beforeAll(async () => {
      under = await open();
    });
    afterAll(() => under.close());

    it('passes while the database accepts writes, and does not change its size', async () => {
      const check = checkWrites(under.database, { freshMs: 0 });
      await check();
      const before = await under.size();
      for (let times = 0; times < 20; times += 1) {
        // oxlint-disable-next-line no-await-in-loop -- one after another, as a probe asks
        await check();
      }
      expect(await under.size()).toBe(before);
    });

    it('fails by name while the database accepts no write, and passes again afterwards', async () => {
      const check = checkWrites(under.database, { freshMs: 0 });
      const undo = await under.makeReadOnly();
      await expect(check()).rejects.toMatchObject(READ_ONLY);
      await expect(
        transact(under.database, (t) => sql`create table never (a integer)`.execute(t)),
      ).rejects.toMatchObject(READ_ONLY);
      await undo();
      await check();
    });

    it('writes nothing while its last result is fresh', async () => {
      let now = 0;
      const platform = { monotonic: () => now, random: () => 0, schedule: () => () => {} };
      const check = checkWrites(under.database, { freshMs: 1000, platform });
      const first = check();
      expect(check()).toBe(first);
      await first;
      now = 999;
      expect(check()).toBe(first);
      now = 1000;
      const second = check();
      expect(second).not.toBe(first);
      await second;
    });
  });
}

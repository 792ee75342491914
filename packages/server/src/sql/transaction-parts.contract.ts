import fc from 'fast-check';
import { type Kysely, sql, type Transaction } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DatabaseUnderTest, TransactTables } from './transact.contract.ts';
import { transact } from './transact.ts';

type Tx = Transaction<TransactTables>;

const halfway = new Error('halfway');

async function add(t: Tx, label: string): Promise<void> {
  await t.insertInto('effects').values({ label }).execute();
}

const good = (t: Tx): Promise<void> =>
  transact(t, async (inner) => {
    await add(inner, 'good');
    await add(inner, 'better');
  });
const bad = (t: Tx): Promise<void> =>
  transact(t, async (inner) => {
    await add(inner, 'bad');
    throw halfway;
  });

/** One part of a transaction: its steps in order, and its end. */
interface Part {
  readonly steps: readonly Step[];
  readonly ends: 'well' | 'by throwing' | 'by a broken statement';
  /** A part belongs to the part that opens it, by any name of the transaction. */
  readonly through: 'its own' | 'the outermost';
}
/** A row of its own, or parts that are opened at once. */
type Step = 'row' | readonly Part[];

const { part: parts } = fc.letrec<{ part: Part }>((tie) => ({
  part: fc.record({
    steps: fc.array(
      fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.constant<Step>('row'),
        fc.array(tie('part'), { minLength: 1, maxLength: 3 }),
      ),
      { maxLength: 3 },
    ),
    ends: fc.constantFrom<Part['ends'][]>('well', 'well', 'by throwing', 'by a broken statement'),
    through: fc.constantFrom<Part['through'][]>('its own', 'the outermost'),
  }),
}));

async function perform(part: Part, path: string, t: Tx, outermost: Tx): Promise<void> {
  for (const [index, step] of part.steps.entries()) {
    const label = `${path}.${index}`;
    if (step === 'row') {
      // oxlint-disable-next-line no-await-in-loop -- a step follows the one before it
      await add(t, label);
    } else {
      const siblings = step.map((sibling, number) =>
        transact(sibling.through === 'its own' ? t : outermost, (inner) =>
          perform(sibling, `${label}.${number}`, inner, outermost),
        ),
      );
      // oxlint-disable-next-line no-await-in-loop -- the next step begins when these parts have ended
      await Promise.allSettled(siblings);
    }
  }
  if (part.ends === 'by throwing') throw halfway;
  if (part.ends === 'by a broken statement') await sql`select * from nowhere`.execute(t);
}

/** The rows that are left: those of every part that ended well, as did each it is a part of. */
function leftBy({ steps, ends }: Part, path: string): readonly string[] {
  if (ends !== 'well') return [];
  return steps.flatMap((step, index) =>
    step === 'row'
      ? [`${path}.${index}`]
      : step.flatMap((sibling, number) => leftBy(sibling, `${path}.${index}.${number}`)),
  );
}

/** The rules that the parts of a transaction keep on every database. */
export function transactionPartsContract(
  name: string,
  open: () => Promise<DatabaseUnderTest>,
): void {
  describe(`a part of a transaction on ${name}`, () => {
    let under: DatabaseUnderTest;
    let database: Kysely<TransactTables>;
    const labels = async (): Promise<readonly string[]> =>
      (await database.selectFrom('effects').select('label').execute())
        .map(({ label }) => label)
        .toSorted();

    beforeAll(async () => {
      under = await open();
      database = under.database;
      await sql`create table if not exists effects (label text primary key)`.execute(database);
    });
    afterAll(() => under.close());
    beforeEach(async () => {
      await database.deleteFrom('effects').execute();
    });

    it('rolls back alone', async () => {
      await transact(database, async (t) => {
        await add(t, 'a');
        await transact(t, async (inner) => add(inner, 'b'));
        const part = transact(t, async (inner) => {
          await add(inner, 'c');
          await transact(inner, (innermost) => add(innermost, 'd'));
          throw halfway;
        });
        await expect(part).rejects.toBe(halfway);
        await add(t, 'e');
      });
      expect(await labels()).toEqual(['a', 'b', 'e']);
    });

    it('rolls back also after a part of it has rolled back', async () => {
      await transact(database, async (t) => {
        await add(t, 'a');
        const part = transact(t, async (inner) => {
          await add(inner, 'b');
          await transact(inner, async (innermost) => {
            await add(innermost, 'c');
            throw new Error('innermost');
          }).catch(() => {});
          throw halfway;
        });
        await expect(part).rejects.toBe(halfway);
      });
      expect(await labels()).toEqual(['a']);
    });

    it('fails alone, and the rest goes on', async () => {
      await transact(database, async (t) => {
        await add(t, 'a');
        const twice = transact(t, (inner) => add(inner, 'a'));
        await expect(twice).rejects.toMatchObject({ code: 'CONSTRAINT_BROKEN', status: 409 });
        await add(t, 'b');
      });
      expect(await labels()).toEqual(['a', 'b']);
    });

    it.each([['first'], ['last']])(
      'rolls back no other part when it was opened %s',
      async (which) => {
        await transact(database, (t) =>
          Promise.allSettled(which === 'first' ? [bad(t), good(t)] : [good(t), bad(t)]),
        );
        expect(await labels()).toEqual(['better', 'good']);
      },
    );

    it('ends after every part of it, also after parts that the work did not wait for', async () => {
      let late: Promise<void> | undefined;
      await transact(database, async (t) => {
        const part = transact(t, async (inner) => {
          late = transact(inner, async (innermost) => {
            await add(innermost, 'a');
            await add(innermost, 'b');
          });
          throw halfway;
        });
        await expect(part).rejects.toBe(halfway);
        void transact(t, async (inner) => {
          await add(inner, 'c');
          await add(inner, 'd');
        });
      });
      await late;
      expect(await labels()).toEqual(['c', 'd']);
    });

    it('opens parts of the outer part after its end, when code that it left running opens one', async () => {
      await transact(database, async (t) => {
        let goOn!: () => void;
        let left!: Promise<void>;
        await transact(t, async (inner) => {
          const gate = new Promise<void>((resolve) => (goOn = resolve));
          left = gate.then(() => transact(inner, (late) => add(late, 'late')));
        });
        const other = transact(t, async (inner) => {
          await add(inner, 'other');
          goOn();
          await add(inner, 'more');
          throw halfway;
        });
        await expect(other).rejects.toBe(halfway);
        await left;
      });
      expect(await labels()).toEqual(['late']);
    });

    it('leaves the right rows for any successes and failures within each other and at once', async () => {
      await fc.assert(
        fc.asyncProperty(parts, async (whole) => {
          await database.deleteFrom('effects').execute();
          const done = transact(database, (t) => perform(whole, 'row', t, t));
          await done.catch(() => {});
          expect(await labels()).toEqual(leftBy(whole, 'row').toSorted());
        }),
        { numRuns: 100 },
      );
    }, 60_000);
  });
}

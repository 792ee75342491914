import { describe, expect, it } from 'vitest';
import { MINUTE_MS } from './rollup.ts';
import { opened, rollupsUnderTest, settled, START, timeout } from './rollups.contract.ts';

const failure = (index: number) => ({ ...timeout, code: `C${index}` });

describe('names that a stranger invents', () => {
  it.each(['<b>mara@example.org</b>', '', '7', 'x'.repeat(65), 'ä', 'a b'])(
    'count as other: %j',
    async (name) => {
      const { tell, words } = rollupsUnderTest();
      tell(opened(`${name}!`));
      expect(await words()).toEqual(['circuit other open 1']);
    },
  );

  it('count as other beyond two hundred in a day', async () => {
    const { tell, rows, platform } = rollupsUnderTest();
    tell(opened('reads'), ...Array.from({ length: 500 }, (_, index) => opened(`name-${index}`)));
    tell(opened('reads'), opened('writes'));
    const names = new Map((await rows()).map(({ operation, count }) => [operation, count]));
    // And the row of reports.
    expect(names.size).toBe(202);
    expect(names.get('reads')).toBe(2);
    expect(names.get('other')).toBe(302);
    await platform.advance(24 * 60 * MINUTE_MS);
    tell(opened('writes'));
    expect((await rows()).some(({ operation }) => operation === 'writes')).toBe(true);
  });

  it('count as other where the app lists its own', async () => {
    const { tell, words } = rollupsUnderTest({ operations: ['reads', 'note.add'] });
    tell(opened('reads'), opened('evil'));
    expect(await words()).toEqual(['circuit other open 1', 'circuit reads open 1']);
  });

  it('also as codes, outcomes, states and releases', async () => {
    const { stored, rollups, rows } = rollupsUnderTest();
    rollups.events(
      Array.from({ length: 500 }, (_, index) =>
        stored(settled(`o${index}`, { failure: failure(index) }), { release: `r${index}` }),
      ),
    );
    rollups.events([
      stored({ type: 'circuit.changed', at: START, name: 'reads', state: 'warm' as 'open' }),
      stored(settled('failed', { failure: { ...timeout, code: 'mara@example.org' } })),
    ]);
    const counted = await rows();
    expect(new Set(counted.map(({ release }) => release)).size).toBe(51);
    const details = (measure: string) =>
      new Set(counted.flatMap((row) => (row.measure === measure ? [row.detail] : [])));
    expect(details('failure').size).toBe(201);
    expect([...details('operation')].toSorted()).toEqual(['failed', 'other']);
    expect([...details('circuit')]).toEqual(['other']);
  });

  it.each([1e300, -5, Number.NaN, 0.2])('spoil no sum of money: %d', async (micros) => {
    const { tell, rows } = rollupsUnderTest();
    const spent = {
      at: START,
      type: 'budget.changed',
      owner: 'u',
      step: 'committed',
      share: 1,
    } as const;
    tell({ ...spent, micros }, { ...spent, micros: 5 });
    const [cost] = (await rows()).filter(({ measure }) => measure === 'cost');
    expect(cost?.count).toBe(5);
  });
});
